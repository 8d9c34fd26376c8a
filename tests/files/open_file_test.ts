import { assertEquals, assertThrows } from "@std/assert";
import { identityOf } from "../../src/files/file_identity.ts";
import { inMemory, OpenFile, type RandomAccess } from "../../src/files/open_file.ts";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";
import { contentTree } from "../_helpers/tree.ts";

const CONTENT = "0123456789".repeat(20);

/** The text that one read gives. */
function readAt(access: RandomAccess, offset: number, length: number): string {
  const bytes = new Uint8Array(length);
  return latin1Text(bytes.subarray(0, access.readAt(offset, bytes)));
}

/** Reads here and there, and holds what comes to what is there. */
function checkReads(access: RandomAccess): void {
  const random = new Random(1);
  for (let round = 0; round < 500; round++) {
    const offset = random.below(CONTENT.length + 5);
    const length = random.below(30);
    assertEquals(
      readAt(access, offset, length),
      CONTENT.slice(offset, offset + length),
      `${length} at ${offset}`,
    );
  }
}

/** Opens a file as it is now. */
function openFile(path: string): OpenFile {
  const file = Deno.openSync(path);
  return new OpenFile(file, identityOf(file.statSync()));
}

Deno.test("OpenFile.readAt() reads anywhere in the file", async () => {
  await using tree = await contentTree({ a: CONTENT });
  const file = openFile(tree.path("a"));
  checkReads(file);
  file.close();
  const unknown = new OpenFile(Deno.openSync(tree.path("a")), undefined);
  checkReads(unknown);
  unknown.close();
});

Deno.test("OpenFile.readAt() goes on reading the file that was opened, whatever becomes of its name", async () => {
  await using tree = await contentTree({ a: CONTENT });
  const file = openFile(tree.path("a"));
  assertEquals(readAt(file, 0, 5), "01234");
  await Deno.remove(tree.path("a"));
  await tree.write("a", "another");
  assertEquals(readAt(file, 5, 5), "56789");
  file.close();
});

Deno.test("OpenFile.readAt() gives nothing more of a file that was overwritten or cut short", async () => {
  await using tree = await contentTree({ a: CONTENT, b: CONTENT });
  const [written, cut] = [openFile(tree.path("a")), openFile(tree.path("b"))];
  assertEquals([readAt(written, 0, 5), readAt(cut, 0, 5)], ["01234", "01234"]);
  await Deno.writeTextFile(tree.path("a"), CONTENT.toUpperCase().replaceAll("5", "x"));
  await Deno.utime(tree.path("a"), new Date(1000), new Date(1000));
  await Deno.truncate(tree.path("b"), 50);
  assertEquals([readAt(written, 5, 5), readAt(cut, 5, 5)], ["", ""]);
  written.close();
  cut.close();
});

Deno.test("OpenFile.readAt() goes on with a file that only grows, as a log does", async () => {
  await using tree = await contentTree({ a: CONTENT });
  const file = openFile(tree.path("a"));
  for (let round = 0; round < 5; round++) {
    assertEquals(readAt(file, round * 10, 10), "0123456789");
    await Deno.writeTextFile(tree.path("a"), "more", { append: true });
  }
  assertEquals(readAt(file, CONTENT.length, 4), "more");
  file.close();
});

Deno.test("OpenFile.readAt() does not take a larger file written in its place for one that grew", async () => {
  await using tree = await contentTree({ a: CONTENT });
  const file = openFile(tree.path("a"));
  assertEquals(readAt(file, 0, 5), "01234");
  await Deno.writeTextFile(tree.path("a"), `another${CONTENT}`);
  assertEquals(readAt(file, 5, 5), "");
  file.close();
});

Deno.test("OpenFile.close() closes the file", async () => {
  await using tree = await contentTree({ a: CONTENT });
  const file = openFile(tree.path("a"));
  file.close();
  assertThrows(() => readAt(file, 0, 1), Deno.errors.BadResource);
});

Deno.test("inMemory() reads bytes like a file", () => {
  const access = inMemory(latin1Bytes(CONTENT));
  checkReads(access);
  access.close();
});
