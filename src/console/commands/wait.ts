import { formatDuration } from "../../settings/duration.ts";
import { describeFound } from "../../settings/printable.ts";
import type { ServerStatus } from "../../supervisor/status.ts";
import { ArgumentError } from "../command_error.ts";
import { counted } from "../counted.ts";
import type { ConsoleCommand } from "../context.ts";
import { inHandText, isIdle } from "../idle.ts";
import { patienceOf, until } from "../until.ts";

/** Something to wait for. */
interface Awaited {
  readonly isSo: (status: ServerStatus) => boolean;
  /** What to say when it is so. */
  readonly met: (status: ServerStatus) => string;
  /** What to say when it is not. */
  readonly missing: (status: ServerStatus) => string;
  /** The word that says how long to wait. */
  readonly patience: string | undefined;
}

/** Waits for the server, so that a script need not sleep. */
export const wait: ConsoleCommand = {
  name: "wait",
  group: "Script",
  summary: "Wait until the server is ready or idle, or has answered so many requests",
  details: [
    "'ready' is a server that listens, 'idle' one that has no request in hand. A request is in hand from its first byte until its answer is written; a client that merely keeps its connection for a next one does not count. Requests are counted from 'startup' on. Where it does not come to that in time, 1 minute if you do not say, the command fails.",
  ],
  arguments: [
    {
      name: "ready, idle, requests",
      syntax: "<ready | idle | requests <n>>",
      summary: "what to wait for",
      required: true,
      complete: () => ["ready", "idle", "requests"],
    },
    { name: "timeout", syntax: "[timeout]", summary: "how long, such as 10s", rest: true },
  ],
  examples: [
    { line: "listen; wait requests 10 30s; stop", effect: "serve ten requests" },
    { line: "wait idle", effect: "wait until all that was asked is answered" },
  ],
  async run({ supervisor, output }, { words, signal }) {
    const awaited = awaitedBy(words);
    const patience = patienceOf(awaited.patience);
    await until(() => awaited.isSo(supervisor.status()), {
      patience,
      missing: () => `${awaited.missing(supervisor.status())} after ${formatDuration(patience)}.`,
      signal,
    });
    output.print(awaited.met(supervisor.status()));
  },
};

function awaitedBy([what = "", ...rest]: readonly string[]): Awaited {
  const [first, second, third] = rest;
  if (what === "requests") {
    if (third !== undefined) throw new ArgumentError("'wait requests' takes a number and a time.");
    return requests(first, second);
  }
  if (second !== undefined) throw new ArgumentError(`'wait ${what}' takes a time, and no more.`);
  if (what === "idle") {
    return {
      isSo: isIdle,
      met: () => "Idle.",
      missing: (status) => `Not idle: ${inHandText(status)}`,
      patience: first,
    };
  }
  if (what !== "ready") throw new ArgumentError(`${describeFound(what)} is nothing to wait for.`);
  return {
    isSo: ({ state }) => state === "listening",
    met: () => "Ready.",
    missing: ({ state }) => `Not ready: the server is ${state}`,
    patience: first,
  };
}

function requests(word: string | undefined, patience: string | undefined): Awaited {
  const wanted = /^\d{1,15}$/.test(word ?? "") ? Number(word) : NaN;
  if (Number.isNaN(wanted)) {
    throw new ArgumentError(`'wait requests' takes a number of requests, not ${describeFound(word)}.`);
  }
  return {
    isSo: ({ requests }) => requests >= wanted,
    met: ({ requests }) => `${counted(requests, "request")}.`,
    missing: ({ requests }) => `${requests} of ${wanted} requests`,
    patience,
  };
}
