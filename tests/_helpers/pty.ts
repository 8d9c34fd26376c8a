/** A program in a real terminal: what it shows there, and keys typed into it. */

import { CollectedText } from "./collected_text.ts";
import type { Program } from "./program.ts";
import { screen } from "./screen.ts";

/** How {@linkcode openPty} starts the program. */
export interface PtyOptions {
  readonly program: Program;
  readonly cwd: string;
  /** Variables set besides the inherited ones, of which PORT, HOST, NO_COLOR and LINPR_* are left out. */
  readonly env?: Readonly<Record<string, string>>;
  /** The terminal's width. Default: 80. */
  readonly columns?: number;
  /** The terminal's height. Default: 24. */
  readonly rows?: number;
}

/** A program in a terminal. Disposing of it closes the terminal, as closing a window does. */
export interface Pty extends AsyncDisposable {
  /** All that came to the terminal, escape sequences included. */
  readonly output: CollectedText;
  /** Settles when the program has ended. */
  readonly status: Promise<Deno.CommandStatus>;
  /** The program's own process id. */
  pid(): Promise<number>;
  /** All rows that the terminal has shown, without the blanks at their ends. */
  screen(): string;
  /** Types text or control characters, all at once. */
  type(keys: string): Promise<void>;
  /** Types a line and Enter. */
  enter(line: string): Promise<void>;
  /**
   * Waits until `pattern` matches the {@linkcode screen}.
   *
   * @throws {Error} with what the terminal shows, when the program ends or 20 s pass first
   */
  expect(pattern: RegExp): Promise<RegExpExecArray>;
  /** Closes the terminal under the program. */
  hangUp(): Promise<Deno.CommandStatus>;
}

/** Ctrl-C, Ctrl-D and others, as a terminal sends them. */
export const KEYS = { ctrlC: "\x03", ctrlD: "\x04", tab: "\t", up: "\x1b[A", enter: "\r" } as const;

/** What the shell says before it becomes the program. */
const PID_LINE = /^pid=(\d+)\r\n/;

/** How long to wait for the screen, in milliseconds. */
const PATIENCE = 20_000;

/** Starts a program in a terminal of its own: `script` of util-linux makes it. */
export function openPty({ program, cwd, env, columns = 80, rows = 24 }: PtyOptions): Pty {
  const shell = `echo "pid=$$"; stty cols ${columns} rows ${rows}; exec ${
    [program.command, ...program.args].map(quote).join(" ")
  }`;
  const child = new Deno.Command("script", {
    args: ["-qfec", shell, "/dev/null"],
    cwd,
    clearEnv: true,
    // No history is kept: there can be no directory there.
    env: { ...neutralEnvironment(), TERM: "xterm-256color", XDG_STATE_HOME: "/dev/null", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const keyboard = child.stdin.getWriter();
  const output = new CollectedText(child.stdout);
  const shown = () => screen(output.text.replace(PID_LINE, ""), columns, rows);
  const type = (keys: string) => keyboard.write(new TextEncoder().encode(keys));
  const hangUp = () => {
    send(child, "SIGKILL");
    return child.status;
  };
  return {
    output,
    status: child.status,
    pid: async () => Number((await output.waitFor(PID_LINE))[1]),
    screen: shown,
    type,
    enter: (line) => type(line + KEYS.enter),
    expect: (pattern) => waitForScreen(output, shown, pattern),
    hangUp,
    [Symbol.asyncDispose]: async () => {
      await hangUp();
      await output.ended;
      // Broken because the terminal is gone.
      await keyboard.close().catch(() => undefined);
    },
  };
}

async function waitForScreen(
  output: CollectedText,
  shown: () => string,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const length = output.text.length;
    const match = pattern.exec(shown());
    if (match !== null) return match;
    try {
      await output.waitFor(/[^]/, { from: length, patience: end - Date.now() });
    } catch (cause) {
      throw new Error(`The terminal never showed ${pattern}, but:\n${shown()}`, { cause });
    }
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** This process's environment without what would change LINPR's settings or its colours. */
function neutralEnvironment(): Record<string, string> {
  const kept = Object.entries(Deno.env.toObject()).filter(([name]) =>
    !["PORT", "HOST", "NO_COLOR", "COLUMNS", "LINES"].includes(name) && !name.startsWith("LINPR_")
  );
  // Control sockets of tests are kept apart from those of servers that people run.
  return { ...Object.fromEntries(kept), XDG_RUNTIME_DIR: `/tmp/linpr-tests-${Deno.uid()}` };
}

function send(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    // What Deno throws when the process has ended.
    if (!(error instanceof TypeError)) throw error;
  }
}
