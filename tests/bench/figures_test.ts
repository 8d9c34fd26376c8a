import { assertEquals } from "@std/assert";
import { latencyText, memoryText, rateText, ratioText, shareText } from "../../bench/reporting/figures.ts";

Deno.test("the figures are written with as many digits as they are worth", () => {
  const cases: readonly [text: string, expected: string][] = [
    [rateText(34_123.4, "requests"), "34,123"],
    [rateText(1_204_000_000, "bytes"), "1,204 MB"],
    [rateText(undefined, "bytes"), "-"],
    [ratioText({ median: 1.416, least: 1.38, most: 1.472 }), "1.42 (1.38-1.47)"],
    [ratioText({ median: 0.0312, least: 0.03, most: 0.1 }), "0.031 (0.030-0.10)"],
    [ratioText(undefined), "-"],
    [latencyText(851), "0.85 ms"],
    [latencyText(12_345), "12 ms"],
    [latencyText(undefined), "-"],
    [shareText(0.968), "97 %"],
    [shareText(undefined), "-"],
    [memoryText(41_400_000), "41 MB"],
    [memoryText(undefined), "-"],
  ];
  for (const [text, expected] of cases) assertEquals(text, expected);
});
