import { assertEquals } from "@std/assert";
import { completePath } from "../../src/console/file_completion.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("completePath() gives what a path may go on to, directories with a slash, hidden ones after a dot", async () => {
  await using tree = await contentTree({ "b.txt": "", "a/": "", "a/c d": "", ".hidden": "" });
  const { root } = tree;
  const cases: readonly (readonly [typed: string, paths: readonly string[]])[] = [
    [`${root}/`, [`${root}/a/`, `${root}/b.txt`]],
    [`${root}/b`, [`${root}/a/`, `${root}/b.txt`]],
    [`${root}/.`, [`${root}/.hidden`]],
    [`${root}/a/`, [`${root}/a/c d`]],
    [`${root}/missing/`, []],
    [`${root}/b.txt/`, []],
  ];
  for (const [typed, paths] of cases) assertEquals(await completePath(typed), paths, typed);
});
