import { assertEquals } from "@std/assert";
import { ContentRoot } from "../../src/files/content_root.ts";
import { type DirectoryContent, MOST_NAMES, readDirectory } from "../../src/files/directory.ts";
import { asOrdinaryUser } from "../_helpers/ordinary_user.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

function rootOf(tree: ContentTree, dotfiles = false): ContentRoot {
  return new ContentRoot({ directory: tree.root, dotfiles });
}

function contentOf(root: ContentRoot, path: string): DirectoryContent {
  const result = readDirectory(root, path);
  if (result.kind !== "directory") throw new Error(`${path} is ${result.kind}`);
  return result;
}

/** The names in a directory, in order; those of directories end in a slash. */
function namesIn(root: ContentRoot, path = "/"): string[] {
  return contentOf(root, path).entries.map(({ name, kind }) => kind === "directory" ? `${name}/` : name);
}

Deno.test("readDirectory() tells kind, size and modification time", async () => {
  await using tree = await contentTree({ "sub/a.bin": new Uint8Array(1234), "sub/inner/": "" });
  await Deno.utime(tree.path("sub/a.bin"), 86_400, 86_400.5);
  await Deno.utime(tree.path("sub/inner"), 10, -3600);
  assertEquals(readDirectory(rootOf(tree), "/sub/"), {
    kind: "directory",
    entries: [
      { name: "inner", kind: "directory", size: 0, modified: -3_600_000 },
      { name: "a.bin", kind: "file", size: 1234, modified: 86_400_500 },
    ],
    isCut: false,
  });
});

Deno.test("readDirectory() of an empty directory has no entries", async () => {
  await using tree = await contentTree();
  assertEquals(namesIn(rootOf(tree)), []);
});

Deno.test("readDirectory() puts directories first, then names in natural order", async () => {
  const sorted = ["a2/", "a10/", "Zoo/", "1.txt", "02.txt", "10.txt", "a.txt", "B.txt", "é.txt", "f.txt"];
  await using tree = await contentTree(Object.fromEntries(sorted.toReversed().map((name) => [name, ""])));
  assertEquals(namesIn(rootOf(tree)), sorted);
});

Deno.test("readDirectory() puts names that collate as equal in a fixed order", async () => {
  // "é" as one character, and as a letter with its accent: two files, which look like one.
  await using tree = await contentTree({ "\u00e9": "", "e\u0301": "", "1": "", "01": "" });
  assertEquals(namesIn(rootOf(tree)), ["01", "1", "e\u0301", "\u00e9"]);
});

Deno.test("readDirectory() leaves hidden names out unless they are served", async () => {
  await using tree = await contentTree({ ".env": "", ".git/config": "", ".well-known/x": "", "a": "" });
  assertEquals(namesIn(rootOf(tree)), [".well-known/", "a"]);
  assertEquals(namesIn(rootOf(tree, true)), [".git/", ".well-known/", ".env", "a"]);
});

Deno.test("readDirectory() follows links inside the root only", async () => {
  await using tree = await contentTree({ "sub/b.txt": "BB", "a.txt": "A" });
  const outside = await tree.writeOutside("secret/s.txt", "S");
  const links = {
    "file": tree.path("sub/b.txt"),
    "directory": tree.path("sub"),
    "chain": tree.path("file"),
    "parent": tree.root,
    "outside-file": outside,
    "outside-directory": `${tree.base}/secret`,
    "outside-chain": tree.path("outside-file"),
    "above": tree.base,
    "broken": tree.path("none"),
    "loop": tree.path("loop"),
  };
  for (const [name, target] of Object.entries(links)) await tree.symlink(target, name);
  const { entries } = contentOf(rootOf(tree), "/");
  assertEquals(
    entries.map(({ name, kind, size }) => [name, kind, size]),
    [
      ["directory", "directory", 0],
      ["parent", "directory", 0],
      ["sub", "directory", 0],
      ["a.txt", "file", 1],
      ["chain", "file", 2],
      ["file", "file", 2],
    ],
  );
});

Deno.test("readDirectory() leaves out what is neither file nor directory, behind a link too", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  await tree.fifo("fifo");
  await tree.symlink(tree.path("fifo"), "link-to-fifo");
  await tree.symlink("/dev/null", "device");
  using socket = Deno.listen({ transport: "unix", path: tree.path("socket") });
  assertEquals(socket.addr.transport, "unix");
  assertEquals(namesIn(rootOf(tree)), ["a.txt"]);
});

Deno.test("readDirectory() leaves out names that no URL can spell", async () => {
  await using tree = await contentTree({ "a.txt": "A", "back\\slash.txt": "B", "\\": "C" });
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
  // Both decode to a name with U+FFFD in it, which a URL can spell; but no file has it.
  for (const name of ["x\xff", "x\xfe", "overlong\xc0\xae", "surrogate\xed\xa0\x80"]) {
    await tree.writeBytesNamed(bytes(name), "");
  }
  assertEquals(namesIn(rootOf(tree)), ["a.txt"]);
  await tree.write("x\ufffd", "a file that really has it");
  assertEquals(namesIn(rootOf(tree)), ["a.txt", "x\ufffd"]);
});

Deno.test("readDirectory() finds no directory where the content root has none to serve", async () => {
  await using tree = await contentTree({ "sub/b.txt": "B", ".git/config": "", "a.txt": "A" });
  await tree.writeOutside("secret/s.txt", "S");
  await tree.symlink(`${tree.base}/secret`, "out");
  const root = rootOf(tree);
  for (const path of ["/sub", "/a.txt", "/a.txt/", "/none/", "/.git/", "/out/", "/sub/b.txt/"]) {
    assertEquals(readDirectory(root, path), { kind: "missing" }, path);
  }
});

/** Reads a directory in a process that has no right of root to read what it may not. */
async function readAsOrdinaryUser(tree: ContentTree, path: string): Promise<unknown> {
  const source = (file: string): string => JSON.stringify(import.meta.resolve(`../../src/files/${file}`));
  const root = JSON.stringify({ directory: tree.root, dotfiles: false });
  const script = `import { ContentRoot } from ${source("content_root.ts")};
    import { readDirectory } from ${source("directory.ts")};
    console.log(JSON.stringify(readDirectory(new ContentRoot(${root}), ${JSON.stringify(path)})));`;
  const { command, args } = asOrdinaryUser({ command: Deno.execPath(), args: ["eval", "--quiet", script] });
  const { stdout, stderr } = await new Deno.Command(command, { args: [...args] }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  return JSON.parse(new TextDecoder().decode(stdout));
}

Deno.test("readDirectory() tells a directory that it may not read", async () => {
  await using tree = await contentTree({ "closed/a.txt": "A" });
  await Deno.chmod(tree.path("closed"), 0o300);
  assertEquals(await readAsOrdinaryUser(tree, "/closed/"), { kind: "forbidden" });
  await Deno.chmod(tree.path("closed"), 0o700);
});

Deno.test("readDirectory() looks at so many names and no more, at directories first", async () => {
  await using tree = await contentTree();
  const root = rootOf(tree);
  await tree.write("target", "T");
  for (let i = 1; i < MOST_NAMES; i++) Deno.linkSync(tree.path("target"), tree.path(`${i}`));
  const whole = contentOf(root, "/");
  assertEquals([whole.entries.length, whole.isCut], [MOST_NAMES, false]);
  await tree.write("zz/", "");
  const cut = contentOf(root, "/");
  assertEquals([cut.entries.length, cut.isCut, cut.entries[0]?.name], [MOST_NAMES, true, "zz"]);
});
