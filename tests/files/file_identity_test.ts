import { assertEquals } from "@std/assert";
import { type FileIdentity, identityOf, isSettled, isUnchanged } from "../../src/files/file_identity.ts";
import { contentTree } from "../_helpers/tree.ts";

const IDENTITY: FileIdentity = { device: 1, inode: 2, size: 3, modified: 4, changed: 10_000 };

Deno.test("identityOf() takes what identifies a file's state from its stat", async () => {
  await using tree = await contentTree({ "a.txt": "abc" });
  const info = await Deno.stat(tree.path("a.txt"));
  assertEquals(identityOf(info), {
    device: info.dev,
    inode: info.ino ?? 0,
    size: 3,
    modified: info.mtime?.getTime() ?? 0,
    changed: info.ctime?.getTime() ?? 0,
  });
});

Deno.test("identityOf() does without what a platform does not tell", async () => {
  await using tree = await contentTree({ "a.txt": "abc" });
  const info = { ...await Deno.stat(tree.path("a.txt")), dev: 7, ino: null, ctime: null };
  const modified = info.mtime?.getTime() ?? 0;
  assertEquals(identityOf(info), { device: 7, inode: 0, size: 3, modified, changed: modified });
  assertEquals(isUnchanged(identityOf(info), info), true);
  const bare = { ...info, mtime: null };
  assertEquals(identityOf(bare), { device: 7, inode: 0, size: 3, modified: 0, changed: 0 });
});

Deno.test("isUnchanged() holds for the same state, and sees every kind of change", async () => {
  await using tree = await contentTree({ "a.txt": "abc" });
  const path = tree.path("a.txt");
  const before = await Deno.stat(path);
  const identity = identityOf(before);
  const unchanged = (): boolean => isUnchanged(identity, Deno.statSync(path));
  assertEquals(unchanged(), true);

  await Deno.writeTextFile(path, "abcd");
  assertEquals(unchanged(), false, "another size");

  await tree.write("a.txt", "abc");
  await Deno.utime(path, new Date(0), new Date(0));
  assertEquals(unchanged(), false, "another modification time");

  await tree.write("b.txt", "xyz");
  if (before.mtime !== null) await Deno.utime(tree.path("b.txt"), before.mtime, before.mtime);
  await Deno.rename(tree.path("b.txt"), path);
  assertEquals(unchanged(), false, "another file of the same size and time");
});

Deno.test("isUnchanged() sees a changed change time and another device", async () => {
  await using tree = await contentTree({ "a.txt": "abc" });
  const info = await Deno.stat(tree.path("a.txt"));
  const identity = identityOf(info);
  const later = new Date((info.ctime?.getTime() ?? 0) + 1000);
  assertEquals(isUnchanged(identity, { ...info, ctime: later }), false);
  assertEquals(isUnchanged(identity, { ...info, dev: info.dev + 1 }), false);
});

Deno.test("isSettled() holds once the second of the last change is over, and the clock's lag with it", () => {
  const cases: [changed: number, now: number, settled: boolean][] = [
    [10_000, 10_000, false],
    [10_000, 10_999, false],
    [10_000, 11_019, false],
    [10_000, 11_020, true],
    [10_000, 99_000, true],
    // Where a platform tells milliseconds, the second counts all the same.
    [10_999, 11_019, false],
    [10_001, 11_020, true],
    // A change in the future is not over.
    [50_000, 10_000, false],
  ];
  for (const [changed, now, settled] of cases) {
    assertEquals(isSettled({ ...IDENTITY, changed }, now), settled, `${changed} at ${now}`);
  }
});
