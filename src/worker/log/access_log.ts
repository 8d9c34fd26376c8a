/**
 * The access log: a line for each answer.
 *
 * @module
 */
import type { Answered, Recorder } from "../recorder.ts";
import type { LineBuffer } from "./line_buffer.ts";
import type { LogLine } from "./log_line.ts";

/** Makes lines and has them taken to the main thread. */
export class AccessLog implements Recorder {
  readonly #line: LogLine;
  readonly #lines: LineBuffer;

  /** @param line Makes the line of an answer. */
  constructor(line: LogLine, lines: LineBuffer) {
    this.#line = line;
    this.#lines = lines;
  }

  /** See {@linkcode Recorder.record}. */
  record(answered: Answered): void {
    this.#lines.add(this.#line(answered));
  }
}
