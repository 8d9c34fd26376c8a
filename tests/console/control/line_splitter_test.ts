import { assertEquals } from "@std/assert";
import { LineSplitter } from "../../../src/console/control/line_splitter.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("LineSplitter gives the same lines wherever the bytes are cut", () => {
  const text = bytes("status\r\n\nhé🦕\n a\rb \nlast");
  for (let cut = 0; cut <= text.length; cut++) {
    const splitter = new LineSplitter(20);
    const lines = [
      ...splitter.push(text.subarray(0, cut)) ?? [],
      ...splitter.push(text.subarray(cut)) ?? [],
      ...splitter.end(),
    ];
    assertEquals(lines, ["status", "", "hé🦕", " a\rb ", "last"]);
  }
});

Deno.test("LineSplitter refuses a line that is too long, whole or not", () => {
  assertEquals(new LineSplitter(3).push(bytes("abc\nabc")), ["abc"]);
  for (const text of ["abcd", "abcd\n", "a\nabcd\n"]) {
    assertEquals(new LineSplitter(3).push(bytes(text)), undefined);
  }
  const splitter = new LineSplitter(3);
  assertEquals([splitter.push(bytes("ab")), splitter.push(bytes("cd"))], [[], undefined]);
});

Deno.test("LineSplitter takes a time in proportion to a long line, though it comes in many pieces", () => {
  const splitter = new LineSplitter(2 ** 26);
  const piece = bytes("x".repeat(64 * 1024));
  for (let count = 0; count < 512; count++) assertEquals(splitter.push(piece), []);
  assertEquals(splitter.push(bytes("\n"))?.map((line) => line.length), [512 * piece.length]);
});
