import { assertEquals } from "@std/assert";
import { ContentRoot } from "../../src/files/content_root.ts";
import { identityOf } from "../../src/files/file_identity.ts";
import { LargeContent } from "../../src/files/large_content.ts";
import { latin1Text } from "../_helpers/latin1.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

/** The content of `a.txt` as it is now described. */
function describe(tree: ContentTree, settled = true): LargeContent {
  const found = new ContentRoot({ directory: tree.root, dotfiles: false }).resolve("/a.txt");
  if (found.kind !== "file") throw new Error(found.kind);
  return new LargeContent({ found: found.file, identity: identityOf(found.file.info), settled });
}

function read(content: LargeContent, start: number, end: number): string | undefined {
  const bytes = content.read({ start, end });
  return bytes && latin1Text(bytes);
}

Deno.test("LargeContent.read() reads a stretch of the file, each time from the start of an open one", async () => {
  await using tree = await contentTree({ "a.txt": "0123456789" });
  const content = describe(tree);
  const stretches = [[0, 10], [3, 5], [9, 10], [0, 1]] as const;
  assertEquals(stretches.map(([start, end]) => read(content, start, end)), ["0123456789", "34", "9", "0"]);
  assertEquals(read(content, 5, 11), undefined, "beyond the end");
});

Deno.test("LargeContent.open() opens nothing but the file that was described", async () => {
  const changes: Record<string, (tree: ContentTree) => Promise<unknown>> = {
    "written": (tree) => tree.write("a.txt", "another content"),
    "longer": (tree) => Deno.writeTextFile(tree.path("a.txt"), "more", { append: true }),
    "shorter": (tree) => Deno.truncate(tree.path("a.txt"), 3),
    "renamed over": async (tree) => {
      await tree.write("b.txt", "0123456789");
      await Deno.rename(tree.path("b.txt"), tree.path("a.txt"));
    },
    "removed": (tree) => Deno.remove(tree.path("a.txt")),
    "a directory": async (tree) => {
      await Deno.remove(tree.path("a.txt"));
      await Deno.mkdir(tree.path("a.txt"));
    },
  };
  for (const [change, make] of Object.entries(changes)) {
    await using tree = await contentTree({ "a.txt": "0123456789" });
    const content = describe(tree);
    await make(tree);
    assertEquals([content.open(), read(content, 0, 3)], [undefined, undefined], change);
  }
});

Deno.test("LargeContent.open() opens a file that goes on growing, such as a log, as it was described", async () => {
  await using tree = await contentTree({ "a.txt": "0123456789" });
  const content = describe(tree, false);
  await Deno.writeTextFile(tree.path("a.txt"), "more", { append: true });
  assertEquals(read(content, 0, 10), "0123456789");
  await Deno.truncate(tree.path("a.txt"), 9);
  assertEquals(read(content, 0, 9), undefined, "shorter than it was described");
});
