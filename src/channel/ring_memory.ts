/**
 * How the memory of a request ring is laid out, and what orders the looks of two threads at it.
 *
 * Behind a header lie the positions that records begin at, one for each of the last records, and then the records, each as
 * long as it has to be. Positions only grow, by the whole room with each turn of the ring.
 *
 * @module
 */

/** Bytes of a head that are kept. */
export const MOST_HEAD = 1024;
/** Bytes of an address that are kept: more than one has. */
export const MOST_ADDRESS = 64;

/** Where in a record its numbers are: 64-bit, 32-bit and 16-bit ones, each counted in its own length. */
export const RECORD = {
  number: 0,
  time: 1,
  duration: 2,
  bytes: 3,
  headLength: 8,
  at: 9,
  status: 20,
  refusal: 21,
  port: 22,
  addressLength: 23,
} as const;
/** Where in a record the address is, in bytes; close behind it is the head. */
export const TEXT = 48;
/** Bytes of the longest record. */
export const LONGEST = TEXT + MOST_ADDRESS + MOST_HEAD;

/** Bytes of room that there is one position for: fewer than most records have. */
const SHARE = 128;
/** Beside the newest record there may be one that is being written, and what is left empty at the end. */
const FEWEST_SHARES = Math.ceil(3 * LONGEST / SHARE);
/** Bytes before the positions: a cache line. */
const HEADER = 64;
const FIRST_ENTRY = HEADER / Float64Array.BYTES_PER_ELEMENT;
/** How many records were written, and the number of the first one that was written here. */
const WRITTEN = 0;
const FIRST = 1;

/** A ring's memory, seen as the numbers that are in it. */
export class RingMemory {
  readonly bytes: Uint8Array;
  readonly shorts: Uint16Array;
  readonly integers: Int32Array;
  readonly numbers: Float64Array;
  /** How many positions there are. */
  readonly positions: number;
  /** Where the room begins, in bytes. */
  readonly start: number;
  /** How many bytes there are for records. */
  readonly room: number;

  /** @param memory As made by {@linkcode makeRingMemory}. */
  constructor(memory: SharedArrayBuffer) {
    this.bytes = new Uint8Array(memory);
    this.shorts = new Uint16Array(memory);
    this.integers = new Int32Array(memory);
    this.numbers = new Float64Array(memory);
    this.positions = Math.floor((memory.byteLength - HEADER) / (SHARE + Float64Array.BYTES_PER_ELEMENT));
    this.start = HEADER + this.positions * Float64Array.BYTES_PER_ELEMENT;
    this.room = this.positions * SHARE;
  }

  /** The sequence number of the newest record. */
  get written(): number {
    return this.numbers[WRITTEN] ?? 0;
  }

  set written(sequence: number) {
    this.numbers[WRITTEN] = sequence;
  }

  /** The sequence number of the first record that was written here. */
  get first(): number {
    return this.numbers[FIRST] ?? 0;
  }

  set first(sequence: number) {
    this.numbers[FIRST] = sequence;
  }

  /** Where among the numbers the position of a record is. */
  entryOf(sequence: number): number {
    return FIRST_ENTRY + sequence % this.positions;
  }

  /** The one behind an entry: cheaper than by the sequence number. */
  entryAfter(entry: number): number {
    const next = entry + 1;
    return next < FIRST_ENTRY + this.positions ? next : FIRST_ENTRY;
  }

  /** Where a record of this position is, in bytes; positions of the first turn are places. */
  placeOf(position: number): number {
    return this.start + (position - this.start) % this.room;
  }
}

/**
 * Makes the memory of one ring. The system gives none of it before it is written to.
 *
 * @param size bytes; one record fits at least, of any length
 * @param written the number of records that the counting goes on from
 */
export function makeRingMemory(size: number, written = 0): SharedArrayBuffer {
  const share = SHARE + Float64Array.BYTES_PER_ELEMENT;
  const shares = Math.max(FEWEST_SHARES, Math.floor((size - HEADER) / share));
  const buffer = new SharedArrayBuffer(HEADER + shares * share);
  const memory = new RingMemory(buffer);
  memory.written = written;
  memory.first = written + 1;
  memory.numbers[memory.entryOf(memory.first)] = memory.start;
  return buffer;
}

/** Keeps apart what stands before and behind it. */
export class Fence {
  readonly #cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

  /** All loads and stores before it are done before any behind it: a release and an acquire, which change no places. */
  pass(): void {
    Atomics.store(this.#cell, 0, 0);
    Atomics.load(this.#cell, 0);
  }
}
