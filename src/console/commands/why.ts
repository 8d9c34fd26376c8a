import { parseAddress } from "../../patterns/cidr.ts";
import { describeFound } from "../../settings/printable.ts";
import { type AskedHead, loggedHead, typedHead } from "../asked_head.ts";
import { ArgumentError, CommandError } from "../command_error.ts";
import type { ConsoleCommand, ConsoleContext } from "../context.ts";
import { explanationJson, explanationText } from "../explanation_text.ts";
import type { Invocation } from "../invocation.ts";
import { loggedRequest } from "../logged_request.ts";
import { completeAddresses } from "../connection_filter.ts";
import { completeAsked } from "../target_completion.ts";
import { checkRequest, HEADER_OPTION, METHOD_OPTION } from "../typed_request.ts";
import { addressText } from "../urls.ts";

/** Explains an answer. */
export const why: ConsoleCommand = {
  name: "why",
  aliases: ["explain"],
  group: "Ask",
  summary: "Explain how a request is answered: each decision, and what made it",
  details: [
    "The request goes through the real parser, checks and handlers of one worker, but through no socket: it is not counted, not logged, and takes nothing from anybody's limits. What is kept in memory is not used, so that everything is decided anew. An application (handlers.fetch) is not asked, for it may do anything.",
    "A logged request is asked about as it came, as much as was kept of it, under the settings of now.",
  ],
  arguments: [{
    name: "path | #id",
    summary: "the target, as it would be sent, or a request of the log",
    required: true,
    complete: (context, { typed }) => completeAsked(context, typed),
  }],
  options: [
    HEADER_OPTION,
    METHOD_OPTION,
    {
      name: "host",
      value: "host",
      summary: "ask the site of this name",
      complete: ({ supervisor }) => supervisor.settings["routing.sites"].flatMap(([, { hosts }]) => hosts),
    },
    { name: "from", value: "address", summary: "as if this client asked", complete: completeAddresses },
  ],
  examples: [
    { line: "why /docs", effect: "explain a redirect" },
    { line: "why /a.css -H 'Accept-Encoding: br'", effect: "explain the coding of an answer" },
    { line: "why #1-17", effect: "explain the answer to a request of the log" },
  ],
  async show(context, invocation) {
    const { supervisor } = context;
    const asked = askedHead(context, invocation);
    if (supervisor.state === "stopped") {
      throw new CommandError("The server is stopped: 'startup' comes first.");
    }
    const explanation = await supervisor.askOne({ kind: "why", head: asked.bytes, client: asked.client });
    if (explanation === undefined) {
      throw new CommandError("No worker has answered within 2 seconds: ask again.");
    }
    return {
      json: explanationJson(explanation, asked),
      text: (output) => explanationText(explanation, asked, output),
    };
  },
};

function askedHead(context: ConsoleContext, { words, value, values }: Invocation): AskedHead {
  const [word = ""] = words;
  const fields = values("header");
  const [method, host, from] = [value("request"), value("host"), value("from")];
  if (from !== undefined && parseAddress(from) === undefined) {
    throw new ArgumentError(`${describeFound(from)} is not an IP address.`);
  }
  if (host !== undefined) checkRequest("GET", "/", [`Host: ${host}`]);
  if (!/^#?\d/.test(word)) {
    checkRequest(method ?? "GET", word, fields);
    const { address } = context.supervisor;
    return typedHead(
      { method: method ?? "GET", target: word, fields, host, from },
      address === undefined ? "localhost" : addressText(address),
    );
  }
  if (method !== undefined || host !== undefined) {
    throw new ArgumentError(
      "A logged request has its method and host: '--request' and '--host' go with a path.",
    );
  }
  checkRequest("GET", "/", fields);
  const logged = loggedHead(loggedRequest(context, word), fields);
  return from === undefined ? logged : { ...logged, client: { address: from, port: 0 } };
}
