/**
 * The last requests of a worker, in shared memory: a ring of slots, each with some numbers and the first bytes of a
 * request's head as they came.
 *
 * Only its worker writes a ring, with one copy a request, and decodes nothing. The main thread reads
 * it whenever it likes, and asks nobody. A record has a mark, which is written behind all else in it; and before a slot
 * is written, the writer says in the header which record it begins. A reader that finds the mark, copies, and then does
 * not find that the record's place was claimed for a later one, has a whole record; else it drops what it has.
 *
 * @module
 */

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

/** Bytes of a head that are kept. */
export const MOST_HEAD = 1024;

// A slot: 32-bit numbers and 64-bit numbers in one cache line; then the address, and close behind it the head, so that a
// short one makes no third line be fetched.
const MARK = 0;
const STATUS = 1;
const HEAD_LENGTH = 2;
const REFUSAL = 3;
const AT = 4;
const PORT = 5;
const ADDRESS_LENGTH = 6;
const NUMBER = 4;
const TIME = 5;
const DURATION = 6;
const BYTES = 7;
const ADDRESS = 64;
const MOST_ADDRESS = 64;
const SLOT = ADDRESS + MOST_ADDRESS + MOST_HEAD;
/** Before the slots, in a cache line of their own: how many records were written, and the record begun last. */
const HEADER = 64;
const WRITTEN = 0;
const CLAIMED = 2;

/** Odd, so that it is not the 0 of a slot that was never written. */
function markOf(sequence: number): number {
  return (sequence * 2 + 1) | 0;
}

/** A ring's memory, seen as the numbers that are in it. */
class RingMemory {
  readonly bytes: Uint8Array;
  readonly integers: Int32Array;
  readonly numbers: Float64Array;
  /** How many records fit. */
  readonly slots: number;
  /** Where the last slot ends, in bytes. */
  readonly end: number;

  constructor(memory: SharedArrayBuffer) {
    this.bytes = new Uint8Array(memory);
    this.integers = new Int32Array(memory);
    this.numbers = new Float64Array(memory);
    this.slots = Math.floor((memory.byteLength - HEADER) / SLOT);
    this.end = HEADER + this.slots * SLOT;
  }

  /** Where the slot of a record begins, in bytes. */
  slotOf(sequence: number): number {
    return HEADER + (sequence % this.slots) * SLOT;
  }
}

/** A worker's end of its ring. */
export class RingWriter {
  readonly #memory: RingMemory;
  #written: number;
  /** Where the next record goes, in bytes. */
  #slot: number;

  /** Goes on where whoever wrote to this memory before has ended. */
  constructor(memory: SharedArrayBuffer) {
    this.#memory = new RingMemory(memory);
    this.#written = this.#memory.numbers[WRITTEN] ?? 0;
    this.#slot = this.#memory.slotOf(this.#written + 1);
  }

  /** The sequence number of the next record. */
  get next(): number {
    return this.#written + 1;
  }

  /** Adds a record, in place of the oldest one. */
  write(record: RecordNumbers, source: HeadBytes | undefined): void {
    const { bytes, integers, numbers } = this.#memory;
    const sequence = this.#written + 1;
    const slot = this.#slot;
    const integer = slot / Int32Array.BYTES_PER_ELEMENT;
    const number = slot / Float64Array.BYTES_PER_ELEMENT;
    Atomics.store(integers, CLAIMED, sequence | 0);
    integers[integer + STATUS] = record.status;
    integers[integer + REFUSAL] = record.refusal;
    integers[integer + AT] = record.at;
    integers[integer + PORT] = record.port;
    numbers[number + NUMBER] = record.number;
    numbers[number + TIME] = record.time;
    numbers[number + DURATION] = record.duration;
    numbers[number + BYTES] = record.bytes;
    const { address } = record;
    const length = Math.min(address.length, MOST_ADDRESS);
    integers[integer + ADDRESS_LENGTH] = length;
    for (let i = 0; i < length; i++) bytes[slot + ADDRESS + i] = address.charCodeAt(i);
    integers[integer + HEAD_LENGTH] = source?.copyTo(bytes, slot + ADDRESS + length, MOST_HEAD) ?? 0;
    Atomics.store(integers, integer + MARK, markOf(sequence));
    this.#written = sequence;
    numbers[WRITTEN] = sequence;
    const next = slot + SLOT;
    this.#slot = next < this.#memory.end ? next : HEADER;
  }
}

/** The main thread's end of a worker's ring. */
export class RingReader {
  readonly #memory: RingMemory;

  /** @param memory As made by {@linkcode makeRingMemory}. */
  constructor(memory: SharedArrayBuffer) {
    this.#memory = new RingMemory(memory);
  }

  /** The sequence number of the newest record; 0 before the first one. */
  get newest(): number {
    return this.#memory.numbers[WRITTEN] ?? 0;
  }

  /** The sequence number of the oldest record that may still be there. */
  get oldest(): number {
    return Math.max(1, this.newest - this.#memory.slots + 1);
  }

  /**
   * Reads a record: a copy.
   *
   * @returns undefined where it is overwritten, or is being overwritten at this moment
   */
  read(sequence: number): RingRecord | undefined {
    const { bytes, integers, numbers } = this.#memory;
    const slot = this.#memory.slotOf(sequence);
    const integer = slot / Int32Array.BYTES_PER_ELEMENT;
    const number = slot / Float64Array.BYTES_PER_ELEMENT;
    if (Atomics.load(integers, integer + MARK) !== markOf(sequence)) return undefined;
    const headLength = integers[integer + HEAD_LENGTH] ?? 0;
    const addressEnd = slot + ADDRESS + Math.min(integers[integer + ADDRESS_LENGTH] ?? 0, MOST_ADDRESS);
    const record: RingRecord = {
      number: numbers[number + NUMBER] ?? 0,
      time: numbers[number + TIME] ?? 0,
      duration: numbers[number + DURATION] ?? 0,
      bytes: numbers[number + BYTES] ?? 0,
      status: integers[integer + STATUS] ?? 0,
      refusal: integers[integer + REFUSAL] ?? 0,
      at: integers[integer + AT] ?? 0,
      address: String.fromCharCode(...bytes.subarray(slot + ADDRESS, addressEnd)),
      port: integers[integer + PORT] ?? 0,
      head: bytes.slice(addressEnd, addressEnd + Math.min(headLength, MOST_HEAD)),
      headLength,
    };
    const ahead = (Atomics.load(integers, CLAIMED) - sequence) | 0;
    return ahead < this.#memory.slots ? record : undefined;
  }
}

/**
 * Makes the memory of one ring. The system gives none of it before it is written to.
 *
 * @param size bytes; one record fits at least
 * @param written the number of records that the counting goes on from
 */
export function makeRingMemory(size: number, written = 0): SharedArrayBuffer {
  const slots = Math.max(1, Math.floor((size - HEADER) / SLOT));
  const memory = new SharedArrayBuffer(HEADER + slots * SLOT);
  new Float64Array(memory)[WRITTEN] = written;
  new Int32Array(memory)[CLAIMED] = written | 0;
  return memory;
}
