/** Running the other programs that a build needs. */

import { BuildError } from "./build_error.ts";

/** How {@linkcode runCommand} runs a program. */
export interface RunOptions {
  /** The working directory. Default: the caller's. */
  readonly cwd?: string;
  /** Variables set besides the inherited environment. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether its output goes to stderr as it comes, rather than only into the error. Default: no. */
  readonly verbose?: boolean;
}

/** The lines of a failed program's stderr that are worth showing. */
const TAIL_LINES = 25;

/**
 * Runs a program to its end, without stdin.
 *
 * @throws {BuildError} when it is not installed, or ends with another status than 0; then with the
 * end of its stderr
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<void> {
  const { verbose = false, ...place } = options;
  const stderr = verbose ? "inherit" : "piped";
  let ended: Deno.CommandOutput;
  try {
    ended = await new Deno.Command(command, {
      ...place,
      args: [...args],
      stdin: "null",
      stdout: "null",
      stderr,
    }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new BuildError(`\`${command}\` is not installed, or not on the PATH: install it`);
  }
  if (ended.success) return;

  const said = verbose ? "" : `:\n${lastLines(ended.stderr)}`;
  throw new BuildError(`\`${[command, ...args].join(" ")}\` failed, status ${ended.code}${said}`);
}

function lastLines(stderr: Uint8Array): string {
  const lines = new TextDecoder().decode(stderr).trimEnd().split("\n");
  return lines.slice(-TAIL_LINES).join("\n");
}
