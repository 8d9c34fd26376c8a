import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { asOrdinaryUser } from "../_helpers/ordinary_user.ts";
import { program } from "../_helpers/program.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

/** File names and their Content-Type. */
const TYPES: readonly (readonly [name: string, type: string])[] = [
  ["page.html", "text/html; charset=utf-8"],
  ["page.htm", "text/html; charset=utf-8"],
  ["PAGE.HTML", "text/html; charset=utf-8"],
  ["style.css", "text/css; charset=utf-8"],
  ["script.js", "text/javascript; charset=utf-8"],
  ["module.mjs", "text/javascript; charset=utf-8"],
  ["data.json", "application/json; charset=utf-8"],
  ["site.webmanifest", "application/manifest+json; charset=utf-8"],
  ["feed.xml", "application/xml; charset=utf-8"],
  ["notes.txt", "text/plain; charset=utf-8"],
  ["table.csv", "text/csv; charset=utf-8"],
  ["README.md", "text/markdown; charset=utf-8"],
  ["drawing.svg", "image/svg+xml; charset=utf-8"],
  ["photo.jpg", "image/jpeg"],
  ["photo.jpeg", "image/jpeg"],
  ["image.png", "image/png"],
  ["image.gif", "image/gif"],
  ["image.webp", "image/webp"],
  ["image.avif", "image/avif"],
  ["favicon.ico", "image/vnd.microsoft.icon"],
  ["font.woff", "font/woff"],
  ["font.woff2", "font/woff2"],
  ["font.ttf", "font/ttf"],
  ["font.otf", "font/otf"],
  ["code.wasm", "application/wasm"],
  ["paper.pdf", "application/pdf"],
  ["film.mp4", "video/mp4"],
  ["film.webm", "video/webm"],
  ["sound.mp3", "audio/mpeg"],
  ["archive.zip", "application/zip"],
  ["archive.tar.gz", "application/gzip"],
  ["strange.qqq", "application/octet-stream"],
  ["LICENSE", "application/octet-stream"],
  ["trailing.", "application/octet-stream"],
];

/** Every byte there is, and line ends of all kinds. */
const ALL_BYTES = Uint8Array.from([...Array(256).keys(), 0xef, 0xbb, 0xbf, 13, 10, 10, 13, 0, 26]);

/** The fields less the one that tells the time. */
function fieldsOf(response: RawResponse): RawResponse["fields"] {
  return response.fields.filter(([name]) => name !== "Date");
}

Deno.test("a directory is its index file, and without one it is missing", async () => {
  const files = { "index.html": "root", "sub/index.html": "sub", "bare/a.txt": "A", "home/home.htm": "home" };
  await using server = await startServer({ files });
  const get = (target: string) => ask(server.port, { target });
  assertEquals(text(await get("/")), "root");
  assertEquals(text(await get("/index.html")), "root");
  assertEquals(text(await get("/sub/")), "sub");
  assertEquals(text(await get("/sub/?x=1")), "sub");
  assertEquals(field(await get("/sub/"), "content-type"), "text/html; charset=utf-8");
  assertEquals((await get("/bare/")).status, 404);
  assertEquals(field(await get("/bare"), "location"), "/bare/");
  assertEquals((await get("/home/")).status, 404);
});

Deno.test("the index file is the first of the settings' list that is there", async () => {
  const files = { "one/home.htm": "home", "both/home.htm": "home", "both/index.html": "index" };
  await using server = await startServer({
    files,
    args: ["--set", "files.index=index.html,home.htm"],
  });
  const get = async (target: string) => text(await ask(server.port, { target }));
  assertEquals(await get("/one/"), "home");
  assertEquals(await get("/both/"), "index");
  await Deno.writeTextFile(`${server.root}/one/index.html`, "index");
  assertEquals(await get("/one/"), "index");
  await Deno.remove(`${server.root}/one/index.html`);
  assertEquals(await get("/one/"), "home");
});

Deno.test("a file's Content-Type is that of its name, text with a charset", async () => {
  const files = Object.fromEntries(TYPES.map(([name]) => [name, `content of ${name}`]));
  await using server = await startServer({ files });
  using client = await KeepAliveClient.connect(server.port);
  for (const [name, type] of TYPES) {
    const response = await client.request({ target: `/${name}` });
    assertEquals([field(response, "content-type"), text(response)], [type, `content of ${name}`], name);
  }
});

Deno.test("text and binary alike arrive as the bytes that they are", async () => {
  const names = ["a.html", "a.txt", "a.bin", "a.js", "a.png", "none"];
  await using server = await startServer({
    files: Object.fromEntries(names.map((name) => [name, ALL_BYTES])),
  });
  for (const name of names) {
    const response = await ask(server.port, { target: `/${name}` });
    assertEquals(response.body, ALL_BYTES, name);
    assertEquals(field(response, "content-length"), String(ALL_BYTES.length));
  }
});

Deno.test("a 200 says when its file was modified, how to revalidate it, and what identifies it", async () => {
  await using server = await startServer({ files: { "a.txt": "A", "b.txt": "A", "c.txt": "C" } });
  const modified = new Date("2001-02-03T04:05:06.789Z");
  await Deno.utime(`${server.root}/a.txt`, modified, modified);
  const a = await ask(server.port, { target: "/a.txt" });
  assertEquals(field(a, "last-modified"), "Sat, 03 Feb 2001 04:05:06 GMT");
  assertEquals(field(a, "cache-control"), "no-cache");
  assertEquals(field(a, "server"), "LINPR");
  assertMatch(field(a, "etag") ?? "", /^"[\x21\x23-\x7e]+"$/);
  assertMatch(field(a, "date") ?? "", /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
  const names = a.fields.map(([name]) => name.toLowerCase());
  assertEquals(names.length, new Set(names).size, "no field comes twice");
  assertEquals(
    field(await ask(server.port, { target: "/b.txt" }), "etag"),
    field(a, "etag"),
    "same content",
  );
  assertNotEquals(field(await ask(server.port, { target: "/c.txt" }), "etag"), field(a, "etag"));
});

Deno.test("the same content has the same entity tag after a restart", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const tags: (string | undefined)[] = [];
  for (let run = 0; run < 2; run++) {
    await using server = await startServer({ root: tree.root });
    tags.push(field(await ask(server.port, { target: "/a.txt" }), "etag"));
    await tree.write("a.txt", "A");
  }
  assert(tags[0] !== undefined);
  assertEquals(tags[0], tags[1]);
});

Deno.test("a time of modification before 1970 or in the future is told as HTTP allows", async () => {
  await using server = await startServer({ files: { "old.txt": "A", "new.txt": "A" } });
  for (const [name, date] of [["old.txt", "1961-04-12T06:07:00Z"], ["new.txt", "2261-04-12T06:07:00Z"]]) {
    const args = ["-d", date ?? "", `${server.root}/${name}`];
    assert((await new Deno.Command("touch", { args }).output()).success);
    const target = `/${name}`;
    const response = await ask(server.port, { target });
    assertEquals(text(response), "A");
    const [modified, now] = [field(response, "last-modified"), field(response, "date")];
    assert(Date.parse(modified ?? "") <= Date.parse(now ?? ""), "RFC 9110 §8.8.2.1");
    const fields = [`If-Modified-Since: ${modified}`];
    assertEquals((await ask(server.port, { target, fields })).status, 304, name);
  }
});

Deno.test("an unchanged file is a 304 by its tag or its time, and the tag decides", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  await Deno.utime(`${server.root}/a.txt`, 1e9, 1e9);
  const full = await ask(server.port, { target: "/a.txt" });
  const tag = field(full, "etag") ?? "";
  const time = field(full, "last-modified") ?? "";
  const cases: readonly (readonly [fields: string[], status: number])[] = [
    [[`If-None-Match: ${tag}`], 304],
    [[`If-None-Match: W/${tag}`], 304],
    [[`If-None-Match: "x", ${tag} , "y"`], 304],
    [[`If-None-Match: "x"`, `If-None-Match: ${tag}`], 304],
    [["If-None-Match: *"], 304],
    [['If-None-Match: "x"'], 200],
    [["If-None-Match: x"], 200],
    [[`If-Modified-Since: ${time}`], 304],
    [["If-Modified-Since: Sun, 09 Sep 2001 01:46:41 GMT"], 304],
    [["If-Modified-Since: Sun, 09 Sep 2001 01:46:39 GMT"], 200],
    [["If-Modified-Since: Sunday, 09-Sep-01 01:46:40 GMT"], 304],
    [["If-Modified-Since: Sun Sep  9 01:46:40 2001"], 304],
    [["If-Modified-Since: yesterday"], 200],
    [["If-Modified-Since: Fri, 31 Dec 9999 23:59:59 GMT"], 304],
    [['If-None-Match: "x"', `If-Modified-Since: ${time}`], 200],
    [[`If-None-Match: ${tag}`, "If-Modified-Since: Sun, 09 Sep 2001 01:46:39 GMT"], 304],
    [['If-Match: "x"'], 412],
    [[`If-Match: ${tag}`], 200],
    [["If-Unmodified-Since: Sun, 09 Sep 2001 01:46:39 GMT"], 412],
  ];
  for (const method of ["GET", "HEAD"]) {
    using client = await KeepAliveClient.connect(server.port);
    for (const [fields, status] of cases) {
      const response = await client.request({ method, target: "/a.txt", fields });
      assertEquals(response.status, status, fields.join("; "));
      if (status === 412) continue;
      for (const name of ["etag", "last-modified", "cache-control"]) {
        assertEquals(field(response, name), field(full, name), name);
      }
      if (status === 304) assertEquals(field(response, "content-type"), undefined);
    }
  }
});

Deno.test("HEAD is GET without the body, whatever the status", async () => {
  const files = {
    "a.txt": "A",
    "empty": "",
    "sub/index.html": "sub",
    "large.bin": new Uint8Array(3 << 20),
    "error/404.html": "<p>not there</p>",
  };
  await using server = await startServer({ files });
  const fields = ["If-None-Match: *"];
  const requests = [
    ...["/a.txt", "/empty", "/sub", "/sub/", "/large.bin", "/none", "/sub/none/"].map((target) => ({
      target,
    })),
    { target: "/a.txt", fields },
    { target: "/large.bin", fields },
    { target: "/a.txt", fields: ['If-Match: "x"'] },
  ];
  using client = await KeepAliveClient.connect(server.port);
  for (const request of requests) {
    const get = await client.request(request);
    const head = await client.request({ ...request, method: "HEAD" });
    assertEquals([head.status, fieldsOf(head)], [get.status, fieldsOf(get)], request.target);
    assertEquals(head.body.length, 0);
  }
});

Deno.test("an empty file is a 200 of length 0", async () => {
  await using server = await startServer({ files: { "empty.txt": "", "empty": "" } });
  using client = await KeepAliveClient.connect(server.port);
  for (const target of ["/empty.txt", "/empty"]) {
    const response = await client.request({ target });
    assertEquals([response.status, field(response, "content-length"), response.body.length], [200, "0", 0]);
    const fields = [`If-None-Match: ${field(response, "etag")}`];
    assertEquals((await client.request({ target, fields })).status, 304);
  }
});

Deno.test("what the system keeps from the server is refused or absent, and no bug", async () => {
  await using tree = await contentTree({
    "locked.txt": "L",
    "large.bin": new Uint8Array(2 << 20),
    "locked/a.txt": "L",
    "index/index.html": "L",
    "a.txt": "A",
  });
  for (const name of ["locked.txt", "large.bin", "locked", "index/index.html"]) {
    await Deno.chmod(tree.path(name), 0);
  }
  await using server = await startServer({ root: tree.root, program: asOrdinaryUser(program()) });
  for (const target of ["/locked.txt", "/large.bin", "/locked/a.txt", "/index/"]) {
    const response = await ask(server.port, { target });
    assert([403, 404].includes(response.status), `${target}: ${response.status}`);
    assert(text(response).includes(String(response.status)), target);
  }
  assertEquals(text(await ask(server.port, { target: "/a.txt" })), "A");
  await Deno.chmod(tree.path("locked.txt"), 0o644);
  assertEquals(text(await ask(server.port, { target: "/locked.txt" })), "L");
  await Deno.chmod(tree.path("locked"), 0o755);
  assertEquals(text(await ask(server.port, { target: "/locked/a.txt" })), "L");
  await server.stop();
  assertEquals(server.stderr(), "");
});
