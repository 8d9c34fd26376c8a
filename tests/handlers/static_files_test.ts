import { assert, assertEquals, assertMatch, assertStrictEquals } from "@std/assert";
import { formatHttpDate } from "../../src/http/http_date.ts";
import type { HttpResponse } from "../../src/http/response.ts";
import { bodyText } from "../_helpers/response_body.ts";
import { siteOf } from "../_helpers/site.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

/** A time at which every file of a test has settled, so that it may be remembered. */
const LATER = (): number => Date.now() + 10_000;
const LARGE = "0123456789".repeat(500);

/** Answers without anything in memory, from memory, and from an open file: all must say the same. */
async function answers(tree: ContentTree, line: string, ...lines: string[]): Promise<HttpResponse[]> {
  const fresh = siteOf(tree.root);
  const hot = siteOf(tree.root, {}, LATER);
  await hot.ask(line.replace(/^HEAD/, "GET"));
  const open = siteOf(tree.root, { "cache.largestFile": 0 });
  return await Promise.all([fresh, hot, open].map((site) => site.ask(line, ...lines)));
}

Deno.test("staticFiles() sends a file with what describes it", async () => {
  await using tree = await contentTree({ "a.txt": "content" });
  const modified = new Date(Date.UTC(2020, 1, 3));
  await Deno.utime(tree.path("a.txt"), modified, modified);
  for (const response of await answers(tree, "GET /a.txt")) {
    assertEquals([response.status, response.length, await bodyText(response)], [200, 7, "content"]);
    assertEquals(response.field("content-type"), "text/plain; charset=utf-8");
    assertEquals(response.field("last-modified"), formatHttpDate(modified.getTime()));
    assertEquals(response.field("cache-control"), "no-cache");
    assertMatch(response.field("etag") ?? "", /^(W\/)?"[\x21\x23-\x7e]+"$/);
  }
});

Deno.test("staticFiles() answers HEAD like GET, and opens nothing for longer than that", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const gets = await answers(tree, "GET /a.txt");
  const heads = await answers(tree, "HEAD /a.txt");
  for (const [index, head] of heads.entries()) {
    const get = gets[index];
    assertEquals([head.status, head.length, head.fields], [get?.status, get?.length, get?.fields]);
    // From memory the body is there and the connection leaves it out; a file's must not stay open.
    assert(head.body === null || head.body instanceof Uint8Array);
  }
  await Promise.all(gets.map(bodyText));
});

Deno.test("staticFiles() sends empty files and bytes of every value", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  await using tree = await contentTree({ empty: "", bytes });
  for (const response of await answers(tree, "GET /empty")) {
    assertEquals([response.status, response.length, await bodyText(response)], [200, 0, ""]);
  }
  for (const response of await answers(tree, "GET /bytes")) {
    assertEquals(await bodyText(response), String.fromCharCode(...bytes));
    assertEquals(response.field("content-type"), "application/octet-stream");
  }
});

Deno.test("staticFiles() answers 304 to whoever has the file, without a body or its type", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const first = await siteOf(tree.root).ask("GET /a.txt");
  const [tag, modified] = [first.field("etag"), first.field("last-modified")];
  for (const site of [siteOf(tree.root), siteOf(tree.root, {}, LATER)]) {
    for (const line of [`If-None-Match: ${tag}`, `If-Modified-Since: ${modified}`, "If-None-Match: *"]) {
      const response = await site.ask("GET /a.txt", line);
      assertEquals([response.status, response.body], [304, null], line);
      assertEquals([response.field("etag"), response.field("last-modified")], [tag, modified]);
      assertEquals(response.field("content-type"), undefined);
      assertEquals((await site.ask("HEAD /a.txt", line)).status, 304);
    }
  }
  const open = siteOf(tree.root, { "cache.largestFile": 0 });
  const own = (await open.ask("HEAD /a.txt")).field("etag");
  assertEquals((await open.ask("GET /a.txt", `If-None-Match: ${own}`)).status, 304);
});

Deno.test("staticFiles() answers 412 where a precondition fails", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  for (const line of ['If-Match: "other"', `If-Unmodified-Since: ${formatHttpDate(0)}`]) {
    const found = await answers(tree, "GET /a.txt", line);
    assertEquals(found.map(({ status }) => status), [412, 412, 412], line);
  }
});

Deno.test("staticFiles() looks at no precondition of what is not there (RFC 9110 §13.2.1)", async () => {
  await using tree = await contentTree({ "sub/": "" });
  const site = siteOf(tree.root);
  for (const line of ["If-None-Match: *", "If-Match: *", 'If-Match: "a"']) {
    assertEquals((await site.ask("GET /absent", line)).status, 404, line);
    assertEquals((await site.ask("GET /sub", line)).status, 301, line);
  }
});

Deno.test("staticFiles() answers a directory with its index, its name with a redirect to the slash", async () => {
  await using tree = await contentTree({
    "index.html": "home",
    "sub/index.html": "sub",
    "ä ?/index.html": "odd",
  });
  const site = siteOf(tree.root);
  assertEquals(await bodyText(await site.ask("GET /")), "home");
  assertEquals(await bodyText(await site.ask("GET /sub/")), "sub");
  assertEquals((await site.ask("GET /sub/")).field("content-type"), "text/html; charset=utf-8");
  const cases: Record<string, string> = {
    "/sub": "/sub/",
    "/sub?a=b&c": "/sub/?a=b&c",
    "/sub?": "/sub/?",
    "//sub": "/sub/",
    "/%C3%A4%20%3F": "/%C3%A4%20%3F/",
    "/./sub": "/sub/",
  };
  for (const [target, location] of Object.entries(cases)) {
    const response = await site.ask(`GET ${target}`);
    assertEquals([response.status, response.field("location")], [301, location], target);
  }
});

Deno.test("staticFiles() never redirects to another host, nor lets a Location end its line", async () => {
  await using tree = await contentTree({ "sub/": "", "evil.com/sub/": "", "line\r\nX: y/": "" });
  const site = siteOf(tree.root);
  const targets = ["//evil.com/%2e%2e/sub", "///evil.com/..//sub", "//evil.com/sub", "/sub/../evil.com/sub"];
  for (const target of [...targets, "/line%0d%0aX:%20y", "http://other.example//sub"]) {
    const response = await site.ask(`GET ${target}`);
    assertEquals(response.status, 301, target);
    assertMatch(response.field("location") ?? "", /^\/[^/\\\r\n][^\\\r\n]*\/$/, target);
  }
});

Deno.test("staticFiles() finds nothing in a directory without an index, nor below a file", async () => {
  await using tree = await contentTree({ "sub/a.txt": "A", "odd/index.html/": "" });
  const site = siteOf(tree.root);
  for (const target of ["/sub/", "/odd/", "/sub/a.txt/", "/sub/a.txt/x", "/absent/"]) {
    assertEquals((await site.ask(`GET ${target}`)).status, 404, target);
  }
});

Deno.test("staticFiles() tries the index names in order, and sees an earlier one come at once", async () => {
  await using tree = await contentTree({ "second.html": "2" });
  const site = siteOf(tree.root, { "files.index": ["first.html", "second.html"] }, LATER);
  assertEquals(await bodyText(await site.ask("GET /")), "2");
  assertEquals(await bodyText(await site.ask("GET /")), "2");
  await tree.write("first.html", "1");
  assertEquals(await bodyText(await site.ask("GET /")), "1");
  await Deno.remove(tree.path("first.html"));
  assertEquals(await bodyText(await site.ask("GET /")), "2");
});

Deno.test("staticFiles() answers a hot file with the same response, made once", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const site = siteOf(tree.root, {}, LATER);
  const first = await site.ask("GET /a.txt");
  assertStrictEquals(await site.ask("GET /a.txt"), first);
});

Deno.test("staticFiles() sees every edit at the very next request", async () => {
  await using tree = await contentTree({ "a.txt": "one" });
  for (const now of [Date.now, LATER]) {
    const site = siteOf(tree.root, {}, now);
    const text = async (): Promise<string> => await bodyText(await site.ask("GET /a.txt"));
    await tree.write("a.txt", "one");
    assertEquals(await text(), "one");
    await tree.write("a.txt", "three");
    assertEquals(await text(), "three");
    await tree.write("b.txt", "seven");
    await Deno.rename(tree.path("b.txt"), tree.path("a.txt"));
    assertEquals(await text(), "seven");
    await Deno.remove(tree.path("a.txt"));
    assertEquals((await site.ask("GET /a.txt")).status, 404);
    await tree.symlink(await tree.writeOutside("secret.txt", "secret"), "a.txt");
    assertEquals((await site.ask("GET /a.txt")).status, 404);
    await Deno.remove(tree.path("a.txt"));
  }
});

Deno.test("staticFiles() sees an edit of the same size in the same second, its time set back", async () => {
  await using tree = await contentTree({ "a.txt": "000" });
  const site = siteOf(tree.root);
  const { mtime } = await Deno.stat(tree.path("a.txt"));
  assert(mtime !== null);
  const tags = new Set<string | undefined>();
  for (let edit = 0; edit < 50; edit++) {
    const content = `${edit}`.padStart(3, "0");
    await Deno.writeTextFile(tree.path("a.txt"), content);
    await Deno.utime(tree.path("a.txt"), mtime, mtime);
    const response = await site.ask("GET /a.txt");
    assertEquals(await bodyText(response), content);
    tags.add(response.field("etag"));
  }
  assertEquals(tags.size, 50);
});

Deno.test("staticFiles() may trust a file for the time that the settings say, and no longer", async () => {
  await using tree = await contentTree({ "a.txt": "one" });
  let time = LATER();
  const site = siteOf(tree.root, { "cache.validFor": 1000 }, () => time);
  const text = async (): Promise<string> => await bodyText(await site.ask("GET /a.txt"));
  assertEquals(await text(), "one");
  await tree.write("a.txt", "three");
  time += 999;
  assertEquals(await text(), "one");
  time += 1;
  assertEquals(await text(), "three");
});

Deno.test("staticFiles() sends the file that was opened, whatever becomes of its name", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const site = siteOf(tree.root, { "cache.largestFile": 0 });
  const response = await site.ask("GET /a.txt");
  await tree.write("b.txt", "another");
  await Deno.rename(tree.path("b.txt"), tree.path("a.txt"));
  assertEquals(await bodyText(response), LARGE);
});

Deno.test("staticFiles() gives a source that ends early where the file was cut short", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const site = siteOf(tree.root, { "cache.largestFile": 0 });
  const response = await site.ask("GET /a.txt");
  await Deno.truncate(tree.path("a.txt"), 100);
  assertEquals(response.length, LARGE.length);
  assert((await bodyText(response)).length <= 100);
});

Deno.test("staticFiles() gives no more than it promised where the file grew", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const site = siteOf(tree.root, { "cache.largestFile": 0 });
  const response = await site.ask("GET /a.txt");
  await Deno.writeTextFile(tree.path("a.txt"), "more", { append: true });
  assertEquals(await bodyText(response), LARGE);
});

/** Nothing of the size of LARGE is held in memory, but short ranges of it may be. */
const SMALL_MEMORY = { "cache.largestFile": 4000 };

async function isFromMemory(response: HttpResponse): Promise<boolean> {
  await bodyText(response);
  return response.body instanceof Uint8Array;
}

Deno.test("staticFiles() holds a range of a large file that is asked for again, until the file changes", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const site = siteOf(tree.root, SMALL_MEMORY, LATER);
  const ask = async (range: string): Promise<HttpResponse> =>
    await site.ask("GET /a.txt", `Range: bytes=${range}`);
  for (let round = 0; round < 3; round++) {
    for (const [range, content] of [["3-7", "34567"], ["10-", LARGE.slice(10)], ["-4", "6789"]] as const) {
      const response = await ask(range);
      assertEquals([response.status, await bodyText(response)], [206, content]);
    }
  }
  const held = await ask("3-7");
  assertStrictEquals(await ask("3-7"), held);
  assertEquals(held.field("content-range"), `bytes 3-7/${LARGE.length}`);
  assertEquals(await isFromMemory(await ask("10-")), false, "a long range is read each time");

  await tree.write("a.txt", `new${LARGE}`);
  for (let round = 0; round < 3; round++) assertEquals(await bodyText(await ask("0-4")), "new01");
  assertEquals(await bodyText(await ask("3-7")), "01234");
});

Deno.test("staticFiles() judges conditions before it takes a range of a large file from memory", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const site = siteOf(tree.root, SMALL_MEMORY, LATER);
  const range = "Range: bytes=0-3";
  const tag = (await site.ask("HEAD /a.txt")).field("etag") ?? "";
  const held: boolean[] = [];
  for (let round = 0; round < 2; round++) held.push(await isFromMemory(await site.ask("GET /a.txt", range)));
  assertEquals(held, [false, true]);
  const cases: [status: number, line: string, ...lines: string[]][] = [
    [304, "GET /a.txt", range, `If-None-Match: ${tag}`],
    [412, "GET /a.txt", range, 'If-Match: "else"'],
    [206, "GET /a.txt", range, `If-Range: ${tag}`],
    [200, "GET /a.txt", range, 'If-Range: "else"'],
    [200, "HEAD /a.txt", range],
    [416, "GET /a.txt", "Range: bytes=9999-"],
  ];
  for (const [status, line, ...lines] of cases) {
    const response = await site.ask(line, ...lines);
    assertEquals(response.status, status, lines.join(", "));
    await bodyText(response);
  }
});

Deno.test("staticFiles() holds nothing of a file that may change unseen", async () => {
  await using tree = await contentTree({ "a.txt": LARGE });
  const { ctime } = await Deno.stat(tree.path("a.txt"));
  const site = siteOf(tree.root, SMALL_MEMORY, () => ctime?.getTime() ?? 0);
  const ask = async (): Promise<HttpResponse> => await site.ask("GET /a.txt", "Range: bytes=3-7");
  for (let round = 0; round < 3; round++) assertEquals(await bodyText(await ask()), "34567");
  assertEquals(await isFromMemory(await ask()), false);
  assertEquals(site.pipeline.cache.size, 0);
});

Deno.test("staticFiles() looks a large file up again that is another one when it is opened", async () => {
  await using tree = await contentTree({ "a.txt": LARGE, "b.txt": LARGE.toUpperCase() });
  // A file that is trusted for an hour is not looked at, but what is opened must be what was described.
  const site = siteOf(tree.root, { ...SMALL_MEMORY, "cache.validFor": 3_600_000 }, LATER);
  assertEquals(await bodyText(await site.ask("GET /a.txt")), LARGE);
  for (const content of [`renamed${LARGE}`, `again${LARGE}`]) {
    await tree.write("b.txt", content);
    await Deno.rename(tree.path("b.txt"), tree.path("a.txt"));
    assertEquals(await bodyText(await site.ask("GET /a.txt")), content);
  }
  await tree.write("a.txt", `in place${LARGE}`);
  assertEquals(await bodyText(await site.ask("GET /a.txt", "Range: bytes=0-7")), "in place");
  await Deno.remove(tree.path("a.txt"));
  assertEquals((await site.ask("GET /a.txt")).status, 404);
});
