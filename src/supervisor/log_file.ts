/**
 * Where the lines of the access log go. The main thread alone writes them: workers may not.
 *
 * @module
 */
import { dirname } from "@std/path";
import { systemErrorCode } from "../settings/system_error.ts";

/** Takes whole lines, each with its line break. */
export interface LogSink {
  /** Writes them all, or throws the system's error. */
  write(text: string): Promise<void>;
  /** Gives back what it holds. */
  close(): void;
}

/** A log that cannot be opened. */
export class LogError extends Error {
  /** The error's name, `LogError`. */
  override readonly name = "LogError";
}

/** What others who may read the file are allowed to: its group reads, nobody else. */
const MODE = 0o640;

/**
 * Looks whether there can be such a file, without making it: what only opening it shows is not known here.
 *
 * @throws {LogError} saying why it cannot be.
 */
export function checkLogFile(path: string): void {
  withReasons(path, () => {
    if (isPipe(path)) throw cannotBeOpened(path, "it is a pipe");
    if (statOf(path)?.isDirectory === true) throw cannotBeOpened(path, "it is a directory");
    if (!Deno.statSync(dirname(path)).isDirectory) throw cannotBeOpened(path, "its directory is not one");
  });
}

/**
 * Opens a file to append to; it is made where it is not there, with mode 0640.
 *
 * @throws {LogError} saying why it cannot be.
 */
export function openLogFile(path: string): LogSink {
  return withReasons(path, () => {
    // To open it would wait for a reader, and everything with it.
    if (isPipe(path)) throw cannotBeOpened(path, "it is a pipe");
    return openAppending(path);
  });
}

function withReasons<Result>(path: string, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    const code = systemErrorCode(error);
    throw code === undefined ? error : cannotBeOpened(path, REASONS[code] ?? code);
  }
}

function cannotBeOpened(path: string, why: string): LogError {
  return new LogError(`${path} cannot be opened for the access log: ${why}`);
}

/**
 * Opens stdout or stderr where it is a pipe: written to in the usual way, one that nobody reads would hold up the main
 * thread.
 *
 * @returns undefined where it is something else, or cannot be opened.
 */
export function openPipe(name: "stdout" | "stderr"): LogSink | undefined {
  const path = `/dev/${name}`;
  try {
    return isPipe(path) ? openAppending(path) : undefined;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

function openAppending(path: string): LogSink {
  return new LogFile(Deno.openSync(path, { create: true, append: true, mode: MODE }));
}

function isPipe(path: string): boolean {
  return statOf(path)?.isFifo === true;
}

/** What there is at a path; `undefined` where there is nothing. */
function statOf(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** What the system's error codes mean for an operator. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "its directory does not exist",
  ENOTDIR: "its directory is not one",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EISDIR: "it is a directory",
  EROFS: "its file system can only be read",
  ENOSPC: "its file system is full",
};

class LogFile implements LogSink {
  readonly #file: Deno.FsFile;
  /** Whether what was written ends within a line, because the disk was full. */
  #isTorn = false;

  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  async write(text: string): Promise<void> {
    let rest = new TextEncoder().encode(this.#isTorn ? `\n${text}` : text);
    while (rest.length > 0) {
      const count = await this.#file.write(rest);
      this.#isTorn = count < rest.length && rest[count - 1] !== LF;
      rest = rest.subarray(count);
    }
  }

  close(): void {
    this.#file.close();
  }
}

const LF = 0x0a;
