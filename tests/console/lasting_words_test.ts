import { assertEquals, assertThrows } from "@std/assert";
import { ArgumentError } from "../../src/console/command_error.ts";
import { endText, lastingText, parseLasting } from "../../src/console/lasting_words.ts";

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
  assertEquals([endText(Infinity, 0), endText(61_000, 500)], ["when you end it", "in 1m 1s"]);
});
