import { assert, assertEquals } from "@std/assert";
import { makeRingMemory, RingReader, RingWriter } from "../../src/channel/request_ring.ts";
import { Random } from "../_helpers/random.ts";
import { HeadText, isWhole, numbersOf } from "./ring_records.ts";

/** Bytes of one slot. */
const SLOT = 1152;

function write(ring: RingWriter, records: number): void {
  for (let count = 0; count < records; count++) ring.write(numbersOf(ring.next), new HeadText(ring.next));
}

Deno.test("RingReader.read() gives every part of a record back, and nothing before the first one", () => {
  const memory = makeRingMemory(10 * SLOT);
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

Deno.test("a ring of any size keeps as many of the latest records as fit, and no other", () => {
  for (
    const size of [0, 1, SLOT, SLOT + 64, 2 * SLOT, 3 * SLOT + 63, 3 * SLOT + 64, 7 * SLOT + 500, 65_536]
  ) {
    const slots = Math.max(1, Math.floor((size - 64) / SLOT));
    const memory = makeRingMemory(size);
    const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
    for (let written = 1; written <= 3 * slots + 1; written++) {
      write(writer, 1);
      assertEquals([reader.newest, reader.oldest], [written, Math.max(1, written - slots + 1)]);
      for (let number = 1; number <= written + 1; number++) {
        const record = reader.read(number);
        const isThere = number >= reader.oldest && number <= written;
        assertEquals(record !== undefined, isThere, `${number} of ${written} in ${slots}`);
        if (record !== undefined) assert(isWhole(record, number));
      }
    }
    assert(memory.byteLength <= Math.max(size, SLOT + 64));
  }
});

Deno.test("a writer goes on where the one before it ended, with numbers beyond 32 bits, too", () => {
  for (const written of [0, 2 ** 31 - 3, 2 ** 32 - 3, 2 ** 40]) {
    const memory = makeRingMemory(8 * SLOT + 64, written);
    write(new RingWriter(memory), 3);
    const writer = new RingWriter(memory);
    assertEquals(writer.next, written + 4);
    write(writer, 3);
    const reader = new RingReader(memory);
    const read = [1, 2, 3, 4, 5, 6].map((number) => reader.read(written + number)?.number);
    assertEquals(read, [1, 2, 3, 4, 5, 6].map((number) => written + number));
    assertEquals(reader.read(written + 7), undefined);
  }
});

Deno.test("RingReader.read() never gives a torn record while another thread writes", async () => {
  const random = new Random(61);
  for (const slots of [1, 2, 3, 50]) {
    const memory = makeRingMemory(slots * SLOT + 64);
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
        const number = Math.max(0, reader.newest - random.below(slots + 1));
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
  throw new Error("the last record is not there");
}
