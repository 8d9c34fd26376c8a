import { assert, assertEquals } from "@std/assert";
import { RingReader, RingWriter } from "../../src/channel/request_ring.ts";
import { makeRingMemory } from "../../src/channel/ring_memory.ts";
import { Random } from "../_helpers/random.ts";
import { HeadText, isWhole, numbersOf } from "./ring_records.ts";

/** The smallest memory. */
const LEAST = 3736;

function write(ring: RingWriter, records: number): void {
  for (let count = 0; count < records; count++) ring.write(numbersOf(ring.next), new HeadText(ring.next));
}

Deno.test("RingReader.read() gives every part of a record back, and nothing before the first one", () => {
  const memory = makeRingMemory(0);
  const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
  assertEquals([reader.newest, reader.oldest, reader.read(0), reader.read(1)], [0, 1, undefined, undefined]);
  const record = {
    number: 2 ** 40,
    time: 1_800_000_000_123,
    duration: 0.0625,
    bytes: 5e12,
    status: 431,
    refusal: 17,
    at: -1,
    address: "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff%eth0",
    port: 65_535,
  };
  writer.write(record, undefined);
  assertEquals(reader.read(1), { ...record, head: new Uint8Array(0), headLength: 0 });
});

Deno.test("a ring of any size keeps the latest records without a gap, as many as fit, and no other", () => {
  for (const size of [0, 1, LEAST, LEAST + 1, 5000, 8000, 20_000]) {
    const memory = makeRingMemory(size);
    assert(memory.byteLength <= Math.max(size, LEAST));
    const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
    const lengths = [0];
    for (let written = 1; written <= 200; written++) {
      write(writer, 1);
      const { headLength = 0 } = reader.read(written) ?? {};
      lengths.push(Math.min(headLength, 1024));
      const there = lengths.flatMap((_, number) => reader.read(number) === undefined ? [] : [number]);
      assertEquals(there, Array.from({ length: there.length }, (_, index) => reader.oldest + index));
      assertEquals([reader.newest, there.at(-1), reader.read(written + 1)], [written, written, undefined]);
      for (const number of there) assert(isWhole(reader.read(number) ?? fail(), number));
      // Unused are the room of three of the longest records, and an entry of 8 bytes for each 128.
      const bytes = there.reduce((sum, number) => sum + 56 + (lengths[number] ?? 0), 0);
      assert(there.length === written || bytes > (memory.byteLength - LEAST) * 0.9, `${bytes} in ${size}`);
    }
  }
});

Deno.test("a ring of the shortest records keeps one for each 136 bytes", () => {
  const memory = makeRingMemory(64 + 136 * 100);
  const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
  for (let count = 0; count < 1000; count++) writer.write({ ...numbersOf(count), address: "" }, undefined);
  // Two are left for what may be written at this moment.
  assertEquals([reader.oldest, reader.newest], [1000 - 98 + 1, 1000]);
});

Deno.test("a writer goes on where the one before it ended, with numbers beyond 32 bits, too", () => {
  for (const written of [0, 2 ** 31 - 3, 2 ** 32 - 3, 2 ** 40]) {
    const memory = makeRingMemory(8000, written);
    const reader = new RingReader(memory);
    assertEquals([reader.newest, reader.read(written), reader.read(written + 1)], [
      written,
      undefined,
      undefined,
    ]);
    for (let round = 1; round <= 20; round++) {
      const writer = new RingWriter(memory);
      assertEquals(writer.next, written + 3 * round - 2);
      write(writer, 3);
      for (let number = reader.oldest; number <= written + 3 * round; number++) {
        assert(isWhole(reader.read(number) ?? fail(), number));
      }
      assertEquals([reader.read(reader.oldest - 1), reader.read(reader.newest + 1)], [undefined, undefined]);
    }
  }
});

Deno.test("RingReader.read() never gives a torn record while another thread writes", async () => {
  const random = new Random(61);
  for (const size of [0, 4500, 8000, 64_000]) {
    const memory = makeRingMemory(size);
    const reader = new RingReader(memory);
    const writer = new Worker(new URL("./ring_writer.ts", import.meta.url), { type: "module" });
    let isDone = false;
    const done = Promise.withResolvers<void>();
    writer.onmessage = () => {
      isDone = true;
      done.resolve();
    };
    const records = 60_000;
    writer.postMessage({ memory, records });
    let [read, dropped] = [0, 0];
    while (!isDone) {
      for (let count = 0; count < 500; count++) {
        const number = Math.max(0, reader.newest - random.below(size / 500 + 2));
        const record = reader.read(number);
        if (record === undefined) dropped++;
        else assert(isWhole(record, number), `${number}: ${JSON.stringify(record)}`);
        if (record !== undefined) read++;
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await done.promise;
    writer.terminate();
    assertEquals(reader.newest, records);
    assert(isWhole(reader.read(records) ?? fail(), records));
    assert(read > 0 && dropped > 0, `${read} read, ${dropped} dropped: they did not meet`);
  }
});

function fail(): never {
  throw new Error("a record is not there");
}
