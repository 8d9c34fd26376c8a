/** LINPR as a child process, ended by its own process id. */

import { CollectedText } from "./collected_text.ts";
import { type Program, program } from "./program.ts";

/** How {@linkcode startProcess} starts LINPR. */
export interface ProcessOptions {
  /** LINPR's arguments. Default: none, so the console. */
  readonly args?: readonly string[];
  /** The working directory. */
  readonly cwd: string;
  /** Variables set besides the inherited ones, of which PORT, HOST and LINPR_* are left out. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether {@linkcode LinprProcess.write} can be used. Default: no, stdin is empty. */
  readonly hasInput?: boolean;
  /** What to run. Default: {@linkcode program}. */
  readonly program?: Program;
}

/** A running or ended LINPR. Disposing of it ends it. */
export interface LinprProcess extends AsyncDisposable {
  readonly pid: number;
  readonly stdout: CollectedText;
  readonly stderr: CollectedText;
  /** Settles when the process has ended by itself or by {@linkcode stop}. */
  readonly status: Promise<Deno.CommandStatus>;
  /** Writes to its stdin. */
  write(text: string): Promise<void>;
  /** Ends its stdin. */
  closeInput(): Promise<void>;
  /** Sends a signal, unless the process has ended. */
  signal(name: Deno.Signal): void;
  /** Asks it to end (`SIGTERM`), insists (`SIGKILL`) after 15 s, and waits until it has ended. */
  stop(): Promise<Deno.CommandStatus>;
}

/** After how many milliseconds a process that should end is killed; LINPR itself drains for 10 s. */
const PATIENCE = 15_000;

/** Starts LINPR. */
export function startProcess(options: ProcessOptions): LinprProcess {
  const { command, args } = options.program ?? program();
  const child = new Deno.Command(command, {
    args: [...args, ...options.args ?? []],
    cwd: options.cwd,
    clearEnv: true,
    env: { ...neutralEnvironment(), ...options.env },
    stdin: options.hasInput === true ? "piped" : "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = options.hasInput === true ? child.stdin.getWriter() : undefined;
  const stdout = new CollectedText(child.stdout);
  const stderr = new CollectedText(child.stderr);
  const stop = () => end(child);

  return {
    pid: child.pid,
    stdout,
    stderr,
    status: child.status,
    write: async (text) => await input?.write(new TextEncoder().encode(text)),
    closeInput: async () => await input?.close(),
    signal: (name) => send(child, name),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await Promise.all([stdout.ended, stderr.ended]);
      // Already closed by the test, or broken because the process has ended first.
      await input?.close().catch(() => undefined);
    },
  };
}

/** This process's environment without what would change LINPR's settings. */
function neutralEnvironment(): Record<string, string> {
  const kept = Object.entries(Deno.env.toObject()).filter(([name]) =>
    name !== "PORT" && name !== "HOST" && !name.startsWith("LINPR_")
  );
  // Control sockets of tests are kept apart from those of servers that people run.
  return { ...Object.fromEntries(kept), XDG_RUNTIME_DIR: `/tmp/linpr-tests-${Deno.uid()}` };
}

async function end(child: Deno.ChildProcess): Promise<Deno.CommandStatus> {
  send(child, "SIGTERM");
  const timer = setTimeout(() => send(child, "SIGKILL"), PATIENCE);
  try {
    return await child.status;
  } finally {
    clearTimeout(timer);
  }
}

function send(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    // What Deno throws when the process has ended.
    if (!(error instanceof TypeError)) throw error;
  }
}
