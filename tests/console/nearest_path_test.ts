import { assertEquals } from "@std/assert";
import { nearestPath } from "../../src/console/nearest_path.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("nearestPath() finds what is spelt nearly so, and nothing that is hidden or outside", async () => {
  await using tree = await contentTree({
    "index.html": "",
    "images/logo.svg": "",
    "docs/manual/install.html": "",
    ".secret/key.txt": "",
    "docs/.hidden.html": "",
    "a b.txt": "",
  });
  await tree.writeOutside("outside.txt", "");
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["/indx.html", "/index.html"],
    ["/INDEX.HTML", "/index.html"],
    ["/index.php", "/index.html"],
    ["/image/logo.svg", "/images/logo.svg"],
    ["/images/logo.png", "/images/logo.svg"],
    ["/docs/manaul/instal.html", "/docs/manual/install.html"],
    ["/docs/manul", "/docs/manual/"],
    ["/a%20b.tx", "/a b.txt"],
    ["//docs//manual/./instal.html", "/docs/manual/install.html"],
    ["/nothing-like-it", undefined],
    ["/docs/nothing-like-it/install.html", undefined],
    ["/", undefined],
    ["", undefined],
    ["/.secret/key.txt", undefined],
    ["/docs/hidden.html", undefined],
    ["/../outside.txt", undefined],
    ["/%2e%2e/outside.txt", undefined],
    ["/%2e%2e%2foutside.txt", undefined],
    ["/%zz", undefined],
    ["/a%00b", undefined],
    [`/${"images/".repeat(40)}logo.svg`, undefined],
  ];
  for (const [path, found] of rows) assertEquals(await nearestPath(tree.root, path), found, path);
});
