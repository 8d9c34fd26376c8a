import { assertEquals } from "@std/assert";
import { identityOf } from "../../src/files/file_identity.ts";
import { Freshness, type Watched } from "../../src/files/freshness.ts";
import { Turn } from "../../src/files/turn.ts";
import { contentTree } from "../_helpers/tree.ts";

function watch(path: string, checked = 0, absent: readonly string[] = []): Watched {
  return { path, identity: identityOf(Deno.statSync(path)), absent, checked, turn: -1 };
}

Deno.test("Freshness.holds() looks at the disk each time by default", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const freshness = new Freshness({ validFor: 0, now: Date.now, turn: new Turn() });
  const watched = watch(tree.path("a.txt"));
  assertEquals([freshness.holds(watched), freshness.holds(watched)], [true, true]);
  await tree.write("a.txt", "AA");
  assertEquals(freshness.holds(watched), false);
});

Deno.test("Freshness.holds() does not hold for what is gone, or became something else", async () => {
  await using tree = await contentTree({ "a.txt": "A", "sub/b.txt": "B" });
  const freshness = new Freshness({ validFor: 0, now: Date.now, turn: new Turn() });
  const [file, below, directory] = ["a.txt", "sub/b.txt", "sub"].map((name) => watch(tree.path(name)));
  await Deno.remove(tree.path("a.txt"));
  await tree.symlink("a.txt", "a.txt");
  await Deno.remove(tree.path("sub"), { recursive: true });
  await tree.write("sub", "a file");
  for (const watched of [file, below, directory]) {
    if (watched !== undefined) assertEquals(freshness.holds(watched), false, watched.path);
  }
});

Deno.test("Freshness.holds() does not hold once there is something where nothing may be", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const freshness = new Freshness({ validFor: 0, now: Date.now, turn: new Turn() });
  const watched = watch(tree.path("a.txt"), 0, ["b", "c", "d"].map(tree.path));
  assertEquals(freshness.holds(watched), true);
  await tree.write("c/", "");
  assertEquals(freshness.holds(watched), false);
  await Deno.remove(tree.path("c"));
  assertEquals(freshness.holds(watched), true);
});

Deno.test("Freshness.holds() may trust a look for a while, from the last look on", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  let time = 1000;
  const freshness = new Freshness({ validFor: 100, now: () => time, turn: new Turn() });
  const watched = watch(tree.path("a.txt"), time);
  time = 1100;
  assertEquals([freshness.holds(watched), watched.checked], [true, 1100]);
  await tree.write("a.txt", "AA");
  time = 1199;
  assertEquals([freshness.holds(watched), watched.checked], [true, 1100]);
  await Promise.resolve();
  time = 1200;
  assertEquals([freshness.holds(watched), watched.checked], [false, 1100]);
});

Deno.test("Freshness.holds() looks once for all who ask in the same turn", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const freshness = new Freshness({ validFor: 0, now: Date.now, turn: new Turn() });
  const watched = watch(tree.path("a.txt"));
  assertEquals(freshness.holds(watched), true);
  Deno.writeTextFileSync(tree.path("a.txt"), "AA");
  // Nobody whose request was received after the change can ask before the turn is over.
  assertEquals(freshness.holds(watched), true);
  await Promise.resolve();
  assertEquals(freshness.holds(watched), false);
});
