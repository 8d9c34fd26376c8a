import { assertEquals, assertRejects } from "@std/assert";
import { MOST_PATHS, surveyTree } from "../../../src/console/doctor/tree_survey.ts";
import { contentTree } from "../../_helpers/tree.ts";

const UNBOUNDED = { largest: Infinity, mostEntries: Infinity, isOver: () => false };

Deno.test("surveyTree() remembers the first paths of each kind, and counts all", async () => {
  const names = Array.from({ length: MOST_PATHS + 5 }, (_, index) => `.${String.fromCharCode(97 + index)}`);
  await using tree = await contentTree(Object.fromEntries(names.toReversed().map((name) => [name, ""])));
  const { found, entries, isWhole } = await surveyTree(tree.root, UNBOUNDED);
  assertEquals(found.get("dotfile"), { count: names.length, paths: names.slice(0, MOST_PATHS) });
  assertEquals([entries, isWhole], [names.length, true]);
});

Deno.test("surveyTree() ends at its bounds, and says so", async () => {
  await using tree = await contentTree({ "a/1": "", "a/2": "", "b/1": "", "b/2": "", "c": "" });
  const most = async (mostEntries: number) => {
    const { entries, isWhole } = await surveyTree(tree.root, { ...UNBOUNDED, mostEntries });
    return [entries, isWhole];
  };
  assertEquals(await most(0), [0, false]);
  assertEquals(await most(2), [2, false]);
  assertEquals(await most(4), [4, false]);
  assertEquals(await most(7), [7, true]);
  let looks = 0;
  const { entries, isWhole } = await surveyTree(tree.root, { ...UNBOUNDED, isOver: () => ++looks > 4 });
  assertEquals([entries, isWhole], [4, false]);
});

Deno.test("surveyTree() follows no link, be it to a directory or in a circle", async () => {
  await using tree = await contentTree({ "sub/a": "", "sub/.b": "" });
  await tree.symlink("sub", "again");
  await tree.symlink("..", "sub/up");
  const { found, entries } = await surveyTree(tree.root, UNBOUNDED);
  assertEquals([...found], [["dotfile", { count: 1, paths: ["sub/.b"] }]]);
  assertEquals(entries, 5);
});

Deno.test("surveyTree() of what cannot be listed says what the system says", async () => {
  await using tree = await contentTree({ file: "" });
  await assertRejects(() => surveyTree(tree.path("none"), UNBOUNDED), Deno.errors.NotFound);
  await assertRejects(() => surveyTree(tree.path("file"), UNBOUNDED), Deno.errors.NotADirectory);
});
