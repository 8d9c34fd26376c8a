/** What `doctor` finds in a tree that has something of every sort, and that what it says mends it. */

import { assertEquals, assertMatch } from "@std/assert";
import { type ContentTree, contentTree } from "../../_helpers/tree.ts";
import { type ConsoleFixture, consoleFixture } from "../console_fixture.ts";

/** A finding as a program gets it. */
interface Told {
  readonly level: string;
  readonly kind: string;
  readonly paths?: readonly string[];
  readonly mend: { readonly where: "console" | "shell"; readonly line: string };
}

const LARGE = "a".repeat(1_100_000);

async function consoleOver(tree: ContentTree, settings: object): Promise<ConsoleFixture> {
  const general = { contentRoot: tree.root, host: "127.0.0.1" };
  const file = await tree.writeOutside(".linprconfig", JSON.stringify({ ...settings, general }));
  return consoleFixture([], () => ({ file }));
}

/** All findings but that of the machine's own limit of open files. */
async function findings({ run }: ConsoleFixture): Promise<readonly Told[]> {
  const told: { readonly findings: readonly Told[] } = JSON.parse(await run("doctor --json"));
  return told.findings.filter(({ kind }) => kind !== "descriptors");
}

async function mend({ mend: { where, line } }: Told, { run }: ConsoleFixture): Promise<void> {
  if (where === "console") return assertMatch(await run(line), /Undo/, line);
  const { success, stderr } = await new Deno.Command("sh", { args: ["-c", line] }).output();
  assertEquals([success, new TextDecoder().decode(stderr)], [true, ""], line);
}

async function oddTree(): Promise<ContentTree> {
  const tree = await contentTree({
    "index.html": "hello",
    ".env": "SECRET=1",
    ".git/HEAD": "ref",
    "sub/.well-known/x": "x",
    "sub/.it's\x1b[2J\nüber": "x",
    "large.js": LARGE,
    "coded.js": LARGE,
    "coded.js.gz": "x",
    "picture.png": LARGE,
    "%s -rf.css": LARGE,
  });
  await tree.symlink("index.html", "in.html");
  await tree.symlink("sub", "in");
  await tree.symlink("/etc/hostname", "out.txt");
  await tree.symlink("..", "sub/up");
  await tree.symlink("../..", "sub/further up");
  await tree.symlink("gone", "dangling");
  await tree.symlink("loop", "loop");
  await tree.symlink("index.html/x", "through a file");
  await tree.fifo("sub/pipe");
  await Deno.chmod(tree.root, 0o777);
  return tree;
}

Deno.test("'doctor' finds what is amiss in a tree, and what it says mends it", async () => {
  await using tree = await oddTree();
  const fixture = await consoleOver(tree, {});
  const found = await findings(fixture);
  const short = (
    { level, kind, paths = [] }: Told,
  ) => [level, kind, ...paths.map((path) => path.slice(tree.root.length))];
  assertEquals(found.map(short), [
    ["danger", "writable root", ""],
    ["warning", "links out", "/out.txt", "/sub/further up"],
    ["warning", "broken links", "/dangling", "/loop", "/through a file"],
    ["warning", "special files", "/sub/pipe"],
    ["note", "dotfiles", "/.env", "/.git/", "/sub/.it's\x1b[2J\nüber"],
    ["note", "uncompressed", "/%s -rf.css", "/large.js"],
    ["note", "error pages"],
  ]);
  for (const finding of found) await mend(finding, fixture);
  assertEquals((await findings(fixture)).map(short), []);
  assertEquals(await Deno.readTextFile(`${tree.base}/.env`), "SECRET=1");
  assertMatch(
    await fixture.run("doctor"),
    /\d+ names in the content root looked at\.$/,
  );
});

Deno.test("'doctor' shows names that would act on a terminal as harmless text", async () => {
  await using tree = await oddTree();
  const shown = await (await consoleOver(tree, {})).run("doctor");
  // deno-lint-ignore no-control-regex -- what must not be there
  assertEquals(/[\x00-\x09\x0b-\x1f\x7f]/.exec(shown), null);
  assertMatch(shown, /sub\/\.it's\\u001b\[2J\\u000aüber/);
});

Deno.test("'doctor' tells dotfiles that are served as a danger, and what mends that", async () => {
  await using tree = await contentTree({ ".env": "x", "error/404.html": "not here" });
  const fixture = await consoleOver(tree, { files: { dotfiles: true } });
  const [found, ...rest] = await findings(fixture);
  assertEquals([found?.level, found?.kind, rest], ["danger", "dotfiles", []]);
  if (found !== undefined) await mend(found, fixture);
  assertEquals((await findings(fixture)).map(({ level, kind }) => [level, kind]), [["note", "dotfiles"]]);
});

Deno.test("'doctor' looks at the roots of all sites, and says where one is gone", async () => {
  await using tree = await contentTree({ "error/404.html": "not here" });
  const site = await tree.writeOutside("other/", "");
  await tree.writeOutside("other/error/default.html", "{}");
  await Deno.symlink("gone", `${site}dangling`);
  const sites = {
    other: { hosts: ["other.example"], contentRoot: site },
    none: { hosts: ["none.example"], contentRoot: `${tree.base}/none` },
  };
  const found = await findings(await consoleOver(tree, { routing: { sites } }));
  assertEquals(found.map(({ level, kind, paths }) => [level, kind, paths]), [
    ["danger", "root", undefined],
    ["warning", "broken links", [`${site}dangling`]],
  ]);
});

Deno.test("'doctor' says that there is nothing where there is nothing", async () => {
  await using tree = await contentTree({ "index.html": "hello", "error/default.html": "{}" });
  const fixture = await consoleOver(tree, { limits: { connections: 8 } });
  assertEquals(await fixture.run("doctor"), "Nothing found: 3 names in the content root looked at.");
});
