import { assertEquals, assertThrows } from "@std/assert";
import { ArgumentError } from "../../src/console/command_error.ts";
import { endText, lastingText, leftText, parseLasting } from "../../src/console/lasting_words.ts";

Deno.test("parseLasting() reads 'for' and a time, or nothing", () => {
  assertEquals([parseLasting([]), parseLasting(["for", "10m"])], [Infinity, 600_000]);
  for (
    const words of [["for"], ["10m"], ["for", "0s"], ["for", "10"], ["for", "597h"], ["for", "1s", "2s"]]
  ) {
    assertThrows(() => parseLasting(words), ArgumentError);
  }
});

Deno.test("lastingText() and endText() say how long, and until when", () => {
  assertEquals([lastingText(Infinity), lastingText(600_000)], ["", " for 10m"]);
  const leftAt = (now: number) => leftText({ since: 0, until: 600_000 }, now);
  assertEquals([leftAt(0), leftAt(1), leftAt(7_001), leftAt(700_000)], [
    " for 10m",
    " for 10m",
    " for 593s",
    " for 1s",
  ]);
  assertEquals([endText(Infinity, 0), endText(61_000, 500)], ["when you end it", "in 1m 1s"]);
});
