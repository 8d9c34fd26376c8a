/**
 * A started server, on its cores, up to its end.
 *
 * @module
 */
import { join } from "@std/path";
import { BenchError } from "../bench_error.ts";
import { ask } from "../measuring/ask.ts";
import { processTree } from "../measuring/process_tree.ts";
import type { Server, Task } from "./server.ts";

/** How {@linkcode startServer} starts a server. */
export interface StartOptions {
  readonly server: Server;
  readonly task: Task;
  /** The processor cores that it may use. */
  readonly cores: readonly number[];
  readonly signal: AbortSignal;
}

/** A server that answers. Disposing of it ends it. */
export interface RunningServer extends AsyncDisposable {
  /** Its first process. */
  readonly pid: number;
  /** Its URL, without a slash at the end. */
  readonly origin: string;
}

/** How long a server may take to answer for the first time, or to end, in milliseconds. */
const PATIENCE = 15_000;
/** The pause between two looks whether it answers, in milliseconds. */
const LOOK = 20;
/** What it writes goes here, in its own directory. */
const LOG = "output.log";

/**
 * Starts a server and waits until it answers.
 *
 * @throws {BenchError} with what it wrote, when it ends or does not answer within 15 s
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { server, task, signal } = options;
  const child = await spawn(options);
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => end(child));
  const origin = `http://127.0.0.1:${task.port}`;
  const problem = await readiness(child, origin, signal);
  if (problem !== undefined) {
    const log = await Deno.readTextFile(join(task.directory, LOG));
    throw new BenchError(`${server.title} ${problem}. It wrote:\n${log.slice(-2000)}`);
  }
  const owned = cleanUp.move();
  return { pid: child.pid, origin, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

async function spawn({ server, task, cores }: StartOptions): Promise<Deno.ChildProcess> {
  const { args, files = {}, env = {} } = server.launch(task);
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(task.directory, name), text);
  }
  // Both taskset and the shell turn into the server itself: the child's process id is the server's. Its output goes
  // into a file because a pipe would have to be read, at the cost of the load.
  const command = ["sh", "-c", 'log=$1; shift; exec "$@" >"$log" 2>&1', "sh", LOG, task.executable, ...args];
  return new Deno.Command("taskset", {
    args: ["--cpu-list", cores.join(","), ...command],
    cwd: task.directory,
    // A process group of its own: some servers (lighttpd) pass a signal on to their whole group, which would be ours.
    detached: true,
    clearEnv: true,
    env: { ...neutralEnvironment(), ...env },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
}

/** This process's environment without what would change a server's settings. */
function neutralEnvironment(): Record<string, string> {
  const kept = Object.entries(Deno.env.toObject()).filter(([name]) =>
    name !== "PORT" && name !== "HOST" && !name.startsWith("LINPR_")
  );
  return Object.fromEntries(kept);
}

/** Waits until the server answers; else says why it will not. */
async function readiness(
  child: Deno.ChildProcess,
  origin: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  let code: number | undefined;
  void child.status.then((status) => code = status.code);
  for (const end = performance.now() + PATIENCE; performance.now() < end;) {
    // Any answer will do, for there is no index file; but it must not be somebody else's who was faster at the port.
    const answers = await ask(`${origin}/`, [], signal).then(() => true, () => false);
    signal.throwIfAborted();
    if (code !== undefined) return `ended with status ${code}`;
    if (answers) return undefined;
    await new Promise((resume) => setTimeout(resume, LOOK));
  }
  return `did not answer within ${PATIENCE} ms`;
}

/** Asks the first process to end, which ends its others; who does not listen is killed, one by one. */
async function end(child: Deno.ChildProcess): Promise<void> {
  const tree = processTree(child.pid);
  send(child.pid, "SIGTERM");
  const timer = setTimeout(() => tree.forEach((pid) => send(pid, "SIGKILL")), PATIENCE);
  try {
    await child.status;
  } finally {
    clearTimeout(timer);
  }
}

function send(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch (error) {
    // It has ended already.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
