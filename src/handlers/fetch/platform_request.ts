/**
 * A request of ours as one of the platform's.
 *
 * @module
 */
import { HttpError } from "../../http/http_error.ts";
import * as refused from "../../http/refusals.ts";
import type { HttpRequest } from "../../http/request.ts";
import { encodePath } from "../static/path_redirect.ts";
import { CONNECTION_FIELDS } from "./connection_fields.ts";

/** What an application gets beside the fields. */
export interface PlatformRequestParts {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** The body, if there is one. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined;
}

/** The host of a request that names none, as HTTP/1.0 may. */
const NO_HOST = "localhost";

/**
 * Makes the request that an application sees.
 *
 * Its URL has the path that the rules and the mount went by, encoded afresh: an application that looked at the one that
 * was sent could take `//admin` or `/x/../admin` for something else. Fields about the connection are left out.
 *
 * @throws {HttpError} 400 when the host is none that a URL can have, such as `256.0.0.1`.
 */
export function platformRequest(request: HttpRequest, { signal, stream }: PlatformRequestParts): Request {
  const { method, target: { path, query }, host, fields } = request;
  const url = `http://${host || NO_HOST}${encodePath(path)}${query === undefined ? "" : `?${query}`}`;
  if (!URL.canParse(url)) throw new HttpError(refused.BAD_HOST);
  const headers = fields.entries().filter(([name]) => !CONNECTION_FIELDS.has(name.toLowerCase()));
  return new Request(url, { method, headers, signal, ...(stream === undefined ? {} : { body: stream }) });
}
