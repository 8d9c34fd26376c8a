import { assert, assertEquals } from "@std/assert";
import {
  type HeadBytes,
  type RecordNumbers,
  RingReader,
  type RingRecord,
  RingWriter,
} from "../../src/channel/request_ring.ts";
import { makeRingMemory } from "../../src/channel/ring_memory.ts";
import { Random } from "../_helpers/random.ts";

const SEED = 20_261;
const RINGS = 60;
const RECORDS = 600;
/** Bytes of the longest record. */
const LONGEST = 1136;

/** A head of random bytes; whoever copies it lets others look at the ring when it is half written. */
class RandomHead implements HeadBytes {
  readonly bytes: Uint8Array;
  readonly #look: () => void;

  constructor(random: Random, look: () => void) {
    const length = random.below(4) === 0 ? random.below(1500) : random.below(200);
    this.bytes = Uint8Array.from({ length }, () => random.below(256));
    this.#look = look;
  }

  copyTo(target: Uint8Array, at: number, most: number): number {
    const kept = this.bytes.subarray(0, most);
    const half = kept.length >> 1;
    target.set(kept.subarray(0, half), at);
    this.#look();
    target.set(kept.subarray(half), at + half);
    return this.bytes.length;
  }
}

function randomNumbers(random: Random, number: number): RecordNumbers {
  return {
    number,
    time: random.below(1 << 30) * 1000,
    duration: random.below(1 << 30) / 1024,
    bytes: random.below(1 << 30) * 8192,
    status: 100 + random.below(500),
    refusal: random.below(100),
    at: random.below(3000) - 1,
    address: "2001:db8:ffff:ffff:ffff:ffff:255.255.255.255%interface".slice(0, random.below(60)),
    port: random.below(65_536),
  };
}

/** What a ring must give back of all that was written to it. */
class Oracle {
  readonly #size: number;
  readonly #records: (RingRecord | undefined)[] = [undefined];

  constructor(size: number) {
    this.#size = size;
  }

  add(numbers: RecordNumbers, head: Uint8Array): void {
    this.#records.push({ ...numbers, head: head.slice(0, 1024), headLength: head.length });
  }

  /** Every record is as it was written or gone, there is no gap, and those that fit are there. */
  check(reader: RingReader): void {
    const newest = this.#records.length - 1;
    assertEquals(reader.newest, newest);
    assertEquals(reader.read(newest + 1), undefined);
    const { oldest } = reader;
    assertEquals(reader.read(oldest - 1), undefined);
    for (let number = oldest; number <= newest; number++) {
      assertEquals(reader.read(number), this.#records[number], `${number} of ${newest}`);
    }
    assert(oldest <= this.#oldestThatFits(newest), `${oldest} is the first one of ${newest}`);
  }

  /** Not used are the room of the longest record at the end, and that of the one that may be written. */
  #oldestThatFits(newest: number): number {
    const shares = Math.max(27, Math.floor((this.#size - 64) / 136));
    let room = shares * 128 - 2 * LONGEST;
    for (let number = newest; number > 0; number--) {
      const { address = "", head } = this.#records[number] ?? {};
      room -= Math.ceil((48 + address.length + (head?.length ?? 0)) / 8) * 8;
      if (room < 0 || newest - number > shares - 3) return number + 1;
    }
    return 1;
  }
}

Deno.test("a request ring gives back what was written to it or nothing, at any moment", () => {
  const random = new Random(SEED);
  for (let ring = 0; ring < RINGS; ring++) {
    const size = random.below(30_000);
    const memory = makeRingMemory(size);
    const oracle = new Oracle(size);
    const reader = new RingReader(memory);
    let writer = new RingWriter(memory);
    for (let number = 1; number <= RECORDS; number++) {
      // Another worker goes on in the same memory.
      if (random.below(50) === 0) writer = new RingWriter(memory);
      const isSeen = random.below(20) === 0;
      const head = new RandomHead(random, () => isSeen && oracle.check(reader));
      const numbers = randomNumbers(random, number);
      writer.write(numbers, head);
      oracle.add(numbers, head.bytes);
      if (isSeen) oracle.check(reader);
    }
  }
});
