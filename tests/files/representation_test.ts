import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { ContentRoot, type FoundFile } from "../../src/files/content_root.ts";
import { readRepresentation, type Representation } from "../../src/files/representation.ts";
import { latin1Text } from "../_helpers/latin1.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const HOUR = 3_600_000;
/** A time at which the files of a test have settled. */
const later = (): number => Date.now() + HOUR;

function find(tree: ContentTree, name: string): FoundFile {
  const found = new ContentRoot({ directory: tree.root, dotfiles: false }).resolve(`/${name}`);
  if (found.kind !== "file") throw new Error(`${name} is ${found.kind}`);
  return found.file;
}

/** What is told of a file. */
function described(tree: ContentTree, name: string, largest: number, now = later()): Representation {
  const representation = readRepresentation(find(tree, name), largest, now);
  if (representation.kind === "large" || representation.kind === "loaded") return representation;
  throw new Error(`${name} is ${representation.kind}`);
}

/** Both kinds: in memory and large. */
function bothKinds(tree: ContentTree, name: string, now = later()): Representation[] {
  return [described(tree, name, 1e6, now), described(tree, name, 0, now)];
}

Deno.test("readRepresentation() reads what is small enough, and only describes the rest", async () => {
  await using tree = await contentTree({ "a.txt": "12345", empty: "" });
  assertEquals([5, 6, 1e6].map((largest) => described(tree, "a.txt", largest).kind), [
    "loaded",
    "loaded",
    "loaded",
  ]);
  assertEquals([4, 0].map((largest) => described(tree, "a.txt", largest).kind), ["large", "large"]);
  assertEquals(described(tree, "empty", 0).kind, "loaded");
});

Deno.test("readRepresentation() gives the bytes, their number and the state that was read", async () => {
  await using tree = await contentTree({ "a.txt": "12345" });
  const loaded = readRepresentation(find(tree, "a.txt"), 10, later());
  assert(loaded.kind === "loaded");
  assertEquals([latin1Text(loaded.bytes), loaded.length, loaded.identity.size], ["12345", 5, 5]);

  const large = readRepresentation(find(tree, "a.txt"), 0, later());
  assert(large.kind === "large");
  assertEquals([latin1Text(large.content.read({ start: 1, end: 4 }) ?? new Uint8Array()), large.length], [
    "234",
    5,
  ]);
});

Deno.test("readRepresentation() tells the modification time in whole seconds, never a future one", async () => {
  await using tree = await contentTree({ "a.txt": "12345" });
  const cases: [modified: number, now: number, told: number][] = [
    [1_000_999, 5_000_000, 1_000_000],
    [9_000_000, 5_000_500, 5_000_000],
    [-1500, 5_000_000, -2000],
  ];
  for (const [modified, now, told] of cases) {
    await Deno.utime(tree.path("a.txt"), new Date(modified), new Date(modified));
    for (const { modified } of bothKinds(tree, "a.txt", now)) assertEquals(modified, told);
  }
});

Deno.test("readRepresentation() gives the same tag for the same content, wherever and whenever it is", async () => {
  await using tree = await contentTree({ "a.txt": "same", "b.html": "same", "c.txt": "else" });
  await Deno.utime(tree.path("a.txt"), new Date(0), new Date(0));
  const [a, b, c] = ["a.txt", "b.html", "c.txt"].map((name) => described(tree, name, 10).tag);
  assertEquals(a, b);
  assertNotEquals(a, c);
  assertEquals(a?.weak, false);
});

Deno.test("readRepresentation() gives large files another tag with every state", async () => {
  await using tree = await contentTree({ "a.txt": "12345" });
  const path = tree.path("a.txt");
  const tags = new Set<string>();
  const take = (): void => {
    const { tag } = described(tree, "a.txt", 0);
    assertEquals(tag.weak, false);
    tags.add(tag.opaque);
  };
  take();
  await Deno.writeTextFile(path, "123456");
  take();
  await Deno.utime(path, new Date(1000), new Date(1000));
  take();
  // A mere 75 bytes and two seconds apart have been one tag elsewhere.
  await Deno.utime(path, new Date(3000), new Date(3000));
  take();
  await tree.write("b.txt", "123456");
  await Deno.utime(tree.path("b.txt"), new Date(3000), new Date(3000));
  await Deno.rename(tree.path("b.txt"), path);
  take();
  assertEquals(tags.size, 5);
});

Deno.test("readRepresentation() gives tags that a field may carry, also before 1970", async () => {
  await using tree = await contentTree({ "a.txt": "12345" });
  for (const time of [-1e12, 0, 1e12]) {
    await Deno.utime(tree.path("a.txt"), new Date(time), new Date(time));
    for (const { tag } of bothKinds(tree, "a.txt")) assert(/^[\w-]+$/.test(tag.opaque), tag.opaque);
  }
});

Deno.test("readRepresentation() marks a large file's tag weak while it may change unseen, and nothing as settled", async () => {
  await using tree = await contentTree({ "a.txt": "12345" });
  const changed = (await Deno.stat(tree.path("a.txt"))).ctime?.getTime() ?? 0;
  const early = bothKinds(tree, "a.txt", changed);
  assertEquals(early.map(({ settled, tag }) => [settled, tag.weak]), [[false, false], [false, true]]);
  const settled = bothKinds(tree, "a.txt", changed + 2000);
  assertEquals(settled.map(({ settled, tag }) => [settled, tag.weak]), [[true, false], [true, false]]);
});

Deno.test("readRepresentation() tells that the name stopped being the file that was found", async () => {
  await using tree = await contentTree({ "a.txt": "12345", "b.txt": "12345" });
  // Made first: a file made later may get the number of one that is gone.
  const secret = await tree.writeOutside("secret.txt", "12345");
  const found = find(tree, "a.txt");
  await Deno.rename(tree.path("b.txt"), tree.path("a.txt"));
  const kind = (): string => readRepresentation(found, 10, later()).kind;
  assertEquals(kind(), "replaced", "another file");
  await Deno.remove(tree.path("a.txt"));
  assertEquals(kind(), "missing", "none");
  await tree.symlink(secret, "a.txt");
  assertEquals(kind(), "replaced", "a link out of the root");
  await Deno.remove(tree.path("a.txt"));
  await tree.write("a.txt/", "");
  assertEquals(kind(), "replaced", "a directory");
});

Deno.test("readRepresentation() misses a file where a directory on the way became a file", async () => {
  await using tree = await contentTree({ "sub/a.txt": "12345" });
  const found = find(tree, "sub/a.txt");
  await Deno.remove(tree.path("sub"), { recursive: true });
  await tree.write("sub", "a file");
  assertEquals(readRepresentation(found, 10, later()).kind, "missing");
});

Deno.test({
  name:
    "readRepresentation() tells that the system refuses the file (not tested as root: it refuses root none)",
  ignore: Deno.uid() === 0,
  fn: async () => {
    await using tree = await contentTree({ "a.txt": "12345" });
    await Deno.chmod(tree.path("a.txt"), 0);
    assertEquals(readRepresentation(find(tree, "a.txt"), 10, later()).kind, "forbidden");
  },
});
