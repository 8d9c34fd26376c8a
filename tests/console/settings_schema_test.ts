import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { settingsJsonSchema } from "../../src/settings/describe.ts";
import { startProcess } from "../_helpers/process.ts";
import { contentTree } from "../_helpers/tree.ts";
import { consoleFixture } from "./console_fixture.ts";

Deno.test("settings --schema prints the JSON Schema, which --json does not change, and is of all settings", async () => {
  const { run } = consoleFixture();
  const schema = await run("settings --schema");
  assertEquals(JSON.parse(schema), settingsJsonSchema());
  assertEquals(await run("settings --schema --json"), schema);
  assertEquals((await run("settings general.port --schema")).split("\n"), [
    "'--schema' is about all settings: leave the key away.",
    "Usage: settings [--schema] [--json] [key]",
  ]);
});

Deno.test("a script prints nothing but the schema, and a settings file may name it", async () => {
  await using tree = await contentTree();
  await Deno.writeTextFile(join(tree.base, ".linprconfig"), '{ "$schema": "./linpr.schema.json" }');
  await using process = startProcess({ args: ["-d", tree.root], cwd: tree.base, hasInput: true });
  await process.write("settings --schema\n");
  await process.closeInput();
  assertEquals((await process.status).code, 0);
  await Promise.all([process.stdout.ended, process.stderr.ended]);
  assertEquals([JSON.parse(process.stdout.text), process.stderr.text], [settingsJsonSchema(), ""]);
});
