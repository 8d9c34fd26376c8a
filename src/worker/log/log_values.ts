/**
 * What a line of the access log can say of an answer.
 *
 * @module
 */
import { latin1 } from "../../http/bytes.ts";
import type { LogPlaceholder } from "../../settings/log_format.ts";
import { commonTime } from "../../settings/log_text.ts";
import type { Answered } from "../recorder.ts";

/** What is the same for all answers of a thread. */
export interface LogContext {
  /** The thread's number, from 1. */
  readonly worker: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Text that came from others is not escaped yet; `undefined`: there is none. */
export type LogValue = string | number | undefined;

/** Tells one thing of an answer. */
export type LogValueOf = (answered: Answered, context: LogContext) => LogValue;

/** How each placeholder of a format is filled. */
export const LOG_VALUES: Readonly<Record<LogPlaceholder, LogValueOf>> = {
  address: ({ request, client }) => (request?.notes?.client ?? client).address,
  port: ({ request, client }) => (request?.notes?.client ?? client).port,
  user: ({ request }) => request?.notes?.user,
  time: (_, { now }) => commonTime(now()),
  isoTime: (_, { now }) => new Date(now()).toISOString(),
  request: requestLine,
  method: ({ request, head }) => request?.method ?? head?.method,
  target: (answered) => answered.request?.target.raw ?? requestLine(answered)?.split(" ")[1],
  version: ({ request }) => request && `HTTP/1.${request.minorVersion}`,
  host: ({ request }) => request?.host,
  status: ({ status }) => status,
  bytes: ({ bytes }) => bytes,
  // Three digits are as exact as the clock.
  duration: ({ duration }) => Math.round(duration * 1000) / 1000,
  referer: ({ request }) => request?.fields.get("referer"),
  userAgent: ({ request }) => request?.fields.get("user-agent"),
  id: ({ request }) => request?.notes?.id,
  refusal: ({ refusal }) => refusal?.rule,
  worker: (_, { worker }) => worker,
};

/** The request line as it came; of a head that was refused, up to where it was. */
function requestLine({ request, head }: Answered): string | undefined {
  if (request !== undefined) {
    return `${request.method} ${request.target.raw} HTTP/1.${request.minorVersion}`;
  }
  const bytes = head?.raw();
  if (bytes === undefined) return undefined;
  const text = latin1(bytes, 0, bytes.length).replace(/^[\r\n]+/, "");
  return text.split(/\r?\n/, 1)[0]?.trimEnd();
}
