import { assertEquals, assertThrows } from "@std/assert";
import { findSettingsFile, type LoadInputs, loadSettings } from "../../src/settings/load.ts";
import { SettingsError } from "../../src/settings/settings_error.ts";
import { contentTree } from "../_helpers/tree.ts";

/** Inputs of a start in a directory that does not exist, except where a test says otherwise. */
function inputs(given: Partial<LoadInputs> = {}): LoadInputs {
  return {
    cwd: "/nowhere/work",
    shipped: { text: '{"general": {"contentRoot": "htdocs", "port": 8080}}', contentRoot: "/carried/htdocs" },
    environment: {},
    flags: {},
    ...given,
  };
}

function file(text: string, path = "/etc/linpr/linpr.json"): { path: string; text: string } {
  return { path, text };
}

Deno.test("loadSettings() lets the command line win over the environment, the file and the defaults", () => {
  const text = '{"general": {"port": 1, "host": "::1"}, "files": {"dotfiles": true}, "cache": {"size": 0}}';
  const given = { LINPR_PORT: "2", LINPR_HOST: "127.0.0.1", LINPR_FILES_DOTFILES: "off" };
  const { settings, sources, file: path } = loadSettings(
    inputs({ file: file(text), environment: given, flags: { "general.port": "3" } }),
  );
  assertEquals([settings["general.port"], sources["general.port"]], [3, "command line"]);
  assertEquals([settings["general.host"], sources["general.host"]], ["127.0.0.1", "environment"]);
  assertEquals([settings["files.dotfiles"], sources["files.dotfiles"]], [false, "environment"]);
  assertEquals([settings["cache.size"], sources["cache.size"]], [0, "file"]);
  assertEquals([settings["limits.fields"], sources["limits.fields"]], [100, "default"]);
  assertEquals(path, "/etc/linpr/linpr.json");
});

Deno.test("loadSettings() takes the shipped settings where there is no file, and only there", () => {
  const shipped = loadSettings(inputs());
  assertEquals(shipped.settings["general.port"], 8080);
  assertEquals(shipped.settings["general.contentRoot"], "/carried/htdocs");
  assertEquals(Object.values(shipped.sources).every((source) => source === "default"), true);
  assertEquals(shipped.file, undefined);
  assertEquals(loadSettings(inputs({ file: file("{}") })).settings["general.port"], 80);
});

Deno.test("loadSettings() makes the content root absolute from where it was written", () => {
  const given = file('{"general": {"contentRoot": "site"}}');
  const cases: [Partial<LoadInputs>, string][] = [
    [{ file: given }, "/etc/linpr/site"],
    [{ file: file("{}") }, "/etc/linpr/htdocs"],
    [{ file: file(given.text, "conf/linpr.json") }, "/nowhere/work/conf/site"],
    [{ file: file('{"general": {"contentRoot": "/srv/a/../b"}}') }, "/srv/b"],
    [{ file: given, environment: { LINPR_CONTENT_ROOT: "env" } }, "/nowhere/work/env"],
    [{ environment: { LINPR_CONTENT_ROOT: "env" }, flags: { "general.contentRoot": ".." } }, "/nowhere"],
    [{ flags: { "general.contentRoot": "/" } }, "/"],
  ];
  for (const [given, expected] of cases) {
    assertEquals(loadSettings(inputs(given)).settings["general.contentRoot"], expected);
  }
});

Deno.test("loadSettings() serves ./htdocs without a file only where that is a directory", async () => {
  await using tree = await contentTree({ "with/htdocs/": "", "without/htdocs": "a file" });
  await tree.symlink("htdocs", "loop/htdocs");
  const rootIn = (cwd: string) =>
    loadSettings(inputs({ cwd: tree.path(cwd) })).settings["general.contentRoot"];
  assertEquals(rootIn("with"), tree.path("with/htdocs"));
  assertEquals(rootIn("without"), "/carried/htdocs");
  assertEquals(rootIn("without/htdocs"), "/carried/htdocs");
  assertEquals(rootIn("loop"), "/carried/htdocs");
});

Deno.test("loadSettings() reports the file, the environment and the flags together", () => {
  const given = inputs({
    file: file('{\n  "general": { "prot": 1 }\n}', "/nowhere/work/sub/.linprconfig"),
    environment: { LINPR_WORKERS: "many" },
    flags: { "general.port": "80x" },
  });
  const error = assertThrows(() => loadSettings(given), SettingsError);
  assertEquals(error.message.split("\n"), [
    "sub/.linprconfig:2:16 general.prot: unknown key; did you mean general.port?",
    'general.workers: expected a whole number, 0 to 256, got "many" from LINPR_WORKERS',
    'general.port: expected a port, 1 to 65535 (0: any free one), got "80x" on the command line',
  ]);
});

Deno.test("loadSettings() reports a wrong value even where another source wins", () => {
  assertThrows(
    () => loadSettings(inputs({ environment: { LINPR_PORT: "x" }, flags: { "general.port": "1" } })),
    SettingsError,
    "LINPR_PORT",
  );
});

Deno.test("loadSettings() names a file outside the working directory in full", () => {
  assertThrows(() => loadSettings(inputs({ file: file("{") })), SettingsError, "/etc/linpr/linpr.json:1:2: ");
});

Deno.test("findSettingsFile() finds .linprconfig in the working directory", async () => {
  await using tree = await contentTree({ ".linprconfig": "{}", "empty/": "" });
  assertEquals(findSettingsFile(tree.root), { path: tree.path(".linprconfig"), text: "{}" });
  assertEquals(findSettingsFile(tree.path("empty")), undefined);
});

Deno.test("findSettingsFile() reads the file that is asked for, relative or absolute", async () => {
  await using tree = await contentTree({ "conf/a.json": "\ufeff{}", ".linprconfig": "not this" });
  const expected = { path: tree.path("conf/a.json"), text: "{}" };
  assertEquals(findSettingsFile(tree.root, "conf/a.json"), expected);
  assertEquals(findSettingsFile("/nowhere", tree.path("conf/a.json")), expected);
});
