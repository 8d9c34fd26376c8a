/**
 * The last requests of a worker, in shared memory: records of the length that each has, one behind the other, with some
 * numbers and the first bytes of a request's head as they came.
 *
 * Only its worker writes a ring, with one copy a request, and decodes nothing. The main thread reads
 * it whenever it likes, and asks nobody. A record is written first, then the position of the one that will be next, and
 * behind both the number of records.
 *
 * So whoever knows that number knows what may be written over at this moment: what lies from where the next record
 * begins to as far as the longest could reach, and no byte more. A reader copies a record and looks at the number once
 * more: if the record's place is not reached even now, the copy is whole; else it is dropped.
 *
 * @module
 */
import { Fence, LONGEST, MOST_ADDRESS, MOST_HEAD, RECORD, RingMemory, TEXT } from "./ring_memory.ts";

/** Where a request's head is. */
export interface HeadBytes {
  /**
   * Copies the head's first bytes.
   *
   * @param at where to in the target
   * @param most bytes to copy at most
   * @returns how many bytes there are, copied or not
   */
  copyTo(target: Uint8Array, at: number, most: number): number;
}

/** What a record says of a request, beside its head. */
export interface RecordNumbers {
  /** Its number among those of its worker, from 1. */
  readonly number: number;
  /** When the answer had been sent, in milliseconds since 1970. */
  readonly time: number;
  /** Milliseconds from the whole head to the answer's end. */
  readonly duration: number;
  /** Bytes sent, head included. */
  readonly bytes: number;
  readonly status: number;
  /** The refusal's number (`http/refusal_numbers`); 0: it was not refused. */
  readonly refusal: number;
  /** The offset of the offending byte in the head; -1: there is no single one. */
  readonly at: number;
  /** The client's IP address. */
  readonly address: string;
  /** The client's TCP port. */
  readonly port: number;
}

/** A record as it was read. */
export interface RingRecord extends RecordNumbers {
  /** The head's first bytes. */
  readonly head: Uint8Array;
  /** How many bytes the head had. */
  readonly headLength: number;
}

/**
 * Whether others see what a thread stores in its order by themselves. An atomic store would do no more there, but have the
 * worker wait until all lines that it wrote to are in its cache: about 100 ns a request.
 */
const IS_ORDERED = Deno.build.arch === "x86_64";

/** A worker's end of its ring. */
export class RingWriter {
  readonly #memory: RingMemory;
  readonly #fence: Fence | undefined = IS_ORDERED ? undefined : new Fence();
  #written: number;
  /** Where among the numbers the position of the next record is. */
  #entry: number;
  /** Where the next record goes. */
  #place: number;
  /** By how much positions are ahead of places. */
  #ahead: number;

  /** Goes on where whoever wrote to this memory before has ended. */
  constructor(memory: SharedArrayBuffer) {
    this.#memory = new RingMemory(memory);
    this.#written = this.#memory.written;
    this.#entry = this.#memory.entryOf(this.next);
    const position = this.#memory.numbers[this.#entry] ?? 0;
    this.#place = this.#memory.placeOf(position);
    this.#ahead = position - this.#place;
  }

  /** The sequence number of the next record. */
  get next(): number {
    return this.#written + 1;
  }

  /** Adds a record, in place of the oldest ones. */
  write(record: RecordNumbers, source: HeadBytes | undefined): void {
    const { bytes, shorts, integers, numbers } = this.#memory;
    const place = this.#place;
    const short = place / Uint16Array.BYTES_PER_ELEMENT;
    const integer = place / Int32Array.BYTES_PER_ELEMENT;
    const number = place / Float64Array.BYTES_PER_ELEMENT;
    numbers[number + RECORD.number] = record.number;
    numbers[number + RECORD.time] = record.time;
    numbers[number + RECORD.duration] = record.duration;
    numbers[number + RECORD.bytes] = record.bytes;
    integers[integer + RECORD.at] = record.at;
    shorts[short + RECORD.status] = record.status;
    shorts[short + RECORD.refusal] = record.refusal;
    shorts[short + RECORD.port] = record.port;
    const { address } = record;
    const addressLength = Math.min(address.length, MOST_ADDRESS);
    shorts[short + RECORD.addressLength] = addressLength;
    const text = place + TEXT;
    for (let i = 0; i < addressLength; i++) bytes[text + i] = address.charCodeAt(i);
    const headLength = source?.copyTo(bytes, text + addressLength, MOST_HEAD) ?? 0;
    integers[integer + RECORD.headLength] = headLength;
    this.#publish(text + addressLength + Math.min(headLength, MOST_HEAD));
  }

  /** What was written up to here is a record. */
  #publish(end: number): void {
    const memory = this.#memory;
    let next = (end + 7) & ~7;
    // Not even the longest record would reach the end of the room: there is none in two parts.
    if (next > memory.start + memory.room - LONGEST) {
      next = memory.start;
      this.#ahead += memory.room;
    }
    this.#place = next;
    this.#entry = memory.entryAfter(this.#entry);
    memory.numbers[this.#entry] = this.#ahead + next;
    this.#fence?.pass();
    memory.written = ++this.#written;
    this.#fence?.pass();
  }
}

/** The main thread's end of a worker's ring. */
export class RingReader {
  readonly #memory: RingMemory;
  readonly #fence = new Fence();

  /** @param memory As made by {@linkcode makeRingMemory}. */
  constructor(memory: SharedArrayBuffer) {
    this.#memory = new RingMemory(memory);
  }

  /** The sequence number of the newest record; 0 before the first one. */
  get newest(): number {
    return this.#memory.written;
  }

  /** The sequence number of the oldest record that may still be there. */
  get oldest(): number {
    const { first, positions, written } = this.#memory;
    let gone = Math.max(first - 1, written - positions);
    let there = written + 1;
    while (there - gone > 1) {
      const middle = Math.floor((gone + there) / 2);
      if (this.#has(middle, this.#positionOf(middle))) there = middle;
      else gone = middle;
    }
    return there;
  }

  /**
   * Reads a record: a copy.
   *
   * @returns undefined where it is overwritten, or may be at this moment
   */
  read(sequence: number): RingRecord | undefined {
    const position = this.#positionOf(sequence);
    if (!this.#has(sequence, position)) return undefined;
    const record = this.#copy(this.#memory.placeOf(position));
    return this.#has(sequence, position) ? record : undefined;
  }

  #positionOf(sequence: number): number {
    return this.#memory.numbers[this.#memory.entryOf(sequence)] ?? 0;
  }

  /** Whether a record, and the position that it begins at, were still there when all was read that was read so far. */
  #has(sequence: number, position: number): boolean {
    this.#fence.pass();
    const { first, positions, room, written } = this.#memory;
    this.#fence.pass();
    // At this moment the position of the next record but one may be written.
    if (sequence < first || sequence > written || sequence <= written + 2 - positions) return false;
    return position + room >= this.#positionOf(written + 1) + LONGEST;
  }

  #copy(place: number): RingRecord {
    const { bytes, shorts, integers, numbers } = this.#memory;
    const short = place / Uint16Array.BYTES_PER_ELEMENT;
    const integer = place / Int32Array.BYTES_PER_ELEMENT;
    const number = place / Float64Array.BYTES_PER_ELEMENT;
    const headLength = integers[integer + RECORD.headLength] ?? 0;
    const text = place + TEXT;
    const addressEnd = text + Math.min(shorts[short + RECORD.addressLength] ?? 0, MOST_ADDRESS);
    return {
      number: numbers[number + RECORD.number] ?? 0,
      time: numbers[number + RECORD.time] ?? 0,
      duration: numbers[number + RECORD.duration] ?? 0,
      bytes: numbers[number + RECORD.bytes] ?? 0,
      status: shorts[short + RECORD.status] ?? 0,
      refusal: shorts[short + RECORD.refusal] ?? 0,
      at: integers[integer + RECORD.at] ?? 0,
      address: String.fromCharCode(...bytes.subarray(text, addressEnd)),
      port: shorts[short + RECORD.port] ?? 0,
      head: bytes.slice(addressEnd, addressEnd + Math.min(headLength, MOST_HEAD)),
      headLength,
    };
  }
}
