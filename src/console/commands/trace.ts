import type { Trace, TraceFilter } from "../../channel/trace.ts";
import type { Supervisor } from "../../supervisor/supervisor.ts";
import { globFault } from "../../settings/glob_syntax.ts";
import { describeFound } from "../../settings/printable.ts";
import { readBlock } from "../block_word.ts";
import { ArgumentError, CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { pause } from "../showing.ts";
import { completeTarget } from "../target_completion.ts";
import { traceJson, traceText } from "../trace_text.ts";

/** How often the workers are asked, in milliseconds. */
const PERIOD = 200;

/** Follows a real request. */
export const trace: ConsoleCommand = {
  name: "trace",
  group: "Ask",
  summary: "Wait for the next request, and show its way through the server",
  details: [
    "It shows the head as it came, each decision with the time since the first one could be made, and how long each phase took: 'received' until the head was there, 'parsed' until it was found good, 'decided' until access, limits and rules had let it through, 'located' until it was known what the path stands for, 'described' until there was an answer, 'head sent' until the system took its head and what leaves with it, 'body sent' until it took the rest.",
    "Ctrl-C ends the wait. Passwords and cookies are not shown. The time is taken for a request that somebody waits for, and for no other.",
  ],
  arguments: [
    { name: "next", syntax: "<next>", summary: "the next one", required: true, complete: () => ["next"] },
    {
      name: "address | glob",
      summary: "of a client, or for a path, such as 10.0.0.0/8 or /api/**",
      complete: (context, { typed }) => completeTarget(context, typed),
    },
  ],
  examples: [
    { line: "trace next", effect: "follow whatever comes next" },
    { line: "trace next /api/**", effect: "follow the next request for one of these paths" },
  ],
  async show({ supervisor }, { words: [which = "", of], signal }) {
    if (which !== "next") {
      throw new ArgumentError(`${describeFound(which)} is nothing to trace: write 'trace next'.`);
    }
    const filter = filterOf(of);
    if (supervisor.state !== "listening") {
      throw new CommandError(`The server is ${supervisor.state}: 'listen' comes first.`);
    }
    const found = await next(supervisor, filter, signal);
    return { json: traceJson(found), text: (output) => traceText(found, output) };
  },
};

function filterOf(word: string | undefined): TraceFilter {
  if (word === undefined) return { block: undefined, path: undefined };
  if (word.startsWith("/")) {
    const expected = globFault(word);
    if (expected !== undefined) throw new ArgumentError(`${describeFound(word)} is not ${expected}.`);
    return { block: undefined, path: word };
  }
  return { block: readBlock(word, "an address, a block or a path"), path: undefined };
}

async function next(supervisor: Supervisor, filter: TraceFilter, signal: AbortSignal): Promise<Trace> {
  const watch = crypto.randomUUID();
  try {
    for (;;) {
      const answers = await supervisor.ask({ kind: "trace", watch, filter });
      const found = answers.find((answer) => answer !== null);
      if (found) return found;
      if (signal.aborted) throw new CommandError("No such request came.");
      if (supervisor.state === "stopped") throw new CommandError("The server was stopped.");
      await pause(PERIOD, signal);
    }
  } finally {
    await supervisor.ask({ kind: "untrace", watch });
  }
}
