import { printable } from "../../settings/printable.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { counted } from "../counted.ts";
import {
  type LoopbackHead,
  type LoopbackRequest,
  type LoopbackServer,
  overLoopback,
  readHead,
} from "../loopback.ts";
import { type LoopbackBody, readBody } from "../loopback_body.ts";
import type { Output } from "../output.ts";
import { renderTable } from "../render.ts";
import { sizeText } from "../size_text.ts";
import { completeTarget } from "../target_completion.ts";
import { checkRequest, HEADER_OPTION, METHOD_OPTION } from "../typed_request.ts";

/** How long an answer may take, in milliseconds. */
const PATIENCE = 60_000;
/** What `--body` shows at most, in bytes. */
const MOST_SHOWN = 16 * 1024;

/** An answer, and how long it took. */
interface Received {
  readonly head: LoopbackHead;
  readonly body: LoopbackBody;
  /** Milliseconds from the beginning to each moment. */
  readonly times: { readonly connected: number; readonly firstByte: number; readonly whole: number };
}

/** Sends a request to the server, and shows what it answers. */
export const get: ConsoleCommand = {
  name: "get",
  group: "Ask",
  summary: "Send a request to the server, and show the answer's head, size and timing",
  details: ["It is a real request, by way of a socket, to the address that the server listens on."],
  arguments: [{
    name: "path",
    summary: "the target, sent as it is written",
    required: true,
    complete: (context, { typed }) => completeTarget(context, typed),
  }],
  options: [HEADER_OPTION, METHOD_OPTION, { name: "body", summary: "show the beginning of the body, too" }],
  examples: [
    { line: "get /", effect: "show how the start page is answered" },
    {
      line: "get /logo.svg -H 'Accept-Encoding: br'",
      effect: "the same of a picture, for a client that takes Brotli",
    },
  ],
  async show({ supervisor: { state, address, settings } }, { words, value, values, has, signal }) {
    const [target = ""] = words;
    const request = { method: value("request") ?? "GET", target, fields: values("header") };
    checkRequest(request.method, target, request.fields);
    if (state !== "listening" || address === undefined) {
      throw new CommandError(`The server is ${state}: 'listen' comes first.`);
    }
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const received = await receive({ address, settings }, request, patience);
    return {
      json: jsonOf(received, has("body")),
      text: (output) => textOf(received, has("body"), output),
    };
  },
};

async function receive(
  server: LoopbackServer,
  request: LoopbackRequest,
  signal: AbortSignal,
): Promise<Received> {
  const start = performance.now();
  return await overLoopback(server, request, signal, async (connection, connected) => {
    const head = await readHead(connection);
    const firstByte = performance.now() - start;
    const body = await readBody(connection, head, { method: request.method, most: MOST_SHOWN });
    return {
      head,
      body,
      times: { connected: connected - start, firstByte, whole: performance.now() - start },
    };
  });
}

function jsonOf({ head, body, times }: Received, withBody: boolean): unknown {
  const { version, status, reason, fields } = head;
  const { size, isWhole, kept } = body;
  const shown = withBody ? { body: new TextDecoder().decode(kept) } : {};
  return { version, status, reason, fields, size, isWhole, milliseconds: times, ...shown };
}

function textOf({ head, body, times }: Received, withBody: boolean, output: Output): string {
  const { style, columns } = output;
  const statusLine = `${head.version} ${head.status} ${printable(head.reason)}`;
  const fields = head.fields.map(([name, value]) => [style.cyan(printable(name)), printable(value)]);
  const facts = [
    ["size", lengthText(body)],
    ["connected", milliseconds(times.connected)],
    ["first byte", milliseconds(times.firstByte)],
    ["whole", milliseconds(times.whole)],
  ];
  return [
    style.bold(statusLine),
    ...(fields.length === 0 ? [] : [renderTable(fields, { columns })]),
    "",
    renderTable(facts, { columns }),
    ...(withBody ? ["", bodyText(body)] : []),
  ].join("\n");
}

/** `1.5 KiB (1536 bytes)`. */
function lengthText({ size, isWhole }: LoopbackBody): string {
  const bytes = counted(size, "byte");
  const people = size < 1024 ? bytes : `${sizeText(size)} (${bytes})`;
  return isWhole ? people : `${people}, and then it was cut off`;
}

function milliseconds(time: number): string {
  return `${time.toFixed(2)} ms`;
}

/** As text, harmless to a terminal; of what is no text, only that. */
function bodyText({ kept, size }: LoopbackBody): string {
  const text = new TextDecoder().decode(kept);
  // The last character may have been cut in two.
  const odd = text.slice(0, -1).match(/[\0\ufffd]/g)?.length ?? 0;
  if (odd > text.length / 100) return "(the body is no text)";
  const lines = text.split(/\r?\n/).map((line) => printable(line.replaceAll("\t", "  "))).join("\n");
  return size > kept.length ? `${lines}\n(${counted(size - kept.length, "more byte")})` : lines;
}
