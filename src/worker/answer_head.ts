/**
 * The head of an answer as its connection sends it, for people.
 *
 * @module
 */
import { latin1 } from "../http/bytes.ts";
import type { ConnectionOption, HttpResponse } from "../http/response.ts";
import { serializeHead } from "../http/response_head.ts";
import type { Serving } from "./serving.ts";

/** How the connection sends it. */
export interface SentBy {
  readonly connection: ConnectionOption;
  /** 0 for HTTP/1.0, which knows no chunks. */
  readonly minorVersion: number;
}

/** Status line and field lines, one character a byte. */
export function answerHead(
  { status, fields, length }: HttpResponse,
  { connection, minorVersion }: SentBy,
  { clock, settings }: Pick<Serving, "clock" | "settings">,
): readonly string[] {
  const bytes = serializeHead({
    status,
    fields,
    framing: length ?? (minorVersion > 0 ? "chunked" : "close-delimited"),
    connection,
    date: clock.date,
    server: settings["general.serverHeader"],
  });
  return latin1(bytes, 0, bytes.length).split("\r\n").slice(0, -2);
}
