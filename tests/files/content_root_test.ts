import { assertEquals, assertStringIncludes } from "@std/assert";
import { ContentRoot } from "../../src/files/content_root.ts";
import { contentTree, HOSTILE_NAMES } from "../_helpers/tree.ts";

function rootOf(directory: string, dotfiles = false): ContentRoot {
  return new ContentRoot({ directory, dotfiles });
}

/** What a path turns out to be. */
function kindOf(root: ContentRoot, path: string): string {
  return root.resolve(path).kind;
}

Deno.test("ContentRoot.resolve() finds files and directories", async () => {
  await using tree = await contentTree({ "a.txt": "A", "sub/b.txt": "BB", "sub/empty/": "" });
  const root = rootOf(tree.root);
  const file = root.resolve("/sub/b.txt");
  assertEquals(file.kind, "file");
  if (file.kind === "file") {
    assertEquals([file.file.path, file.file.realPath], [tree.path("sub/b.txt"), tree.path("sub/b.txt")]);
    assertEquals(file.file.info.size, 2);
  }
  assertEquals(root.resolve("/"), { kind: "directory", directory: tree.root });
  for (const path of ["/sub/empty", "/sub/empty/"]) {
    assertEquals(root.resolve(path), { kind: "directory", directory: tree.path("sub/empty") });
  }
});

Deno.test("ContentRoot.resolve() finds nothing where there is nothing", async () => {
  await using tree = await contentTree({ "a.txt": "A", "sub/b.txt": "B" });
  const root = rootOf(tree.root);
  const paths = [
    "/b",
    "/A.TXT",
    "/a.txt/",
    "/a.txt/x",
    "/a.txt/x/",
    "/sub/c",
    "/a.txt.",
    "/a.txt ",
    "/a.txt::$DATA",
  ];
  for (
    const path of [
      ...paths,
      `/${"x".repeat(300)}`,
      `/${"x/".repeat(2000)}`,
      `/${"x".repeat(9000)}`,
      "/a.txt\0",
    ]
  ) {
    assertEquals(kindOf(root, path), "missing", JSON.stringify(path.slice(0, 40)));
  }
});

Deno.test("ContentRoot.resolve() takes every hostile name for a name", async () => {
  await using tree = await contentTree(Object.fromEntries(HOSTILE_NAMES.map((name) => [name, name])));
  const root = rootOf(tree.root);
  for (const name of HOSTILE_NAMES) assertEquals(kindOf(root, `/${name}`), "file", JSON.stringify(name));
});

Deno.test("ContentRoot.resolve() hides names that start with a dot, but not .well-known", async () => {
  await using tree = await contentTree({
    ".env": "S",
    ".git/config": "S",
    "sub/.htaccess": "S",
    ".well-known/security.txt": "P",
    ".well-known/.secret": "S",
    ".well-knownx": "S",
    "..two": "S",
    "a.b": "P",
  });
  const root = rootOf(tree.root);
  const hidden = [
    "/.env",
    "/.git",
    "/.git/",
    "/.git/config",
    "/sub/.htaccess",
    "/.well-known/.secret",
    "/.well-knownx",
  ];
  for (const path of [...hidden, "/..two", "/.absent"]) assertEquals(kindOf(root, path), "missing", path);
  for (const path of ["/.well-known/security.txt", "/a.b"]) assertEquals(kindOf(root, path), "file", path);
  assertEquals(kindOf(root, "/.well-known"), "directory");
});

Deno.test("ContentRoot.resolve() serves names that start with a dot when told so", async () => {
  await using tree = await contentTree({ ".env": "P", ".git/config": "P" });
  const root = rootOf(tree.root, true);
  for (const path of ["/.env", "/.git/config"]) assertEquals(kindOf(root, path), "file", path);
});

Deno.test("ContentRoot.resolve() stays inside, whatever path it is given", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  await tree.writeOutside("secret.txt", "S");
  await tree.writeOutside("pub-private/s.txt", "S");
  const paths = [
    "/../secret.txt",
    "/../pub-private/s.txt",
    "/x/../../secret.txt",
    "/..",
    "/../",
    "/../..",
    "../secret.txt",
  ];
  for (const dotfiles of [false, true]) {
    const root = rootOf(tree.root, dotfiles);
    for (const path of [...paths, "//etc/passwd", "/../../../../../../etc/passwd"]) {
      assertEquals(kindOf(root, path), "missing", `${path} with dotfiles ${dotfiles}`);
    }
  }
});

Deno.test("ContentRoot.resolve() follows links that stay inside", async () => {
  await using tree = await contentTree({ "real/a.txt": "A" });
  await tree.symlink("real/a.txt", "link.txt");
  await tree.symlink("real", "linked");
  await tree.symlink("link.txt", "chain.txt");
  await tree.symlink(tree.path("real/a.txt"), "absolute.txt");
  const root = rootOf(tree.root);
  for (const path of ["/link.txt", "/linked/a.txt", "/chain.txt", "/absolute.txt"]) {
    const resolution = root.resolve(path);
    assertEquals(resolution.kind, "file", path);
    if (resolution.kind === "file") {
      assertEquals(resolution.file.realPath, tree.path("real/a.txt"));
      assertEquals(resolution.file.path, tree.root + path);
    }
  }
  assertEquals(root.resolve("/linked/"), { kind: "directory", directory: tree.path("real") });
});

Deno.test("ContentRoot.resolve() does not follow links that leave the root, lead nowhere, or round in circles", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const secret = await tree.writeOutside("secret/s.txt", "S");
  await tree.writeOutside("pub-private/s.txt", "S");
  await tree.symlink(secret, "file.txt");
  await tree.symlink("../secret", "directory");
  await tree.symlink("directory", "chain");
  await tree.symlink("..", "parent");
  await tree.symlink("../pub-private", "neighbour");
  await tree.symlink("/", "top");
  await tree.symlink("nowhere", "broken");
  await tree.symlink("loop2", "loop1");
  await tree.symlink("loop1", "loop2");
  await tree.symlink("self", "self");
  const root = rootOf(tree.root);
  const paths = [
    "/file.txt",
    "/directory",
    "/directory/",
    "/directory/s.txt",
    "/chain/s.txt",
    "/parent/secret/s.txt",
  ];
  const more = [
    "/parent",
    "/neighbour/s.txt",
    "/top/etc/passwd",
    "/broken",
    "/broken/",
    "/loop1",
    "/loop1/x",
    "/self",
  ];
  for (const path of [...paths, ...more]) assertEquals(kindOf(root, path), "missing", path);
  // A way out and in again would tell what the directories around the root are called.
  assertEquals(kindOf(root, "/parent/pub/a.txt"), "missing");
  assertEquals(kindOf(root, "/parent/pub"), "missing");
  assertEquals(kindOf(root, "/parent/pub/"), "missing");
});

Deno.test("ContentRoot.resolve() finds no FIFO, socket or device, and does not wait for one", async () => {
  await using tree = await contentTree({ "directory.html/": "" });
  await tree.fifo("pipe.html");
  await tree.symlink("pipe.html", "link.html");
  await tree.symlink("/dev/zero", "zero.html");
  using socket = Deno.listen({ transport: "unix", path: tree.path("socket.html") });
  assertStringIncludes(socket.addr.path, "socket.html");
  const root = rootOf(tree.root);
  for (const path of ["/pipe.html", "/link.html", "/zero.html", "/socket.html"]) {
    assertEquals(kindOf(root, path), "missing", path);
  }
  assertEquals(kindOf(root, "/directory.html"), "directory");
});

Deno.test("ContentRoot.resolve() sees each change on the disk at once", async () => {
  await using tree = await contentTree();
  const root = rootOf(tree.root);
  assertEquals(kindOf(root, "/a"), "missing");
  await tree.write("a", "A");
  assertEquals(kindOf(root, "/a"), "file");
  await Deno.remove(tree.path("a"));
  await tree.write("a/", "");
  assertEquals(kindOf(root, "/a"), "directory");
  await Deno.remove(tree.path("a"));
  await tree.symlink("/etc/passwd", "a");
  assertEquals(kindOf(root, "/a"), "missing");
});

Deno.test("ContentRoot serves the whole file system when it is the root", () => {
  const root = rootOf("/");
  assertEquals(root.resolve("/"), { kind: "directory", directory: "/" });
  assertEquals(kindOf(root, "/etc"), "directory");
  assertEquals(root.pathOf("/etc/passwd"), "/etc/passwd");
});

Deno.test("ContentRoot.pathOf() spells a path below the root, links not followed", () => {
  const root = rootOf("/srv/pub");
  const cases: Record<string, string> = {
    "/": "/srv/pub/",
    "/a": "/srv/pub/a",
    "/a/": "/srv/pub/a",
    "/a/b c": "/srv/pub/a/b c",
  };
  for (const [path, file] of Object.entries(cases)) assertEquals(root.pathOf(path), file);
});
