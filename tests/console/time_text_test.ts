import { assertEquals } from "@std/assert";
import { longTimeText, microsecondsText, timeText } from "../../src/console/time_text.ts";

Deno.test("timeText() has three digits at most, and a unit", () => {
  const rows: readonly (readonly [number, string])[] = [
    [0, "0"],
    [0.0004, "0"],
    [0.0099, "10 µs"],
    [0.1234, "123 µs"],
    [0.9999, "1000 µs"],
    [1.2345, "1.23 ms"],
    [99.99, "100 ms"],
    [999.4, "999 ms"],
    [1000, "1 s"],
    [61_234, "61.2 s"],
    [600_000, "10 m"],
  ];
  for (const [milliseconds, text] of rows) assertEquals(timeText(milliseconds), text);
});

Deno.test("microsecondsText() has a tenth where it is not much more than that", () => {
  const rows: readonly (readonly [number, string])[] = [
    [0, "0 µs"],
    [0.00042, "0.4 µs"],
    [0.012, "12 µs"],
    [0.09996, "100 µs"],
    [0.1234, "123 µs"],
    [1.5, "1500 µs"],
  ];
  for (const [milliseconds, text] of rows) assertEquals(microsecondsText(milliseconds), text);
});

Deno.test("longTimeText() has whole seconds, and no unit that there is none of", () => {
  const rows: readonly (readonly [number, string])[] = [
    [0, "0s"],
    [999, "0s"],
    [61_999, "1m 1s"],
    [3_604_000, "1h 4s"],
    [90_000_000, "1d 1h"],
  ];
  for (const [milliseconds, text] of rows) assertEquals(longTimeText(milliseconds), text);
});
