import { assertEquals } from "@std/assert";
import { inMemory, type RandomAccess } from "../../src/files/open_file.ts";
import { type Segment, SegmentSource } from "../../src/files/segment_source.ts";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";
import { sourceBytes } from "../_helpers/response_body.ts";

const CONTENT = "abcdefghijklmnopqrstuvwxyz";

/** The content, which counts how often it is closed. */
class Content implements RandomAccess {
  closed = 0;
  readonly #access = inMemory(latin1Bytes(CONTENT));

  readAt(offset: number, into: Uint8Array): number {
    return this.#access.readAt(offset, into);
  }

  close(): void {
    this.closed++;
  }
}

function textOf(segments: readonly Segment[]): string {
  return latin1Text(sourceBytes(new SegmentSource(new Content(), segments)));
}

Deno.test("SegmentSource gives stretches of the file and bytes between them, in order", () => {
  assertEquals(textOf([{ start: 0, end: 26 }]), CONTENT);
  assertEquals(textOf([{ start: 3, end: 5 }]), "de");
  assertEquals(
    textOf([latin1Bytes("<"), { start: 24, end: 26 }, latin1Bytes("|"), { start: 0, end: 2 }]),
    "<yz|ab",
  );
});

Deno.test("SegmentSource.length is that of all segments", () => {
  const segments = [latin1Bytes("<<"), { start: 3, end: 10 }, { start: 3, end: 4 }];
  assertEquals(new SegmentSource(new Content(), segments).length, 10);
  assertEquals(new SegmentSource(new Content(), []).length, 0);
});

Deno.test("SegmentSource.read() gives nothing once all was read", () => {
  const source = new SegmentSource(new Content(), [{ start: 0, end: 2 }]);
  const into = new Uint8Array(10);
  assertEquals([source.read(into), source.read(into), source.read(into)], [2, 0, 0]);
});

Deno.test("SegmentSource.read() gives the same however large the pieces are", () => {
  const random = new Random(1);
  for (let round = 0; round < 500; round++) {
    const segments = Array.from({ length: random.below(5) }, (): Segment => {
      const start = random.below(26);
      return random.oneIn(3)
        ? latin1Bytes("<>".repeat(random.below(4)))
        : { start, end: start + random.below(27 - start) };
    });
    const expected = segments.map((segment) =>
      segment instanceof Uint8Array ? latin1Text(segment) : CONTENT.slice(segment.start, segment.end)
    ).join("");
    assertEquals(textOf(segments), expected);
    const source = new SegmentSource(new Content(), segments);
    let text = "";
    const one = new Uint8Array(1 + random.below(3));
    for (let count = source.read(one); count > 0; count = source.read(one)) {
      text += latin1Text(one.subarray(0, count));
    }
    assertEquals(text, expected, JSON.stringify(segments));
  }
});

Deno.test("SegmentSource.read() gives less than promised where the file is shorter, and then nothing", () => {
  const source = new SegmentSource(new Content(), [{ start: 20, end: 40 }, latin1Bytes(">")]);
  const into = new Uint8Array(100);
  assertEquals([source.length, source.read(into), source.read(into)], [21, 6, 0]);
});

Deno.test("SegmentSource.close() closes the file", () => {
  const content = new Content();
  new SegmentSource(content, []).close();
  assertEquals(content.closed, 1);
});
