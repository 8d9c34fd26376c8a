import { latin1 } from "../../http/bytes.ts";
import type { RecordedRequest } from "../../supervisor/history/recorded_request.ts";
import type { ListenAddress } from "../../supervisor/status.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { type CurlLine, curlLine, rawLine } from "../curl_line.ts";
import { loggedRequest } from "../logged_request.ts";
import { recentIds } from "../target_completion.ts";

/** Prints a command line for a request of the log. */
export const curl: ConsoleCommand = {
  name: "curl",
  group: "Ask",
  summary: "Print a command line that sends a logged request again",
  details: [
    "It is for a POSIX shell, and sends to the address that the server listens on. Passwords and cookies are left out.",
    "For a request whose head was refused it is one of printf and nc, as curl sends well-formed heads only.",
  ],
  arguments: [{
    name: "#id",
    summary: "the request, as the log calls it",
    required: true,
    complete: (context, { typed }) => recentIds(context, typed),
  }],
  examples: [{ line: "curl #1-17", effect: "show how to repeat that request" }],
  show(context, { words }) {
    const [word = ""] = words;
    const request = loggedRequest(context, word);
    const { address } = context.supervisor;
    if (address === undefined) {
      throw new CommandError("The server is stopped, and has no address to send to.");
    }
    const line = repeat(request, address);
    return {
      json: line,
      text: ({ style }) => [line.command, ...line.notes.map((note) => style.dim(`# ${note}`))].join("\n"),
    };
  },
};

function repeat(request: RecordedRequest, address: ListenAddress): CurlLine {
  const { head, isCut, refusal, method, target, version, fields } = request;
  const isWhole = latin1(head, 0, head.length).includes("\r\n\r\n");
  if (refusal !== undefined && !isCut && !isSendable(request, isWhole)) {
    return rawLine(latin1(head, 0, head.length), address);
  }
  const line = curlLine({ method, target, version, fields }, address);
  if (!isCut) return line;
  return {
    ...line,
    notes: [...line.notes, "Its head is longer than what was kept: fields at its end are missing."],
  };
}

/** Whether the parser took the head: it was then refused for what it says, and curl can say it too. */
function isSendable({ at, version }: RecordedRequest, isWhole: boolean): boolean {
  return isWhole && at === -1 && version !== "";
}
