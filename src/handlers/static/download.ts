/**
 * Files that a client is to save instead of showing them.
 *
 * @module
 */
import { contentDisposition } from "../../http/content_disposition.ts";
import type { FieldLine, HttpResponse } from "../../http/response.ts";

const ASKED = /(?:^|&)download(?:[&=]|$)/;

/** Whether a query asks to save what it is asked of: `?download`. */
export function asksToSave(query: string | undefined): boolean {
  return query !== undefined && ASKED.test(query);
}

/** The field that has a client save a file under its own name. */
export function savedAs(urlPath: string): FieldLine {
  return ["Content-Disposition", contentDisposition(urlPath.slice(urlPath.lastIndexOf("/") + 1))];
}

/** The answer with that field, if it has the file or a part of it. */
export function savedAnswer(response: HttpResponse, urlPath: string): HttpResponse {
  const hasContent = response.status === 200 || response.status === 206;
  if (!hasContent || response.field("content-disposition") !== undefined) return response;
  return response.withFields([savedAs(urlPath)]);
}
