import { assertEquals } from "@std/assert";
import { readWholeFile, type WholeFile } from "../../src/files/whole_file.ts";
import { latin1Text } from "../_helpers/latin1.ts";
import { contentTree } from "../_helpers/tree.ts";

interface Reading {
  readonly text: string;
  readonly size: number;
  /** How often the file was asked for its state. */
  readonly looks: number;
}

/** Reads a file; before each look at its state, `edit` may change it, as another process might. */
async function read(
  content: string,
  edit: (path: string, look: number) => void,
  largest = 1000,
): Promise<Reading> {
  await using tree = await contentTree({ a: content });
  const path = tree.path("a");
  using file = await Deno.open(path);
  let looks = 0;
  const stat = (): Deno.FileInfo => {
    edit(path, ++looks);
    return file.statSync();
  };
  const { bytes, info }: WholeFile = readWholeFile(file, { info: file.statSync(), largest, stat });
  return { text: latin1Text(bytes), size: info.size, looks };
}

Deno.test("readWholeFile() reads a file that nobody touches once", async () => {
  for (const content of ["", "0123456789"]) {
    assertEquals(await read(content, () => {}), { text: content, size: content.length, looks: 1 });
  }
});

Deno.test("readWholeFile() begins again with a file that was written meanwhile", async () => {
  const edits = ["shorter", "a longer content than before", "0123456789"];
  for (const edited of edits) {
    const reading = await read("0123456789", (path, look) => {
      if (look > 1) return;
      Deno.writeTextFileSync(path, edited);
      Deno.utimeSync(path, 0, 0);
    });
    assertEquals(reading, { text: edited, size: edited.length, looks: 2 });
  }
});

Deno.test("readWholeFile() does not begin again for ever", async () => {
  const reading = await read("0", (path, look) => Deno.writeTextFileSync(path, "0".repeat(look + 1)));
  assertEquals(reading, { text: "0000", size: 4, looks: 4 });
});

Deno.test("readWholeFile() reads no more than it may of a file that grows", async () => {
  const grow = (path: string): void => Deno.writeTextFileSync(path, "much more", { append: true });
  assertEquals(await read("0123456789", grow, 15), { text: "0123456789", size: 10, looks: 1 });
});

Deno.test("readWholeFile() takes a file that cannot be asked as it is", async () => {
  await using tree = await contentTree({ a: "0123456789" });
  using file = await Deno.open(tree.path("a"));
  const { bytes } = readWholeFile(file, { info: file.statSync(), largest: 100, stat: () => undefined });
  assertEquals(latin1Text(bytes), "0123456789");
});
