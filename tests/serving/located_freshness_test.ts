/** Paths that come to stand for another file: the very next request sees it. */

import { assertEquals } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree, type TreeContent } from "../_helpers/tree.ts";

/** Runs steps against a site; each is a change and what a path then gives: its text, its Location, or its status. */
async function follow(
  settings: Readonly<Record<string, unknown>>,
  files: TreeContent,
  steps: readonly (readonly [change: (root: string) => Promise<void>, path: string, expected: string])[],
): Promise<void> {
  await using tree = await contentTree(files);
  await Deno.writeTextFile(`${tree.base}/.linprconfig`, JSON.stringify(settings));
  await using server = await startServer({ cwd: tree.base, root: tree.root });
  // From now on what was made here may be remembered.
  await new Promise((resume) => setTimeout(resume, 1100));
  using client = await KeepAliveClient.connect(server.port);
  for (const [at, [change, path, expected]] of steps.entries()) {
    await change(tree.root);
    for (let time = 0; time < 2; time++) {
      const response = await client.request({ target: path, fields: ["Accept: text/html"] });
      const seen = response.status === 200
        ? text(response)
        : field(response, "Location") ?? `${response.status}`;
      assertEquals(seen, expected, `${path} after change ${at}`);
    }
  }
}

const nothing = async (): Promise<void> => {};
const write = (name: string, content: string) => (root: string): Promise<void> =>
  Deno.writeTextFile(`${root}/${name}`, content);
const remove = (name: string) => (root: string): Promise<void> =>
  Deno.remove(`${root}/${name}`, { recursive: true });
const make = (name: string) => (root: string): Promise<void> => Deno.mkdir(`${root}/${name}`);

Deno.test("an index name that comes before the one that was found is seen at once", async () => {
  await follow(
    { files: { index: ["a.html", "b.html", "c.html"] } },
    { "c.html": "c", "sub/c.html": "sub c" },
    [
      [nothing, "/", "c"],
      [write("b.html", "b"), "/", "b"],
      [make("a.html"), "/", "b"],
      [remove("a.html"), "/", "b"],
      [write("a.html", "a"), "/", "a"],
      [remove("a.html"), "/", "b"],
      [remove("b.html"), "/", "c"],
      [nothing, "/sub/", "sub c"],
      [write("sub/a.html", "sub a"), "/sub/", "sub a"],
    ],
  );
});

Deno.test("with clean URLs a file or directory of the very name is seen at once", async () => {
  await follow({ files: { cleanUrls: true } }, { "about.html": "page" }, [
    [nothing, "/about", "page"],
    [nothing, "/about.html", "/about"],
    [write("about", "file"), "/about", "file"],
    [nothing, "/about.html", "page"],
    [remove("about"), "/about", "page"],
    [make("about"), "/about", "page"],
    [write("about/index.html", "directory"), "/about", "/about/"],
    [nothing, "/about/", "directory"],
    [nothing, "/about.html", "page"],
    [remove("about"), "/about", "page"],
    [write("about.html", "edited"), "/about", "edited"],
    [remove("about.html"), "/about", "404"],
  ]);
});

Deno.test("a fallback that is edited, and a page that comes, are seen at once", async () => {
  await follow({ files: { fallback: "app.html" } }, { "app.html": "application" }, [
    [nothing, "/users", "application"],
    [nothing, "/other/users", "application"],
    [write("app.html", "edited, longer"), "/users", "edited, longer"],
    [write("users", "a file"), "/users", "a file"],
    [remove("users"), "/users", "edited, longer"],
    [remove("app.html"), "/users", "404"],
    [write("app.html", "back"), "/users", "back"],
  ]);
});
