/** The content root against hostile paths over a disk full of traps; the seed is fixed. */

import { assert, assertEquals } from "@std/assert";
import { ContentRoot } from "../../src/files/content_root.ts";
import { readRepresentation } from "../../src/files/representation.ts";
import { HttpError } from "../../src/http/http_error.ts";
import { normalizePath } from "../../src/http/target.ts";
import { latin1Text } from "../_helpers/latin1.ts";
import { Random } from "../_helpers/random.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const ROUNDS = 20_000;
const PUBLIC = "public";
const SECRET = "secret";

const NAMES: readonly string[] = [
  ...[
    "a.txt",
    "a.txt",
    "sub",
    "sub",
    "b.txt",
    "b.txt",
    "in",
    "in",
    ".",
    "..",
    "..",
    ".env",
    ".git",
    "config",
  ],
  ...["out", "parent", "top", "loop", "broken", "pipe", "secret.txt", "pub", "pub-private", "etc", "passwd"],
  ...[
    ".well-known",
    "x.txt",
    "",
    "\0",
    "\\",
    "..\\",
    "\n",
    " ",
    "%2e%2e",
    "a.txt ",
    "~",
    "é",
    "\ud800",
    "\u202e",
  ],
  ...["x".repeat(256), "x/".repeat(2100)],
];

/** A path of a few of these names; mostly, but not always, with single slashes. */
function hostilePath(random: Random): string {
  const names = Array.from({ length: 1 + random.below(5) }, () => random.pick(NAMES));
  return random.pick(["/", "/", "/", "//", ""]) + names.join(random.pick(["/", "/", "//"]));
}

/** Public files, and everything by which one could get at what is not. */
async function trappedTree(): Promise<ContentTree> {
  const tree = await contentTree({
    "a.txt": PUBLIC,
    "sub/b.txt": PUBLIC,
    ".well-known/x.txt": PUBLIC,
    ".env": SECRET,
    "sub/.git/config": SECRET,
    ".well-known/.env": SECRET,
  });
  await tree.writeOutside("secret.txt", SECRET);
  await tree.writeOutside("pub-private/a.txt", SECRET);
  const links = {
    in: "sub",
    out: tree.base,
    parent: "..",
    top: "/",
    loop: "loop",
    broken: "nowhere",
    "sub/out": "../../secret.txt",
    "sub/in": "../a.txt",
    "sub/parent": "../../pub-private",
  };
  for (const [name, target] of Object.entries(links)) await tree.symlink(target, name);
  await tree.fifo("pipe");
  return tree;
}

/** Holds what a path turned out to be to what is promised; whether it was a file. */
function checkFile(root: ContentRoot, tree: ContentTree, path: string): boolean {
  const found = root.resolve(path);
  const shown = JSON.stringify(path.slice(0, 80));
  if (found.kind === "directory") assertInside(tree, found.directory, shown);
  if (found.kind !== "file") return false;
  const { realPath, info } = found.file;
  assertInside(tree, realPath, shown);
  assertEquals([Deno.realPathSync(realPath), info.isFile], [realPath, true], shown);
  const opened = readRepresentation(found.file, 1000, 0);
  assert(opened?.kind === "loaded", shown);
  assertEquals(latin1Text(opened.bytes), PUBLIC, shown);
  return true;
}

function assertInside(tree: ContentTree, realPath: string, shown: string): void {
  assert(realPath === tree.root || realPath.startsWith(`${tree.root}/`), `${shown} led to ${realPath}`);
}

Deno.test("ContentRoot.resolve() never leads outside, to what is hidden, or to an exception", async () => {
  await using tree = await trappedTree();
  const root = new ContentRoot({ directory: tree.root, dotfiles: false });
  const random = new Random(1);
  let files = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (checkFile(root, tree, hostilePath(random))) files++;
  }
  assert(files > ROUNDS / 200, `only ${files} paths were files`);
});

Deno.test("ContentRoot.resolve() never leads outside where dotfiles are served", async () => {
  await using tree = await trappedTree();
  for (const name of [".env", "sub/.git/config", ".well-known/.env"]) await tree.write(name, PUBLIC);
  const root = new ContentRoot({ directory: tree.root, dotfiles: true });
  const random = new Random(2);
  let files = 0;
  for (let round = 0; round < ROUNDS; round++) {
    if (checkFile(root, tree, hostilePath(random))) files++;
  }
  assert(files > ROUNDS / 200, `only ${files} paths were files`);
});

Deno.test("normalizePath() and ContentRoot.resolve() together find a file under one name only", async () => {
  await using tree = await trappedTree();
  const root = new ContentRoot({ directory: tree.root, dotfiles: false });
  const random = new Random(3);
  const pieces = [
    "/",
    "/",
    "/.",
    "/..",
    "%2e",
    "a.txt",
    "sub",
    "b.txt",
    "in",
    ".env",
    "%2eenv",
    "%61.txt",
    "%2f",
    "%5c",
  ];
  const spellings = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const raw = `/${random.text(pieces, 6)}`;
    try {
      const path = normalizePath(raw);
      if (checkFile(root, tree, path)) spellings.set(path, (spellings.get(path) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
    }
  }
  assertEquals(
    [...spellings.keys()].filter((path) => !/^\/(?:a\.txt|(?:sub|in)\/(?:b\.txt|in))$/.test(path)),
    [],
  );
  assert((spellings.get("/a.txt") ?? 0) > 10, "few spellings were tried");
});
