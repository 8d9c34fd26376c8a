/** A served address for tests that need one: `linpr serve` in a process of its own. */

import type { CollectedText } from "./collected_text.ts";
import { startProcess } from "./process.ts";
import type { Program } from "./program.ts";
import { contentTree, type TreeContent } from "./tree.ts";

/** How {@linkcode startServer} starts the server. */
export interface ServerOptions {
  /** More arguments for `linpr serve`. Default: none. */
  readonly args?: readonly string[];
  /** The host to bind. Default: `127.0.0.1`. */
  readonly host?: string;
  /** The port to bind. Default: 0, any free one. */
  readonly port?: number;
  /** The directory to serve. Default: a temporary one that holds `files`; with `cwd`, none is named. */
  readonly root?: string;
  /** What the temporary root holds. Default: nothing. */
  readonly files?: TreeContent;
  /** The working directory. Default: a temporary one with neither settings nor `htdocs` in it. */
  readonly cwd?: string;
  /** Variables to set. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** What to run. Default: the program under test, see program.ts. */
  readonly program?: Program;
}

/** A server that accepts connections. Disposing of it ends it and removes its temporary root. */
export interface Server extends AsyncDisposable {
  /** The first URL that it printed, `http://127.0.0.1:PORT/`. */
  readonly url: string;
  readonly port: number;
  /** The directory served; with `cwd` and no `root`, the working directory. */
  readonly root: string;
  readonly pid: number;
  /** Its stdout, for `waitFor`. */
  readonly stdout: CollectedText;
  /** Its stderr, for `waitFor`. */
  readonly errors: CollectedText;
  /** Settles when the process has ended. */
  readonly status: Promise<Deno.CommandStatus>;
  /** What it has written to stderr. */
  stderr(): string;
  /** Sends a signal, unless the process has ended. */
  signal(name: Deno.Signal): void;
  /** Ends it (`SIGTERM`, after 15 s `SIGKILL`) and gives its exit status. */
  stop(): Promise<Deno.CommandStatus>;
}

/**
 * Starts a server and waits until it says its URL.
 *
 * ```ts ignore
 * await using server = await startServer({ files: { "a.txt": "A" } });
 * const response = await fetch(new URL("/a.txt", server.url));
 * ```
 *
 * @throws {Error} with what it wrote, when it ends, or says no URL within 20 s
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  await using cleanUp = new AsyncDisposableStack();
  const tree = cleanUp.use(await contentTree(options.files ?? {}));
  const given = options.cwd === undefined ? tree.root : undefined;
  const root = options.root ?? given;

  const process = cleanUp.use(startProcess({
    args: commandLine(options, root),
    cwd: options.cwd ?? tree.base,
    env: options.env ?? {},
    ...(options.program === undefined ? {} : { program: options.program }),
  }));
  const url = await firstUrl(process.stdout, process.stderr);

  const owned = cleanUp.move();
  return {
    url: url.href,
    port: Number(url.port || 80),
    root: root ?? options.cwd ?? tree.root,
    pid: process.pid,
    stdout: process.stdout,
    errors: process.stderr,
    status: process.status,
    stderr: () => process.stderr.text,
    signal: process.signal,
    stop: process.stop,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function commandLine(options: ServerOptions, root: string | undefined): string[] {
  const { host = "127.0.0.1", port = 0, args = [] } = options;
  const address = ["--host", host, "--port", String(port)];
  return ["serve", ...address, ...args, ...(root === undefined ? [] : [root])];
}

async function firstUrl(stdout: CollectedText, stderr: CollectedText): Promise<URL> {
  try {
    // A line to its end: a URL may come in two pieces.
    const [, url = ""] = await stdout.waitFor(/(https?:\/\/\S+).*\n/);
    return new URL(url);
  } catch (error) {
    throw new Error(`no server. Its stderr:\n${stderr.text}`, { cause: error });
  }
}
