/**
 * The last requests, kept where the main thread can look at them.
 *
 * @module
 */
import type { RequestMemory } from "../../channel/messages.ts";
import { type RecordNumbers, RingWriter } from "../../channel/request_ring.ts";
import { refusalNumber } from "../../http/refusal_numbers.ts";
import type { Answered, Recorder } from "../recorder.ts";

/** Writes each request into a ring, and those that were refused into another one, which outlives many that were not. */
export class RequestRecorder implements Recorder {
  readonly #answered: RingWriter;
  readonly #refused: RingWriter;

  /** Goes on where whoever wrote to this memory before has ended. */
  constructor({ answered, refused }: RequestMemory) {
    this.#answered = new RingWriter(answered);
    this.#refused = new RingWriter(refused);
  }

  /** See {@linkcode Recorder.record}. */
  record({ request, head, client, status, bytes, duration, refusal, at }: Answered): void {
    const { address, port } = request?.notes?.client ?? client;
    const record: RecordNumbers = {
      number: this.#answered.next,
      time: Date.now(),
      duration,
      bytes,
      status,
      refusal: refusalNumber(refusal),
      at,
      address,
      port,
    };
    this.#answered.write(record, head);
    if (refusal !== undefined) this.#refused.write(record, head);
  }
}
