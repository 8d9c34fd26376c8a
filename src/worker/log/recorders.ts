/**
 * Who is told of answers, as the settings say.
 *
 * @module
 */
import { HistogramRow } from "../../channel/histogram.ts";
import type { RequestMemory } from "../../channel/messages.ts";
import type { Settings } from "../../settings/settings.ts";
import { BoundedNotices } from "../bounded_notices.ts";
import type { Recorder } from "../recorder.ts";
import { AccessLog } from "./access_log.ts";
import { DurationRecorder } from "./duration_recorder.ts";
import type { LineBuffer } from "./line_buffer.ts";
import { compileLogLine } from "./log_line.ts";
import { RequestRecorder } from "./request_recorder.ts";
import { SlowRequests } from "./slow_requests.ts";

/** What recorders need beside the settings. */
export interface RecorderParts {
  /** The thread's number, from 1. */
  readonly worker: number;
  /** Takes the lines of the access log. */
  readonly lines: LineBuffer;
  /** Where the last requests are left; nowhere, where nobody wants to know. */
  readonly requests: RequestMemory | undefined;
  /** See `channel/histogram`. */
  readonly durations: SharedArrayBuffer;
  /** Takes a line for the operator. */
  readonly notice: (line: string) => void;
}

/** Makes the recorders that the settings ask for. */
export function makeRecorders(
  settings: Settings,
  { worker, lines, requests, durations, notice }: RecorderParts,
): Recorder[] {
  const context = { worker, now: Date.now };
  const longest = settings["log.slow"];
  const untold = (count: number): string => `slow: ${count} more were met and not told`;
  return [
    new DurationRecorder(new HistogramRow(durations, worker - 1)),
    ...(requests === undefined ? [] : [new RequestRecorder(requests)]),
    ...(settings["log.access"] === ""
      ? []
      : [new AccessLog(compileLogLine(settings["log.format"], context), lines)]),
    ...(longest === 0 ? [] : [new SlowRequests(longest, new BoundedNotices(notice, untold), context)]),
  ];
}
