import { assertEquals } from "@std/assert";
import { formatSize, parseSize } from "../../src/settings/size.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

Deno.test("parseSize() reads every way of writing a unit", () => {
  const cases: Record<string, number> = {
    "0": 0,
    "512": 512,
    "512b": 512,
    "512 B": 512,
    "64k": 64 * KIB,
    "64K": 64 * KIB,
    "64 kb": 64 * KIB,
    "64 KiB": 64 * KIB,
    "64KIB": 64 * KIB,
    "64 ki": 64 * KIB,
    "1m": MIB,
    "1 MiB": MIB,
    "2 GiB": 2048 * MIB,
    "1t": MIB * MIB,
    "008k": 8 * KIB,
  };
  for (const [text, bytes] of Object.entries(cases)) assertEquals(parseSize(text), bytes, text);
});

Deno.test("parseSize() refuses what is no size", () => {
  const texts = [
    "",
    " ",
    "k",
    "-1",
    "+1",
    "1.5 MiB",
    "1,5m",
    "1e3",
    "0x10",
    "512 iB",
    "1  k",
    " 1k",
    "1k ",
    "1 kk",
    "1p",
  ];
  for (const text of [...texts, "1 KiB\n", "٣k", "9".repeat(16), "9".repeat(400) + "t", "Infinity", "NaN"]) {
    assertEquals(parseSize(text), undefined, JSON.stringify(text));
  }
});

Deno.test("formatSize() takes the largest unit that loses nothing", () => {
  const cases: [number, string][] = [
    [0, "0 B"],
    [1, "1 B"],
    [1000, "1000 B"],
    [KIB, "1 KiB"],
    [KIB + 1, "1025 B"],
    [1536, "1536 B"],
    [1536 * KIB, "1536 KiB"],
    [64 * MIB, "64 MiB"],
    [MIB * MIB, "1 TiB"],
    [2048 * MIB * MIB, "2048 TiB"],
  ];
  for (const [bytes, text] of cases) {
    assertEquals(formatSize(bytes), text);
    assertEquals(parseSize(text), bytes);
  }
});
