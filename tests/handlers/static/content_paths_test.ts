import { assertEquals } from "@std/assert";
import { ContentRoot } from "../../../src/files/content_root.ts";
import { contentPaths } from "../../../src/handlers/static/content_paths.ts";
import { makeLocator } from "../../../src/handlers/static/static_handler.ts";
import { defaultSettings, type Settings } from "../../../src/settings/settings.ts";
import { contentTree } from "../../_helpers/tree.ts";

Deno.test("contentPaths() are all those whose content a path may show", async () => {
  await using tree = await contentTree({
    "index.html": "",
    "about.html": "",
    "app.js": "",
    "app.js.br": "",
    "docs/index.html.gz": "",
    "sub/index.htm": "",
    "list/a.txt": "",
  });
  await tree.symlink("app.js", "link.js");
  await tree.symlink("sub", "linked");
  await tree.symlink("list", "other");
  await tree.symlink("/", "out");
  const root = new ContentRoot({ directory: tree.root, dotfiles: false });
  const paths = (path: string, settings: Partial<Settings> = {}) =>
    contentPaths(path, makeLocator({ ...defaultSettings(), ...settings }, root));
  const clean = { "files.cleanUrls": true };
  const cases: [path: string, settings: Partial<Settings>, paths: string[]][] = [
    ["/app.js", {}, ["/app.js"]],
    ["/", {}, ["/", "/index.html"]],
    ["/sub/", { "files.index": ["index.html", "index.htm"] }, ["/sub/", "/sub/index.htm"]],
    ["/sub", { "files.index": ["index.htm"], "files.trailingSlash": "never" }, [
      "/sub",
      "/sub/index.htm",
      "/sub/",
    ]],
    ["/sub/", {}, ["/sub/"]],
    ["/about", clean, ["/about", "/about.html"]],
    ["/about", {}, ["/about"]],
    ["/app.js.br", {}, ["/app.js.br", "/app.js"]],
    ["/none.js.zst", {}, ["/none.js.zst", "/none.js"]],
    ["/docs/index.html.gz", {}, ["/docs/index.html.gz", "/docs/index.html"]],
    ["/docs/", { "files.index": ["index.html.gz"] }, ["/docs/", "/docs/index.html.gz", "/docs/index.html"]],
    ["/none", { "files.fallback": "app.js" }, ["/none", "/app.js"]],
    ["/none", { "files.fallback": "missing.html" }, ["/none"]],
    ["/list/", { "files.fallback": "app.js" }, ["/list/", "/app.js"]],
    ["/list/", { "files.fallback": "app.js", "files.listing": true }, ["/list/"]],
    ["/link.js", {}, ["/link.js", "/app.js"]],
    ["/linked/", { "files.index": ["index.htm"] }, [
      "/linked/",
      "/linked/index.htm",
      "/sub/",
      "/sub/index.htm",
    ]],
    ["/other/a.txt", {}, ["/other/a.txt", "/list/a.txt"]],
    ["/other/", {}, ["/other/", "/list/"]],
    ["/sub", {}, ["/sub", "/sub/"]],
    ["/out/etc/passwd", {}, ["/out/etc/passwd"]],
    ["*", {}, []],
  ];
  for (const [path, settings, expected] of cases) {
    assertEquals(paths(path, settings).toSorted(), expected.toSorted(), path);
  }
});
