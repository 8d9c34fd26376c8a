import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { contentDirectories, contentDirectory } from "../../src/supervisor/content_directory.ts";
import { StartupError } from "../../src/supervisor/startup_error.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("contentDirectory() gives the real path of a directory, links and dots resolved", async () => {
  await using tree = await contentTree({ "sub/a.txt": "A" });
  await tree.symlink("sub", "link");
  assertEquals(contentDirectory(tree.root), tree.root);
  for (const path of ["link", "sub/", "link/.", "sub/../link"]) {
    assertEquals(contentDirectory(`${tree.root}/${path}`), tree.path("sub"), path);
  }
});

Deno.test("contentDirectory() does not mind what is in the directory", async () => {
  await using tree = await contentTree({ ".hidden": "" });
  await tree.symlink("nowhere", "broken");
  await tree.symlink("self", "self");
  await tree.fifo("pipe");
  await tree.writeBytesNamed(Uint8Array.of(0xff, 0x0a), "");
  assertEquals(contentDirectory(tree.root), tree.root);
});

Deno.test("contentDirectory() names a root that cannot be served, and what to do", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  await tree.symlink("nowhere", "broken");
  const cases: Record<string, string> = {
    absent: "does not exist: create it or name another.",
    broken: "does not exist: create it or name another.",
    "a.txt": "is not a directory: name the directory to serve.",
    "a.txt/x": "is not a directory: name the directory to serve.",
  };
  for (const [name, words] of Object.entries(cases)) {
    const error = assertThrows(() => contentDirectory(tree.path(name)), StartupError);
    assertEquals([error.kind, error.message], ["settings", `The content root ${tree.path(name)} ${words}`]);
  }
});

Deno.test("contentDirectory() names a root whose path the system does not follow", async () => {
  await using tree = await contentTree();
  await tree.symlink("loop", "loop");
  for (const name of ["loop", "x".repeat(300)]) {
    const error = assertThrows(() => contentDirectory(tree.path(name)), StartupError);
    assertEquals(error.kind, "settings");
    assertStringIncludes(error.message, `The content root ${tree.path(name)} `);
  }
});

Deno.test("contentDirectories() gives the real path of every site's root, by the path in the settings", async () => {
  await using tree = await contentTree({ "sub/": "", "a.txt": "A" });
  await tree.symlink("sub", "link");
  const sites = (roots: Record<string, string>) => {
    const entries = Object.entries(roots).map(([name, root]) =>
      [name, { hosts: [`${name}.example`], contentRoot: tree.path(root), rules: [] }] as const
    );
    return { ...defaultSettings(), "general.contentRoot": tree.root, "routing.sites": entries };
  };
  assertEquals(contentDirectories(sites({})), { contentRoot: tree.root, siteRoots: new Map() });
  assertEquals(
    contentDirectories(sites({ one: "sub", two: "link" })).siteRoots,
    new Map([
      [tree.path("sub"), tree.path("sub")],
      [tree.path("link"), tree.path("sub")],
    ]),
  );
  const error = assertThrows(() => contentDirectories(sites({ one: "sub", two: "absent" })), StartupError);
  assertEquals(
    error.message,
    `The content root ${tree.path("absent")} of the site two does not exist: create it or name another.`,
  );
});
