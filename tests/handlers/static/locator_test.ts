import { assert, assertEquals } from "@std/assert";
import { ContentRoot } from "../../../src/files/content_root.ts";
import { Locator, type LocatorOptions, type TrailingSlash } from "../../../src/handlers/static/locator.ts";
import { type ContentTree, contentTree } from "../../_helpers/tree.ts";

/** What a path stands for, in a word: the file's own path, `-> path` of a redirect, or the kind. */
function located(tree: ContentTree, path: string, options: Partial<LocatorOptions> = {}): string {
  const locator = new Locator({
    root: new ContentRoot({ directory: tree.root, dotfiles: false }),
    index: ["index.html"],
    cleanUrls: false,
    trailingSlash: "directories",
    fallback: "",
    ...options,
  });
  const found = locator.locate(path);
  if (found.kind === "file") return found.urlPath;
  return found.kind === "redirect" ? `-> ${found.path}` : found.kind;
}

async function site(): Promise<ContentTree> {
  return await contentTree({
    "index.html": "",
    "about.html": "",
    "both.html": "",
    "both/": "",
    "sub/index.html": "",
    "sub/page.html": "",
    "bare/a.txt": "",
    "plain": "",
  });
}

Deno.test("Locator.locate() takes paths as they are, and gives directories their slash", async () => {
  await using tree = await site();
  const cases: Record<string, string> = {
    "/": "/index.html",
    "/about.html": "/about.html",
    "/about": "missing",
    "/sub": "-> /sub/",
    "/sub/": "/sub/index.html",
    "/sub/index.html": "/sub/index.html",
    "/bare": "-> /bare/",
    "/bare/": "directory",
    "/plain": "/plain",
    "/plain/": "missing",
    "/absent": "missing",
    "/absent/": "missing",
  };
  for (const [path, expected] of Object.entries(cases)) assertEquals(located(tree, path), expected, path);
});

Deno.test("Locator.locate() gives each page one address with clean URLs", async () => {
  await using tree = await site();
  const cases: Record<string, string> = {
    "/": "/index.html",
    "/index.html": "-> /",
    "/about": "/about.html",
    "/about.html": "-> /about",
    "/about/": "missing",
    "/both": "/both.html",
    "/both/": "directory",
    "/sub": "-> /sub/",
    "/sub/": "/sub/index.html",
    "/sub/index": "/sub/index.html",
    "/sub/index.html": "-> /sub/",
    "/sub/page": "/sub/page.html",
    "/sub/page.html": "-> /sub/page",
    "/plain": "/plain",
  };
  for (const [path, expected] of Object.entries(cases)) {
    assertEquals(located(tree, path, { cleanUrls: true }), expected, path);
  }
});

Deno.test("Locator.locate() puts slashes where they are wanted, always or never", async () => {
  await using tree = await site();
  const cases: [TrailingSlash, string, string][] = [
    ["always", "/about", "-> /about/"],
    ["always", "/about/", "/about.html"],
    ["always", "/about.html", "-> /about/"],
    ["always", "/sub", "-> /sub/"],
    ["always", "/sub/", "/sub/index.html"],
    ["never", "/about", "/about.html"],
    ["never", "/about/", "-> /about"],
    ["never", "/sub", "/sub/index.html"],
    ["never", "/sub/", "-> /sub"],
    ["never", "/sub/index.html", "-> /sub"],
    ["never", "/", "/index.html"],
    ["never", "/index.html", "-> /"],
    ["never", "/bare", "-> /bare/"],
    ["never", "/bare/", "directory"],
  ];
  for (const [trailingSlash, path, expected] of cases) {
    assertEquals(
      located(tree, path, { cleanUrls: true, trailingSlash }),
      expected,
      `${trailingSlash}: ${path}`,
    );
  }
});

Deno.test("Locator.locate() leads nobody in a circle, whatever the settings are", async () => {
  await using tree = await site();
  const starts = [
    "/",
    "/about",
    "/both",
    "/sub",
    "/sub/page",
    "/bare",
    "/plain",
    "/absent",
    "/index",
    "/sub/index",
  ];
  const paths = starts.flatMap((path) => [path, `${path}/`.replace("//", "/"), `${path}.html`]);
  for (const cleanUrls of [false, true]) {
    for (const trailingSlash of ["directories", "always", "never"] as const) {
      for (const start of paths) {
        const way = [start];
        for (let hops = 0; hops < 4; hops++) {
          const found = located(tree, way[way.length - 1] ?? "", { cleanUrls, trailingSlash });
          if (!found.startsWith("-> ")) break;
          way.push(found.slice(3));
        }
        assertEquals(way.length < 4, true, `${way.join(" -> ")} with ${cleanUrls}, ${trailingSlash}`);
      }
    }
  }
});

Deno.test("Locator.locate() leaves a page its address where the clean one leads elsewhere", async () => {
  await using tree = await contentTree({
    "about.html": "",
    "about/index.html": "",
    "name.html": "",
    "name": "",
    "twice.html.html": "",
    "sub/second.html": "",
    "sub/first.html": "",
  });
  const options = { cleanUrls: true, index: ["first.html", "second.html"] };
  const cases: Record<string, string> = {
    "/about": "-> /about/",
    "/about.html": "-> /about",
    "/name": "/name",
    "/name.html": "/name.html",
    "/twice.html.html": "-> /twice.html",
    "/twice.html": "/twice.html.html",
    "/sub/first.html": "-> /sub/",
    "/sub/second.html": "-> /sub/second",
    "/sub/second": "/sub/second.html",
  };
  for (const [path, expected] of Object.entries(cases)) {
    // Without an index name of its own, the directory `about` has no page.
    assertEquals(located(tree, path, options), path === "/about" ? "/about.html" : expected, path);
  }
  const withIndex = { cleanUrls: true };
  assertEquals(located(tree, "/about", withIndex), "-> /about/");
  assertEquals(located(tree, "/about.html", withIndex), "/about.html");
});

Deno.test("Locator.locate() names what must stay absent for a path to stand for its file", async () => {
  await using tree = await contentTree({ "third.html": "", "sub/first.html": "", "page.html": "" });
  const locator = new Locator({
    root: new ContentRoot({ directory: tree.root, dotfiles: false }),
    index: ["first.html", "second.html", "third.html"],
    cleanUrls: true,
    trailingSlash: "directories",
    fallback: "",
  });
  const cases: [path: string, urlPath: string, absent: string[]][] = [
    ["/", "/third.html", ["first.html", "second.html"]],
    ["/sub/", "/sub/first.html", []],
    ["/page", "/page.html", ["page"]],
  ];
  for (const [path, urlPath, absent] of cases) {
    const found = locator.locate(path);
    assert(found.kind === "file");
    assertEquals([found.urlPath, found.absent], [urlPath, absent.map(tree.path)], path);
  }
});

Deno.test("Locator.locateFallback() finds the file of the settings, clean URLs or not, and no other", async () => {
  await using tree = await contentTree({ "app/index.html": "", "dir/": "" });
  await tree.symlink(await tree.writeOutside("secret.html", ""), "secret.html");
  const root = new ContentRoot({ directory: tree.root, dotfiles: false });
  const cases: Record<string, string> = {
    "": "missing",
    "/app/index.html": "/app/index.html",
    "/dir": "missing",
    "/absent.html": "missing",
    "/secret.html": "missing",
  };
  for (const cleanUrls of [false, true]) {
    for (const [fallback, expected] of Object.entries(cases)) {
      const options = { root, index: ["index.html"], cleanUrls, trailingSlash: "never", fallback } as const;
      const found = new Locator(options).locateFallback();
      assertEquals(found.kind === "file" ? found.urlPath : found.kind, expected, fallback);
    }
  }
});
