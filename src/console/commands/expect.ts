import { describeFound, printable } from "../../settings/printable.ts";
import { ArgumentError, CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { askOverLoopback } from "../loopback.ts";
import { completeTarget } from "../target_completion.ts";
import { tell } from "../tell.ts";
import { checkRequest, HEADER_OPTION } from "../typed_request.ts";

/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;

/** Asks the server, and fails where it answers otherwise than it should. */
export const expect: ConsoleCommand = {
  name: "expect",
  group: "Script",
  summary: "Send a request to the server, and fail if the answer has another status",
  details: ["It is a real request, by way of a socket, to the address that the server listens on."],
  arguments: [
    {
      name: "method",
      summary: "GET, HEAD, OPTIONS, or any other",
      required: true,
      complete: () => ["GET", "HEAD", "OPTIONS"],
    },
    {
      name: "path",
      summary: "the target, sent as it is written",
      required: true,
      complete: (context, { typed }) => completeTarget(context, typed),
    },
    {
      name: "status",
      summary: "such as 200, or 2xx for any of the kind",
      required: true,
      complete: () => ["200", "204", "206", "301", "304", "404", "2xx", "3xx", "4xx"],
    },
  ],
  options: [HEADER_OPTION],
  examples: [
    { line: "expect GET / 200", effect: "fail if the start page is not there" },
    { line: "expect GET /logo.svg 206 -H 'Range: bytes=0-9'", effect: "ask for a part of it" },
  ],
  async run({ supervisor, output }, { words, values, signal }) {
    const [method = "", target = "", wanted = ""] = words;
    const fields = values("header");
    checkRequest(method, target, fields);
    if (!/^[1-5](\d\d|xx)$/.test(wanted)) {
      throw new ArgumentError(
        `${describeFound(wanted)} is not a status: write 200, or 2xx for any of the kind.`,
      );
    }
    const { state, address, settings } = supervisor;
    if (state !== "listening" || address === undefined) {
      throw new CommandError(`The server is ${state}: 'listen' comes first.`);
    }
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const { status, reason } = await askOverLoopback(
      { address, settings },
      { method, target, fields },
      patience,
    );
    const asked = `${method} ${printable(target)}`;
    if (!fits(status, wanted)) {
      throw new CommandError(`${asked}: expected ${wanted}, but got ${status} ${printable(reason)}.`);
    }
    tell(output, `${asked}: ${status} ${printable(reason)}`);
  },
};

function fits(status: number, wanted: string): boolean {
  return wanted.endsWith("xx") ? String(status).startsWith(wanted.charAt(0)) : status === Number(wanted);
}
