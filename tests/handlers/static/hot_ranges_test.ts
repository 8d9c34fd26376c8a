import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { HotRanges } from "../../../src/handlers/static/hot_ranges.ts";
import { HttpResponse } from "../../../src/http/response.ts";

const MEMORY = 40_000;

/** Asks for a range; whether it was made, and how. */
function ask(ranges: HotRanges, start: number, end: number): "made" | "made hot" | "held" {
  let how: "made" | "made hot" | "held" = "held";
  const response = ranges.answer({ start, end }, (isHot) => {
    how = isHot ? "made hot" : "made";
    return new HttpResponse({ status: 206 });
  });
  assert(response !== undefined);
  return how;
}

Deno.test("HotRanges.answer() holds what is asked for a second time", () => {
  let changes = 0;
  const ranges = new HotRanges(MEMORY, () => changes++);
  const first = [0, 1, 2, 3].map(() => ask(ranges, 0, 100));
  assertEquals(first, ["made", "made hot", "held", "held"]);
  assertEquals([ask(ranges, 0, 101), ask(ranges, 1, 100), ask(ranges, 0, 100)], ["made", "made", "held"]);
  assertEquals(changes, 4);
  assert(ranges.bytes > 100);
});

Deno.test("HotRanges.answer() holds no range of more than a quarter of its memory", () => {
  const ranges = new HotRanges(MEMORY, () => {});
  const asked = [0, 1, 2].map(() => [ask(ranges, 5, 10_006), ask(ranges, 5, 10_005)]);
  assertEquals(asked, [["made", "made"], ["made", "made hot"], ["made", "held"]]);
  const none = new HotRanges(0, () => assert(false, "nothing changes"));
  assertEquals([0, 1, 2].map(() => ask(none, 0, 1)), ["made", "made", "made"]);
});

Deno.test("HotRanges.answer() keeps to its memory, and what is hot outlives a download in pieces", () => {
  const ranges = new HotRanges(MEMORY, () => {});
  for (let round = 0; round < 2; round++) ask(ranges, 0, 1000);
  for (let piece = 1; piece <= 10_000; piece++) {
    assertEquals(ask(ranges, piece * 1000, piece * 1000 + 1000), "made");
    if (piece % 10 === 0) assertEquals(ask(ranges, 0, 1000), "held", `${piece}`);
    assert(ranges.bytes <= MEMORY);
  }
});

Deno.test("HotRanges.answer() remembers nothing of what cannot be made", () => {
  const ranges = new HotRanges(MEMORY, () => assert(false, "nothing changes"));
  assertStrictEquals(ranges.answer({ start: 0, end: 1 }, () => undefined), undefined);
  assertEquals(ranges.bytes, 0);
});
