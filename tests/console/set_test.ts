import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { consoleFixture } from "./console_fixture.ts";
import { eventually } from "../_helpers/eventually.ts";

Deno.test("set tells old and new value and how it is undone; changes, revert and rollback follow", async () => {
  const { run, context: { supervisor, configuration } } = consoleFixture();
  assertEquals(await run("set timeouts.idle 5s"), "timeouts.idle: 15s -> 5s. Undo: revert timeouts.idle");
  assertEquals(supervisor.settings["timeouts.idle"], 5000);
  assertStringIncludes(await run("settings timeouts.idle"), "console, over 15s (default)");
  assertStringIncludes(await run("reload"), "timeouts.idle: 5s stays, as it was set here");
  assertStringIncludes(await run("changes"), "15s -> 5s");
  assertStringIncludes(await run("set files.index a.html, b.html"), "index.html -> a.html, b.html");
  assertEquals(await run("revert 1"), "timeouts.idle: 5s -> 15s\nUndo: rollback 3");
  assertEquals(await run("rollback 3"), "timeouts.idle: 15s -> 5s\nUndo: rollback 4");
  assertStringIncludes(await run("revert all"), "files.index: a.html, b.html -> index.html");
  assertEquals(supervisor.settings, configuration.read.settings);
  assertEquals(configuration.overrides.size, 0);
  assertStringIncludes(await run("generations"), "rollback 3, by a script");
});

Deno.test("set … for a time comes back by itself, to what lay there before", async () => {
  const { run, shown, context: { supervisor } } = consoleFixture();
  await run("set timeouts.idle 5s");
  assertStringIncludes(await run("set timeouts.idle 1s for 50ms"), "5s -> 1s for 50ms");
  await run("reload");
  await eventually(
    () => shown.find((line) => line.startsWith("timeouts.idle: the time is over")),
    "a notice of the end",
  );
  assertEquals(supervisor.settings["timeouts.idle"], 5000);
});

for (
  const [line, said] of [
    ["set timeouts.idle soon", "expected a duration"],
    ["set timeouts.idel 5s", "Did you mean 'timeouts.idle'?"],
    ["set timeouts.idle", "needs <value>"],
    ["set general.port 99999", '"99999"'],
    ["set files.listing on for ever", "is not a time"],
    ["set routing.rules []", "only .linprconfig"],
    ["revert", "Nothing is changed"],
    ["revert general.prot", "Nothing is changed"],
    ["rollback 9", "There is no generation 9"],
  ] as const
) {
  Deno.test(`'${line}' is refused and changes nothing`, async () => {
    const { run, context: { configuration } } = consoleFixture();
    assertStringIncludes(await run(line), said);
    assertEquals(configuration.overrides.size, 0);
    assertEquals(configuration.generations.length, 1);
  });
}

Deno.test("save tells what stands in the file now, and the undoing of it is so", async () => {
  const tree = await Deno.makeTempDir();
  const file = `${tree}/settings`;
  const text = '{ "timeouts": { "idle": "9s" } }\n';
  await Deno.writeTextFile(file, text);
  try {
    const { run } = consoleFixture([], () => ({ file }));
    await run("set timeouts.idle 5s");
    assertMatch(await run("save"), /written\.\ntimeouts\.idle: 9s -> 5s\nUndo: rollback 1; save$/);
    await run("rollback 1; save");
    assertEquals(await Deno.readTextFile(file), text);
    assertEquals(
      await run("set timeouts.idle 5s for"),
      `'for' needs a time, such as 30s, 10m or 24h.\nUsage: set <key> <value…> [for <time>]`,
    );
  } finally {
    await Deno.remove(tree, { recursive: true });
  }
});

Deno.test("rollback gives back what was set for a time with that time", async () => {
  const { run } = consoleFixture();
  await run("set timeouts.idle 5s for 1h");
  const [{ until }] = JSON.parse(await run("changes --json"));
  assertEquals(await run("set timeouts.idle 7s"), "timeouts.idle: 5s -> 7s. Undo: rollback 2");
  await run("rollback 2");
  const [change] = JSON.parse(await run("changes --json"));
  assertEquals([change.after, change.until], ["5s", until]);
  await run("revert all");
});

Deno.test("settings --json tells of a setting what the text does", async () => {
  const { run } = consoleFixture();
  await run("set timeouts.idle 5s");
  assertEquals(JSON.parse(await run("reload --dry-run --json")), { changes: [], kept: ["timeouts.idle"] });
  assertEquals(JSON.parse(await run("settings timeouts.idle --json")), {
    value: 5000,
    source: "console",
    read: { value: 15_000, source: "default" },
    default: 15_000,
    change: "live",
  });
  await run("revert");
});

Deno.test("save writes into the file that a link leads to, keeps its mode, and refuses one that has changed", async () => {
  const tree = await Deno.makeTempDir();
  const file = `${tree}/real`;
  const link = `${tree}/link`;
  const text = '{ // mine\n  "timeouts": { "idle": "9s" /* why */ }\n}\n';
  await Deno.writeTextFile(file, text, { mode: 0o640 });
  await Deno.symlink(file, link);
  try {
    const { run, context: { configuration } } = consoleFixture([], () => ({ file: link }));
    await run("set timeouts.idle 5s");
    await run("set timeouts.head 3s for 1h");
    assertStringIncludes(await run("save"), "Not saved, as it was set for a time: timeouts.head.");
    assertEquals(await Deno.readTextFile(file), text.replace("9s", "5s"));
    assertEquals((await Deno.lstat(link)).isSymlink, true);
    assertEquals(((await Deno.stat(file)).mode ?? 0) & 0o777, 0o640);
    assertEquals([...configuration.overrides.keys()], ["timeouts.head"]);
    assertEquals(await run("save"), "Nothing to save.\nNot saved, as it was set for a time: timeouts.head.");
    await Deno.writeTextFile(file, text.replace("mine", "yours"));
    await run("set timeouts.idle 4s");
    assertStringIncludes(await run("save"), "has changed on disk since it was read");
    assertEquals(await Deno.readTextFile(file), text.replace("mine", "yours"));
    assertStringIncludes(await run("save --force"), "timeouts.idle: 9s -> 4s\n");
    assertEquals(await Deno.readTextFile(file), text.replace("mine", "yours").replace("9s", "4s"));
    await Deno.writeTextFile(file, text.replace("9s", "soon"));
    assertStringIncludes(await run("reload --dry-run"), "expected a duration");
    await Deno.writeTextFile(file, '{ "general": { "contentRoot": "/absent" } }');
    assertStringIncludes(await run("reload --dry-run"), "The content root /absent does not exist");
    assertEquals([...Deno.readDirSync(tree)].map(({ name }) => name).sort(), ["link", "real"]);
    await run("revert all");
  } finally {
    await Deno.remove(tree, { recursive: true });
  }
});
