/**
 * How long answers take, for the console's `status`.
 *
 * @module
 */
import type { HistogramRow } from "../../channel/histogram.ts";
import type { Answered, Recorder } from "../recorder.ts";

/** Counts durations. */
export class DurationRecorder implements Recorder {
  readonly #row: HistogramRow;

  /** @param row The thread's own. */
  constructor(row: HistogramRow) {
    this.#row = row;
  }

  /** See {@linkcode Recorder.record}. */
  record(answered: Answered): void {
    this.#row.add(answered.duration);
  }
}
