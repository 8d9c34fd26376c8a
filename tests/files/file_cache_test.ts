import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { FileCache } from "../../src/files/file_cache.ts";
import { Random } from "../_helpers/random.ts";

interface Entry {
  weight: number;
  readonly name: string;
}

const entry = (name: string, weight = 0): Entry => ({ name, weight });

/** What an entry costs beside its weight, found by asking. */
function overhead(): number {
  const cache = new FileCache<Entry>(1e9);
  cache.set("a", entry("a"));
  return cache.bytes;
}

const EACH = overhead();

Deno.test("FileCache.get() gives what set() kept, until delete()", () => {
  const cache = new FileCache<Entry>(1e9);
  const a = entry("a", 10);
  assertEquals(cache.get("a"), undefined);
  cache.set("a", a);
  assertStrictEquals(cache.get("a"), a);
  assertEquals([cache.size, cache.bytes], [1, EACH + 10]);
  cache.delete("a");
  cache.delete("a");
  assertEquals([cache.get("a"), cache.size, cache.bytes], [undefined, 0, 0]);
});

Deno.test("FileCache.set() replaces the entry of its key", () => {
  const cache = new FileCache<Entry>(1e9);
  cache.set("a", entry("a", 10));
  cache.set("a", entry("b", 30));
  assertEquals([cache.get("a")?.name, cache.size, cache.bytes], ["b", 1, EACH + 30]);
});

Deno.test("FileCache.entries() gives all that is held, and asks for none of it", () => {
  const cache = new FileCache<Entry>(1e9);
  const [a, b] = [entry("a"), entry("b")];
  cache.set("a", a);
  cache.set("b", b);
  cache.delete("a");
  cache.set("c", a);
  assertEquals([...cache.entries()], [["b", b], ["c", a]]);
  assertEquals([cache.hits, cache.misses], [0, 0]);
});

Deno.test("FileCache counts some bytes even for an empty entry, so that their number is bounded too", () => {
  assert(EACH > 0);
  const cache = new FileCache<Entry>(10 * EACH);
  for (let number = 0; number < 1000; number++) cache.set(`${number}`, entry(`${number}`));
  assertEquals([cache.size, cache.bytes], [10, 10 * EACH]);
});

Deno.test("FileCache.set() lets the oldest entries go that nobody asked for", () => {
  const cache = new FileCache<Entry>(3 * EACH);
  for (const name of ["a", "b", "c"]) cache.set(name, entry(name));
  cache.get("a");
  cache.set("d", entry("d"));
  assertEquals(["a", "b", "c", "d"].map((name) => cache.get(name)?.name), ["a", undefined, "c", "d"]);
});

Deno.test("FileCache.set() makes room when every entry was asked for", () => {
  const cache = new FileCache<Entry>(3 * EACH);
  for (const name of ["a", "b", "c"]) cache.set(name, entry(name));
  for (const name of ["a", "b", "c"]) cache.get(name);
  cache.set("d", entry("d", 2 * EACH));
  assertEquals([cache.get("d")?.name, cache.size, cache.bytes], ["d", 1, 3 * EACH]);
});

Deno.test("FileCache.set() does not keep what is larger than the whole cache, nor the old entry in its place", () => {
  const cache = new FileCache<Entry>(3 * EACH);
  cache.set("a", entry("a"));
  cache.set("b", entry("b"));
  cache.set("a", entry("large", 3 * EACH));
  assertEquals([cache.get("a"), cache.get("b")?.name, cache.bytes], [undefined, "b", EACH]);
});

Deno.test("FileCache of no capacity keeps nothing", () => {
  const cache = new FileCache<Entry>(0);
  cache.set("a", entry("a"));
  assertEquals([cache.get("a"), cache.size, cache.bytes], [undefined, 0, 0]);
});

Deno.test("FileCache takes back what it counted, also of an entry whose weight has changed", () => {
  const cache = new FileCache<Entry>(10 * EACH);
  const growing = entry("a", 10);
  cache.set("a", growing);
  growing.weight = 100;
  assertEquals(cache.bytes, EACH + 10);
  cache.set("a", growing);
  assertEquals(cache.bytes, EACH + 100);
  growing.weight = 1;
  cache.delete("a");
  assertEquals(cache.bytes, 0);
});

Deno.test("FileCache never holds more than its capacity, and counts right, whatever is done to it", () => {
  const random = new Random(1);
  const capacity = 20 * EACH;
  const cache = new FileCache<Entry>(capacity);
  const kept = new Map<string, Entry>();
  for (let round = 0; round < 20_000; round++) {
    const name = `${random.below(40)}`;
    if (random.oneIn(3)) {
      const made = entry(name, random.below(8 * EACH));
      cache.set(name, made);
      kept.set(name, made);
    } else if (random.oneIn(10)) {
      cache.delete(name);
      kept.delete(name);
    } else {
      const got = cache.get(name);
      assert(got === undefined || got === kept.get(name), `${name} is another entry than was set`);
    }
    assert(cache.bytes <= capacity);
  }
  const present = [...kept.keys()].flatMap((name) => cache.get(name) ?? []);
  assertEquals(cache.size, present.length);
  assertEquals(cache.bytes, present.reduce((sum, { weight }) => sum + weight + EACH, 0));
});
