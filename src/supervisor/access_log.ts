/**
 * The main thread's half of the access log.
 *
 * @module
 */
import { isLogFile } from "../settings/log_format.ts";
import { systemErrorCode } from "../settings/system_error.ts";
import { checkLogFile, LogError, type LogSink, openLogFile, openPipe } from "./log_file.ts";
import { StartupError } from "./startup_error.ts";

/** What {@linkcode AccessLog} needs. */
export interface AccessLogOptions {
  /** The value of `log.access`: a file's absolute path, `stdout`, `stderr`, or nothing. */
  readonly target: string;
  readonly streams: LogStreams;
  /** Takes a line for the operator. */
  readonly notify: (line: string) => void;
}

/** Takes lines for stdout and stderr, without the last line break. */
export interface LogStreams {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether lines may pass them by where the stream is a pipe, so that one that nobody reads holds up nothing. */
  readonly arePlain: boolean;
}

/** Failed writes are told of this often at most, in milliseconds. */
const TELL_EVERY = 10_000;

/**
 * Opens the access log of a run.
 *
 * @throws {StartupError} when that cannot be.
 */
export function openAccessLog(options: AccessLogOptions): AccessLog {
  return atStart(() => new AccessLog(options));
}

/**
 * Looks whether a value of `log.access` can be one, without making a file.
 *
 * @throws {StartupError} when it cannot.
 */
export function checkAccessLog(target: string): void {
  if (isLogFile(target)) atStart(() => checkLogFile(target));
}

function atStart<Result>(step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    throw error instanceof LogError ? new StartupError("settings", `${error.message}.`) : error;
  }
}

/** Writes lines one batch after the other, in the order in which they came. */
export class AccessLog {
  readonly #options: AccessLogOptions;
  #target: string;
  #sink: LogSink;
  /** Settles when all that was asked for is done; never rejects. */
  #last: Promise<void> = Promise.resolve();
  #lost = 0;
  #toldAt = -Infinity;

  /**
   * Opens the target.
   *
   * @throws {LogError} when that cannot be.
   */
  constructor(options: AccessLogOptions) {
    this.#options = options;
    this.#target = options.target;
    this.#sink = this.#open(options.target);
  }

  /** Writes lines; resolves once they are written, or lost because that failed. Never rejects. */
  write(text: string, lines: number): Promise<void> {
    return this.#then(async () => {
      try {
        await this.#sink.write(text);
      } catch (error) {
        const code = systemErrorCode(error);
        if (code === undefined) throw error;
        this.#lose(lines, code);
      }
    });
  }

  /**
   * Opens the target anew, behind what is being written: its file may have been moved away. Where that cannot be,
   * lines go on to where they went, and the operator is told.
   */
  async reopen(): Promise<void> {
    try {
      await this.move(this.#target);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      this.#options.notify(`${error.message}. Lines go where they went before.`);
    }
  }

  /**
   * Has lines go to another target, behind what is being written.
   *
   * @throws {LogError} when it cannot be opened: lines go on to where they went.
   */
  async move(target: string): Promise<void> {
    let failure: LogError | undefined;
    await this.#then(() => {
      try {
        const opened = this.#open(target);
        this.#sink.close();
        this.#sink = opened;
        this.#target = target;
      } catch (error) {
        if (!(error instanceof LogError)) throw error;
        failure = error;
      }
    });
    if (failure !== undefined) throw failure;
  }

  /** Where lines go. */
  get target(): string {
    return this.#target;
  }

  /** Closes the target behind what is still to be written; resolves then. */
  close(): Promise<void> {
    return this.#then(() => {
      this.#tellLost();
      this.#sink.close();
      this.#sink = NOWHERE;
    });
  }

  #then(step: () => void | Promise<void>): Promise<void> {
    this.#last = this.#last.then(step);
    return this.#last;
  }

  #open(target: string): LogSink {
    if (target === "") return NOWHERE;
    if (target !== "stdout" && target !== "stderr") return openLogFile(target);
    const { streams } = this.#options;
    const pipe = streams.arePlain ? openPipe(target) : undefined;
    if (pipe !== undefined) return pipe;
    const print = streams[target];
    return { write: (text) => Promise.resolve(print(text.trimEnd())), close: () => {} };
  }

  #lose(lines: number, code: string): void {
    this.#lost += lines;
    const now = performance.now();
    if (now - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = now;
    this.#tellLost(code);
  }

  #tellLost(code?: string): void {
    if (this.#lost === 0) return;
    const reason = code === undefined ? "" : ` (${code})`;
    this.#options.notify(`${this.#lost} lines could not be written to ${this.#target}${reason} and are lost`);
    this.#lost = 0;
  }
}

const NOWHERE: LogSink = { write: () => Promise.resolve(), close: () => {} };
