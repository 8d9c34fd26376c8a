/**
 * The console of a server that runs.
 *
 * @module
 */
import process from "node:process";
import readline from "node:readline";
import { ControlClient } from "../console/control/control_client.ts";
import { ControlError } from "../console/control/control_error.ts";
import { CommandError } from "../console/command_error.ts";
import { History, historyPath } from "../console/history.ts";
import type { Live, PlainOutput } from "../console/output.ts";
import { converse } from "../console/prompt.ts";
import { styleFor } from "../console/style.ts";
import { Terminal } from "../console/terminal.ts";
import { findSocket } from "./find_socket.ts";
import type { Options } from "./options.ts";

/** The exit code after a TERM signal: 128 and its number. */
const TERMINATED = 143;

/**
 * Attaches to a server: with a prompt in a terminal, and otherwise running the lines of stdin. The server lives on
 * afterwards.
 *
 * @returns the exit code: 0 when the operator left, 1 when a piped command failed, the server could not be reached or
 * has gone, 143 after a TERM signal
 */
export async function runAttach(options: Options, output: PlainOutput): Promise<number> {
  try {
    const path = await findSocket(options);
    const isTerminal = Deno.stdin.isTerminal() && Deno.stdout.isTerminal();
    return isTerminal ? await attachTerminal(path, options) : await attachPipe(path, options, output);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    output.warn(error.message);
    return 1;
  }
}

async function attachTerminal(path: string, { quiet }: Options): Promise<number> {
  const terminal = new Terminal();
  const { red } = styleFor(Deno.stderr);
  let live: Live | undefined;
  const { columns } = terminal;
  const hello = { interactive: true, coloured: !Deno.noColor, ...(columns !== undefined && { columns }) };
  const client = await ControlClient.connect(path, hello, {
    print: (text) => terminal.print(text),
    warn: (text) => terminal.warn(text),
    problem: (text) => terminal.warn(red(text)),
    paint: (text) => {
      live ??= terminal.live();
      if (text !== undefined) return live.paint(text);
      live.close();
      live = undefined;
    },
    ask: (question) => answerOf(terminal, question),
  });
  Deno.addSignalListener("SIGWINCH", () => client.resize(terminal.columns ?? 0));
  await client.ready;
  if (!quiet) terminal.print(`Attached to the server at ${path}. 'exit' leaves it running.`);
  const history = new History(historyPath((name) => Deno.env.get(name)));
  const left = Promise.withResolvers<number>();
  // The terminal is to be given back as it was.
  Deno.addSignalListener("SIGTERM", () => left.resolve(TERMINATED));
  const lost = client.closed.then((reason) => reason === undefined ? 0 : reason);
  const end = await Promise.race([converse(terminal, client, history).then(() => 0), lost, left.promise]);
  terminal.close();
  if (typeof end === "number") return end;
  terminal.warn(end);
  return 1;
}

async function answerOf(terminal: Terminal, question: string): Promise<string | undefined> {
  try {
    return await terminal.ask(question);
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

async function attachPipe(path: string, { keepGoing }: Options, output: PlainOutput): Promise<number> {
  const client = await ControlClient.connect(path, { interactive: false, coloured: false }, {
    print: (text) => output.print(text),
    warn: (text) => output.warn(text),
    problem: (text) => output.warn(text),
    paint: () => undefined,
    ask: () => Promise.resolve(undefined),
  });
  const lines = readline.createInterface({ input: process.stdin, terminal: false, crlfDelay: Infinity });
  const lost = client.closed.then((reason) => reason === undefined || output.warn(reason));
  let code = 0;
  for await (const line of lines) {
    const outcome = await client.run(line);
    if (outcome === "failed") code = 1;
    if (outcome === "exit" || (outcome === "failed" && !keepGoing)) break;
  }
  client.end();
  await lost;
  return code;
}
