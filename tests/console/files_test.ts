import { assertEquals } from "@std/assert";
import { mergeFiles } from "../../src/console/commands/files.ts";
import { consoleFixture } from "./console_fixture.ts";

Deno.test("mergeFiles() puts together what workers hold of one file in one coding, the largest first", () => {
  const file = (path: string, bytes: number, checked: number, coding?: string) => ({
    path,
    coding,
    bytes,
    checked,
  });
  assertEquals(
    mergeFiles([
      file("/b", 10, 5),
      file("/a", 20, 1),
      file("/b", 10, 3),
      file("/b", 6, 9, "br"),
      file("/c", 6, 0),
    ]),
    [
      { ...file("/a", 20, 1), held: 1 },
      { ...file("/b", 20, 3), held: 2 },
      { ...file("/b", 6, 9, "br"), held: 1 },
      { ...file("/c", 6, 0), held: 1 },
    ],
  );
});

Deno.test("'files' of a stopped server says that there are none", async () => {
  const { run } = consoleFixture();
  assertEquals(await run("files"), "No file is in memory.");
  assertEquals(await run("files --json"), "[]");
});
