/**
 * What there is to say of a request before a handler sees it.
 *
 * @module
 */
import type { Decisions } from "../http/decisions.ts";
import type { RequestHead } from "../http/request_head.ts";
import type { Settings } from "../settings/settings.ts";
import { formatSize } from "../settings/size.ts";
import type { Exchange } from "./exchange.ts";

/** Takes down how far a head is from the limits. */
export function noteHead(decisions: Decisions, { limits, length, target, fields }: RequestHead): void {
  const size = `${formatSize(length)} of ${formatSize(limits.head)} (limits.head)`;
  const targetSize = `a target of ${formatSize(target.length)} of ${
    formatSize(limits.target)
  } (limits.target)`;
  const count = `${fields.entries().length} of ${limits.fields} fields (limits.fields)`;
  decisions.note("head", `${size}, ${targetSize}, ${count}`);
}

/** Takes down what a head turned out to ask for. */
export function noteExchange(
  decisions: Decisions,
  { request, body, persistent }: Exchange,
  settings: Settings,
): void {
  const { target: { raw, path, query }, host, method } = request;
  const asked = query === undefined ? "" : `, and the query ${query}`;
  decisions.note(
    "target",
    path === raw ? `${method} ${path}` : `${method} ${raw} is the path ${path}${asked}`,
  );
  decisions.note("host", host === "" ? "none, as HTTP/1.0 may have it" : host);
  if (body !== null) {
    decisions.note("body", `there is one, of ${formatSize(settings["limits.body"])} at most (limits.body)`);
  }
  decisions.note(
    "connection",
    persistent ? "goes on after the answer" : "is closed after the answer, as is asked",
  );
}
