import { assertEquals } from "@std/assert";
import { formatDuration, parseDuration } from "../../src/settings/duration.ts";

Deno.test("parseDuration() reads milliseconds, seconds, minutes and hours", () => {
  const cases: Record<string, number> = {
    "0s": 0,
    "250ms": 250,
    "10s": 10_000,
    "10 s": 10_000,
    "5m": 300_000,
    "1h": 3_600_000,
    "010s": 10_000,
  };
  for (const [text, milliseconds] of Object.entries(cases)) {
    assertEquals(parseDuration(text), milliseconds, text);
  }
});

Deno.test("parseDuration() refuses what is no duration, a number without a unit included", () => {
  const texts = [
    "",
    "10",
    "0",
    "s",
    "-1s",
    "1.5s",
    "1e3s",
    "10S",
    "1d",
    "1h30m",
    "10  s",
    " 10s",
    "10s\n",
    "9".repeat(400) + "h",
  ];
  for (const text of texts) assertEquals(parseDuration(text), undefined, JSON.stringify(text));
});

Deno.test("formatDuration() takes the largest unit that loses nothing", () => {
  const cases: [number, string][] = [
    [0, "0s"],
    [1, "1ms"],
    [999, "999ms"],
    [1000, "1s"],
    [1500, "1500ms"],
    [60_000, "1m"],
    [90_000, "90s"],
    [3_600_000, "1h"],
    [86_400_000, "24h"],
  ];
  for (const [milliseconds, text] of cases) {
    assertEquals(formatDuration(milliseconds), text);
    assertEquals(parseDuration(text), milliseconds);
  }
});
