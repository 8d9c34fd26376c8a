/** Requests in a history, without a server. */

import { assert } from "@std/assert";
import { HttpError } from "../../src/http/http_error.ts";
import { RequestHead } from "../../src/http/request_head.ts";
import { RequestHistory } from "../../src/supervisor/history/request_history.ts";
import type { Answered } from "../../src/worker/recorder.ts";
import { RequestRecorder } from "../../src/worker/log/request_recorder.ts";
import { latin1Bytes } from "./latin1.ts";

/** A history, and what writes to it. */
export interface RecordedHistory {
  readonly history: RequestHistory;
  /** Has a request answered, or refused where its head is not a good one. Text is one byte a character. */
  readonly answer: (head: string, changed?: Partial<Answered>) => void;
}

/** Makes an empty history of one worker. */
export function recordedHistory(
  history: RequestHistory = new RequestHistory(),
  size = 1 << 20,
): RecordedHistory {
  const memory = history.memoryFor(1, size);
  assert(memory !== undefined);
  const recorder = new RequestRecorder(memory);
  const head = new RequestHead({ target: 8192, head: 16_384, fields: 100 });
  const answer = (text: string, changed: Partial<Answered> = {}): void => {
    head.reset();
    const bytes = latin1Bytes(text);
    const answered: Answered = {
      request: undefined,
      head,
      client: { address: "192.0.2.1", port: 40_000 },
      status: 200,
      bytes: 1000,
      startedAt: performance.now(),
      duration: 2,
      refusal: undefined,
      at: -1,
    };
    try {
      head.parse(bytes, 0, bytes.length);
      recorder.record({ ...answered, ...changed });
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const { status, refusal, at } = error;
      recorder.record({ ...answered, status, refusal, at, ...changed });
    }
  };
  return { history, answer };
}

/** A good head. */
export function headFor(path: string, lines: readonly string[] = []): string {
  return `${[`GET ${path} HTTP/1.1`, "Host: a", ...lines].join("\r\n")}\r\n\r\n`;
}
