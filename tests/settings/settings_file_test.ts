import { assertEquals, assertThrows } from "@std/assert";
import { findSettingsFile } from "../../src/settings/load.ts";
import { displayName } from "../../src/settings/settings_file.ts";
import { SettingsError } from "../../src/settings/settings_error.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("displayName() is relative only for what lies below the working directory", () => {
  assertEquals(displayName("/a", "/a/b/c"), "b/c");
  assertEquals(displayName("/a", "/ab/c"), "/ab/c");
  assertEquals(displayName("/a/b", "/a"), "/a");
  assertEquals(displayName("/a", "/a"), "/a");
});

Deno.test("readSettingsFile() names the file and says why it cannot be used", async () => {
  await using tree = await contentTree({
    "dir/": "",
    "file": "{}",
    "utf16": Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0),
    "large": " ".repeat(1024 * 1024 + 1),
  });
  await tree.symlink("loop", "loop");
  const long = "x".repeat(300);
  const cases: Record<string, string> = {
    "missing.json": "missing.json: there is no such settings file",
    "dir": "dir: this is a directory, not a settings file",
    "": `${tree.root}: this is a directory, not a settings file`,
    "file/below": "file/below: the file cannot be read: a part of its path is not a directory",
    "utf16": "utf16: this is not text in UTF-8",
    "large": "large: this is too large for a settings file: more than 1 MiB",
    "loop": "loop: the file cannot be read: its symbolic links go round in a circle",
    [long]: `${long}: the file cannot be read: its name is too long`,
    "a\0b": "a\\u0000b: the file cannot be read: EINVAL",
    "/dev/zero": "/dev/zero: this is not a file",
  };
  for (const [name, message] of Object.entries(cases)) {
    const error = assertThrows(() => findSettingsFile(tree.root, name), SettingsError);
    assertEquals(error.message, message);
    assertEquals(error.problems.length, 1);
  }
});

Deno.test("readSettingsFile() refuses a .linprconfig that is there and cannot be read", async () => {
  await using tree = await contentTree({ ".linprconfig/": "" });
  assertThrows(() => findSettingsFile(tree.root), SettingsError, ".linprconfig: this is a directory");
});

Deno.test("readSettingsFile() reads a named pipe, which a shell's <(command) is", async () => {
  await using tree = await contentTree();
  await tree.fifo("pipe");
  const writer = new Deno.Command("sh", { args: ["-c", 'printf "{}" > "$1"', "sh", tree.path("pipe")] })
    .spawn();
  assertEquals(findSettingsFile(tree.root, "pipe")?.text, "{}");
  assertEquals((await writer.status).code, 0);
});
