/**
 * The lines that were typed, kept from one run of the console to the next.
 *
 * @module
 */
import { dirname, join } from "@std/path";
import { systemErrorCode } from "../settings/system_error.ts";

/** How many lines are recalled. */
export const MOST_LINES = 1000;

/** The file is made short again once it has more lines than this. */
const MOST_KEPT = 2 * MOST_LINES;

/** Longer lines are not kept, in UTF-16 units. */
const LONGEST_LINE = 4096;

/** The typed lines of one user, in a file that only that user may read. */
export class History {
  readonly #path: string | undefined;

  /**
   * A history in a file.
   *
   * @param path undefined where nothing can be kept
   */
  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** The kept lines, each once, the newest first; none where they cannot be read. */
  read(): readonly string[] {
    const kept = this.#unlessRefused((path) => Deno.readTextFileSync(path))?.split("\n") ?? [];
    const lines = kept.filter((line) => line !== "");
    if (lines.length > MOST_KEPT) this.#write(lines.slice(-MOST_LINES), { append: false });
    return [...new Set(lines.reverse())].slice(0, MOST_LINES);
  }

  /** Keeps a line. One that begins with a blank is not kept, and nothing is said where it cannot be. */
  add(line: string): void {
    if (line.trim() === "" || line.startsWith(" ") || line.length > LONGEST_LINE) return;
    this.#write([line], { append: true });
  }

  #write(lines: readonly string[], how: { readonly append: boolean }): void {
    this.#unlessRefused((path) => {
      Deno.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      Deno.writeTextFileSync(path, lines.map((line) => `${line}\n`).join(""), { ...how, mode: 0o600 });
    });
  }

  /** A console without its history is a console still. */
  #unlessRefused<T>(act: (path: string) => T): T | undefined {
    if (this.#path === undefined) return undefined;
    try {
      return act(this.#path);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      return undefined;
    }
  }
}

/**
 * Where a user's state is kept: `$XDG_STATE_HOME/linpr/history`, or below `~/.local/state` (XDG Base Directory
 * Specification).
 *
 * @param environment `XDG_STATE_HOME` counts only where it is an absolute path, as the specification has it
 * @returns undefined where the user has no home
 */
export function historyPath(environment: (name: string) => string | undefined): string | undefined {
  const state = environment("XDG_STATE_HOME") ?? "";
  if (state.startsWith("/")) return join(state, "linpr", "history");
  const home = environment("HOME") ?? "";
  return home.startsWith("/") ? join(home, ".local", "state", "linpr", "history") : undefined;
}
