import { assertEquals } from "@std/assert";
import { CachePart } from "../../src/files/cache_part.ts";
import { FileCache } from "../../src/files/file_cache.ts";

Deno.test("CachePart keeps its keys apart from those of other parts, and shares their bound", () => {
  const whole = new FileCache<{ weight: number; name: string }>(10_000);
  const [one, other] = [new CachePart(whole, "one\0"), new CachePart(whole, "other\0")];
  one.set("/a", { weight: 3000, name: "one" });
  other.set("/a", { weight: 3000, name: "other" });
  assertEquals([one.get("/a")?.name, other.get("/a")?.name, whole.get("/a")], ["one", "other", undefined]);
  whole.set("/b", { weight: 3000, name: "whole" });
  assertEquals(whole.bytes <= 10_000, true);
  one.delete("/a");
  assertEquals(one.get("/a"), undefined);
});
