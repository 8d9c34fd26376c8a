import { assert, assertEquals } from "@std/assert";
import { extname } from "@std/path";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { filesBelow, realSite } from "./real_site.ts";

/** The Content-Type of every kind of file that the site has; of a name without an extension: bytes. */
const TYPES: Readonly<Record<string, string>> = {
  "": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/vnd.microsoft.icon",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".sql": "application/sql",
  ".sqlite": "application/octet-stream",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** The target of a file: each name of its path encoded. */
function targetOf(path: string): string {
  return `/${path.split("/").map(encodeURIComponent).join("/")}`;
}

Deno.test("every file of a real site arrives over one connection as it is, with a right Content-Type", async () => {
  const root = await realSite();
  const paths = filesBelow(root);
  assert(paths.length >= 200, `${paths.length} files`);
  await using server = await startServer({ root });
  using client = await KeepAliveClient.connect(server.port);
  const extensions = new Set<string>();
  for (const path of paths) {
    const response = await client.request({ target: targetOf(path) });
    if (path.split("/").some((name) => name.startsWith("."))) {
      assertEquals(response.status, 404, path);
      continue;
    }
    const content = await Deno.readFile(`${root}/${path}`);
    assertEquals([response.status, field(response, "content-length")], [200, String(content.length)], path);
    assertEquals(field(response, "content-type"), TYPES[extname(path)], path);
    assertEquals(response.body, content, path);
    extensions.add(extname(path));
  }
  assertEquals([...extensions].sort(), Object.keys(TYPES).sort());
});

Deno.test("a real site is revalidated by one 304 a file", async () => {
  const root = await realSite();
  await using server = await startServer({ root });
  using client = await KeepAliveClient.connect(server.port);
  const targets = filesBelow(root).filter((path) => !/(^|\/)\./.test(path)).map(targetOf);
  const heads = await client.pipeline(targets.map((target) => ({ method: "HEAD", target })));
  const again = await client.pipeline(heads.map((head, index) => ({
    target: targets[index] ?? "",
    fields: [`If-None-Match: ${field(head, "etag")}`],
  })));
  for (const [index, { status }] of again.entries()) assertEquals(status, 304, targets[index]);
});
