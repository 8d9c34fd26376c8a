/**
 * The last requests of all workers: asked about afterwards, and followed.
 *
 * It outlives a `stop`: what happened before it can still be asked about. It reads the memory of the workers
 * (`channel/request_ring`) and asks none of them anything.
 *
 * @module
 */
import type { RequestMemory } from "../../channel/messages.ts";
import { RingReader } from "../../channel/request_ring.ts";
import { makeRingMemory } from "../../channel/ring_memory.ts";
import { RecordedRequest } from "./recorded_request.ts";
import type { RequestId } from "./request_id.ts";

/** Decides whether a request is one that is asked for. */
export type RequestTest = (request: RecordedRequest) => boolean;

/** How far somebody has read: by worker, the number of the last request that was seen or passed over. */
export type HistoryCursor = ReadonlyMap<number, number>;

/** What came since a cursor. */
export interface NewRequests {
  /** The oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** How many more there were: overwritten already, or beyond what was asked for. */
  readonly passedOver: number;
  /** For the next time. */
  readonly cursor: HistoryCursor;
}

/** A request that stands for several. */
export interface SampledRequest {
  readonly request: RecordedRequest;
  /** For how many: 1 or more, not always a whole number. */
  readonly weight: number;
}

/** One worker's memory. */
interface WorkerHistory {
  readonly size: number;
  readonly memory: RequestMemory;
  readonly answered: RingReader;
  readonly refused: RingReader;
}

/** Of a worker's memory, the part for requests that were refused. */
const REFUSED_PART = 1 / 8;

/** The main thread's view of the rings. */
export class RequestHistory {
  readonly #workers: Map<number, WorkerHistory> = new Map();

  /**
   * The memory for a worker that starts. It is the one that the worker's forerunner had, if that is as large: what is
   * in it stays. Numbers are never given twice in any case.
   *
   * @param size bytes; 0: none
   */
  memoryFor(worker: number, size: number): RequestMemory | undefined {
    const known = this.#workers.get(worker);
    if (size === 0) return undefined;
    if (known?.size === size) return known.memory;
    const refusedSize = Math.floor(size * REFUSED_PART);
    const memory: RequestMemory = {
      answered: makeRingMemory(size - refusedSize, known?.answered.newest),
      refused: makeRingMemory(refusedSize, known?.refused.newest),
    };
    this.#workers.set(worker, {
      size,
      memory,
      answered: new RingReader(memory.answered),
      refused: new RingReader(memory.refused),
    });
    return memory;
  }

  /** The request of an id; undefined where it is not known any more, or never was. */
  find(id: RequestId): RecordedRequest | undefined {
    const history = this.#workers.get(id.worker);
    if (history === undefined) return undefined;
    const record = history.answered.read(id.number);
    if (record !== undefined) return new RecordedRequest(id.worker, record);
    for (const request of backwards(id.worker, history.refused)) {
      if (request.id.number === id.number) return request;
      if (request.id.number < id.number) return undefined;
    }
    return undefined;
  }

  /**
   * The last requests that pass a test, the oldest first. Times of different workers are exact to a millisecond: what came
   * within one may stand the other way round.
   */
  recent(test: RequestTest, limit: number): readonly RecordedRequest[] {
    return this.#latest("answered", test, limit);
  }

  /** The last requests that were refused, the oldest first: there are some when many others came after them, too. */
  refused(test: RequestTest, limit: number): readonly RecordedRequest[] {
    return this.#latest("refused", test, limit);
  }

  /** Where the history ends at this moment. */
  now(): HistoryCursor {
    return new Map([...this.#workers].map(([worker, { answered }]) => [worker, answered.newest]));
  }

  /**
   * What came since a cursor.
   *
   * @param limit so many of each worker at most, the latest
   */
  since(cursor: HistoryCursor, limit: number): NewRequests {
    const requests: RecordedRequest[] = [];
    let passedOver = 0;
    const now = this.now();
    for (const [worker, newest] of now) {
      const seen = Math.min(cursor.get(worker) ?? 0, newest);
      const first = Math.max(seen + 1, newest - limit + 1);
      const before = requests.length;
      for (let sequence = first; sequence <= newest; sequence++) {
        const record = this.#workers.get(worker)?.answered.read(sequence);
        if (record !== undefined) requests.push(new RecordedRequest(worker, record));
      }
      passedOver += newest - seen - (requests.length - before);
    }
    return { requests: requests.sort(byTime), passedOver, cursor: now };
  }

  /**
   * Requests that stand for all that came since a cursor: all of them where they are few, else some by chance.
   *
   * @param limit so many of each worker at most
   * @param chance gives a number from 0 up to, not including, 1
   */
  sample(
    cursor: HistoryCursor,
    limit: number,
    chance: () => number,
  ): { readonly samples: readonly SampledRequest[]; readonly cursor: HistoryCursor } {
    const now = this.now();
    const samples = [...now].flatMap(([worker, newest]) => {
      const ring = this.#workers.get(worker)?.answered;
      const seen = Math.min(cursor.get(worker) ?? 0, newest);
      if (ring === undefined || seen === newest) return [];
      const first = Math.max(ring.oldest, seen + 1);
      const there = newest - first + 1;
      const count = Math.min(limit, there);
      // One out of each of so many parts of equal length, anywhere in it: no rhythm of the requests can hide.
      const numbers = Array.from(
        { length: count },
        (_, part) => first + Math.floor((part + (count < there ? chance() : 0)) * there / count),
      );
      const records = numbers.map((number) => ring.read(number)).filter((record) => record !== undefined);
      const weight = (newest - seen) / records.length;
      return records.map((record) => ({ request: new RecordedRequest(worker, record), weight }));
    });
    return { samples, cursor: now };
  }

  /** Takes the latest of all workers, one after the other, until there are enough. */
  #latest(ring: "answered" | "refused", test: RequestTest, limit: number): readonly RecordedRequest[] {
    const sources = [...this.#workers].map(([worker, history]) => backwards(worker, history[ring]));
    const heads = sources.map((source) => source.next());
    const found: RecordedRequest[] = [];
    while (found.length < limit) {
      let latest = -1;
      let request: RecordedRequest | undefined;
      heads.forEach(({ value }, index) => {
        if (value === undefined || (request !== undefined && request.time >= value.time)) return;
        [latest, request] = [index, value];
      });
      const source = sources[latest];
      if (request === undefined || source === undefined) break;
      if (test(request)) found.push(request);
      heads[latest] = source.next();
    }
    return found.reverse();
  }
}

function* backwards(worker: number, ring: RingReader): Generator<RecordedRequest, undefined> {
  const { oldest } = ring;
  for (let sequence = ring.newest; sequence >= oldest; sequence--) {
    const record = ring.read(sequence);
    if (record !== undefined) yield new RecordedRequest(worker, record);
  }
}

function byTime(a: RecordedRequest, b: RecordedRequest): number {
  return a.time - b.time;
}
