/**
 * Requests that took long, told to the operator.
 *
 * @module
 */
import type { BoundedNotices } from "../bounded_notices.ts";
import type { Answered, Recorder } from "../recorder.ts";
import { compileLogLine, type LogLine } from "./log_line.ts";
import type { LogContext } from "./log_values.ts";

const FORMAT = 'slow: {duration} ms: "{request}" from {address}: {status}, {bytes} bytes';
const FORMAT_WITH_ID = `${FORMAT}, id {id}`;

/** Tells every one while they are few, and their number when they are many. */
export class SlowRequests implements Recorder {
  readonly #longest: number;
  readonly #notices: BoundedNotices;
  readonly #line: LogLine;
  readonly #lineWithId: LogLine;

  /** @param longest Milliseconds that a request may take without being told of. */
  constructor(longest: number, notices: BoundedNotices, context: LogContext) {
    this.#longest = longest;
    this.#notices = notices;
    this.#line = compileLogLine(FORMAT, context);
    this.#lineWithId = compileLogLine(FORMAT_WITH_ID, context);
  }

  /** See {@linkcode Recorder.record}. */
  record(answered: Answered): void {
    if (answered.duration <= this.#longest) return;
    const line = answered.request?.notes?.id === undefined ? this.#line : this.#lineWithId;
    this.#notices.tell(() => line(answered));
  }
}
