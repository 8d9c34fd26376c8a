/** Answers as recorders are told of them. */

import type { Answered } from "../../src/worker/recorder.ts";
import { RequestHead } from "../../src/http/request_head.ts";
import { HttpError } from "../../src/http/http_error.ts";
import { requestOf } from "./request.ts";

/** An answer with 200 to a request with these field lines. */
export function answeredTo(
  line: string,
  lines: readonly string[] = [],
  changed: Partial<Answered> = {},
): Answered {
  return {
    request: requestOf(line, lines),
    head: undefined,
    client: { address: "192.0.2.1", port: 40_000 },
    status: 200,
    bytes: 312,
    startedAt: 1000,
    duration: 1.23456,
    refusal: undefined,
    at: -1,
    ...changed,
  };
}

/** What there is of a head that is refused. Text is one byte a character. */
export function refusedHead(text: string): Pick<Answered, "request" | "head" | "refusal"> {
  const head = new RequestHead({ target: 8192, head: 16_384, fields: 100 });
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    head.parse(bytes, 0, bytes.length);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    return { request: undefined, head, refusal: error.refusal };
  }
  return { request: undefined, head, refusal: undefined };
}
