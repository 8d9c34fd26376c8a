import { assert, assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { ContentRoot } from "../../../src/files/content_root.ts";
import { type DirectoryAnswer, directoryListing } from "../../../src/handlers/listing/directory_listing.ts";
import type { HttpResponse } from "../../../src/http/response.ts";
import { requestOf } from "../../_helpers/request.ts";
import { type ContentTree, contentTree } from "../../_helpers/tree.ts";

const FILES = { "sub/a.txt": "A", "sub/b.bin": new Uint8Array(2000), "sub/inner/": "", ".hidden/x": "" };
const CHROME = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
const CURL = "User-Agent: curl/8.5.0";
const ANY = "Accept: */*";

function listingOf(tree: ContentTree): DirectoryAnswer {
  return directoryListing({ root: new ContentRoot({ directory: tree.root, dotfiles: false }) });
}

/** What is answered for `/sub/`. */
function answer(tree: ContentTree, query = "", lines: readonly string[] = [], method = "GET"): HttpResponse {
  return listingOf(tree)(requestOf(`${method} /sub/${query}`, lines), "/sub/");
}

function bodyOf({ body }: HttpResponse): string {
  if (!(body instanceof Uint8Array)) throw new Error("no body in memory");
  return new TextDecoder().decode(body);
}

Deno.test("directoryListing() chooses the format by query, then by Accept", async () => {
  await using tree = await contentTree(FILES);
  const html = "text/html; charset=utf-8";
  const json = "application/json";
  const text = "text/plain; charset=utf-8";
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["", [CHROME], html],
    ["", [], html],
    ["", [ANY], html],
    ["", ["User-Agent: Wget/1.21", ANY], html],
    ["", [CURL, ANY], text],
    ["", [CURL], text],
    ["", [CURL, "Accept: text/html"], html],
    ["", [CURL, "Accept: application/json"], json],
    ["", ["User-Agent: not curl/8.5.0", ANY], html],
    ["", ["Accept: application/json"], json],
    ["", ["Accept: application/json, */*"], json],
    ["", ["Accept: application/json;q=0.5, text/plain"], text],
    ["", ["Accept: text/plain"], text],
    ["", ["Accept: text/*"], html],
    ["", ["Accept: application/*"], json],
    ["", ["Accept: text/html;q=0, */*"], json],
    ["", ["Accept: image/png"], html],
    ["", [CURL, "Accept: image/png"], text],
    ["?format=json", [CHROME], json],
    ["?format=text", [CHROME], text],
    ["?format=html", [CURL, ANY], html],
    ["?x=1&format=json&sort=size", [], json],
    ["?format=JSON", [CHROME], html],
    ["?format=xml", ["Accept: text/plain"], text],
    ["?format", [CHROME], html],
    ["?%ff=%zz&format=%6Ason", [CHROME], json],
  ];
  for (const [query, lines, expected] of cases) {
    const response = answer(tree, query, lines);
    assertEquals([response.status, response.field("content-type")], [200, expected], `${query} ${lines}`);
  }
});

Deno.test("directoryListing() sends each format with its fields", async () => {
  await using tree = await contentTree(FILES);
  for (const format of ["html", "json", "text"]) {
    const response = answer(tree, `?format=${format}`);
    assertEquals(response.field("cache-control"), "no-cache");
    assertEquals(response.field("vary"), "Accept, User-Agent");
    assertEquals(response.field("x-content-type-options"), "nosniff");
    assertMatch(response.field("etag") ?? "", /^"[\w-]{16}"$/);
    assertEquals(response.field("last-modified"), undefined);
  }
  assertStringIncludes(answer(tree).field("content-security-policy") ?? "", "default-src 'none'");
});

Deno.test("directoryListing() lists what there is, at once when that changes", async () => {
  await using tree = await contentTree(FILES);
  const before = bodyOf(answer(tree, "?format=text"));
  assertMatch(before, /^ {3}- {2}\S+ {2}inner\/\n {3}1 {2}\S+ {2}a\.txt\n2000 {2}\S+ {2}b\.bin\n$/);
  await tree.write("sub/a.txt", "longer");
  await tree.write("sub/c", "");
  assertMatch(bodyOf(answer(tree, "?format=text")), / {3}6 {2}\S+ {2}a\.txt\n.*\n {3}0 {2}\S+ {2}c\n/);
});

Deno.test("directoryListing() sorts every format as the query says", async () => {
  await using tree = await contentTree(FILES);
  for (const format of ["html", "json", "text"]) {
    for (
      const [order, pattern] of [["asc", /inner.*a\.txt.*b\.bin/s], [
        "desc",
        /inner.*b\.bin.*a\.txt/s,
      ]] as const
    ) {
      assertMatch(bodyOf(answer(tree, `?format=${format}&sort=size&order=${order}`)), pattern);
    }
  }
});

Deno.test("directoryListing() answers 304 to the current tag of that very format", async () => {
  await using tree = await contentTree(FILES);
  const tags = ["html", "json", "text"].map((format) =>
    answer(tree, `?format=${format}`).field("etag") ?? ""
  );
  assertEquals(new Set(tags).size, 3);
  const [html = "", json = ""] = tags;
  for (const value of [html, `W/${html}`, `"x", ${html}`, "*"]) {
    const response = answer(tree, "", [`If-None-Match: ${value}`]);
    assertEquals([response.status, response.body, response.field("etag")], [304, null, html], value);
    assertEquals(response.field("vary"), "Accept, User-Agent");
    assertEquals(response.field("cache-control"), "no-cache");
  }
  for (const value of [json, '"x"', "x"]) {
    assertEquals(answer(tree, "", [`If-None-Match: ${value}`]).status, 200, value);
  }
  await tree.write("sub/a.txt", "longer");
  const changed = answer(tree, "", [`If-None-Match: ${html}`]);
  assertEquals(changed.status, 200);
  assertNotEquals(changed.field("etag"), html);
});

Deno.test("directoryListing() answers 412 to tags that are not the current one", async () => {
  await using tree = await contentTree(FILES);
  const tag = answer(tree).field("etag") ?? "";
  const cases: Record<string, number> = { '"x"': 412, [`W/${tag}`]: 412, [tag]: 200, "*": 200 };
  for (const [value, status] of Object.entries(cases)) {
    assertEquals(answer(tree, "", [`If-Match: ${value}`]).status, status, value);
  }
});

Deno.test("directoryListing() ignores conditions on a modification time, which it does not have", async () => {
  await using tree = await contentTree(FILES);
  const dates = ["Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 2999 23:59:59 GMT"];
  for (const field of ["If-Modified-Since", "If-Unmodified-Since"]) {
    for (const date of dates) assertEquals(answer(tree, "", [`${field}: ${date}`]).status, 200, field);
  }
});

Deno.test("directoryListing() answers HEAD as GET", async () => {
  await using tree = await contentTree(FILES);
  const [get, head] = [answer(tree), answer(tree, "", [], "HEAD")];
  assertEquals([head.status, head.length, head.fields], [get.status, get.length, get.fields]);
});

Deno.test("directoryListing() answers 404 where there is no directory to be served", async () => {
  await using tree = await contentTree(FILES);
  const list = listingOf(tree);
  for (const path of ["/none/", "/.hidden/", "/sub/a.txt/", "/sub"]) {
    const response = list(requestOf(`GET ${path}`), path);
    assertEquals([response.status, response.body], [404, null], path);
  }
});

Deno.test("directoryListing() says nothing of hidden names and of what lies outside the root", async () => {
  await using tree = await contentTree({ "a.txt": "A", ".hidden-file": "", ".hidden-directory/x": "" });
  await tree.symlink(await tree.writeOutside("secret/s.txt", "S"), "link-out");
  await tree.symlink(`${tree.base}/secret`, "directory-out");
  for (const format of ["html", "json", "text"]) {
    const body = bodyOf(listingOf(tree)(requestOf(`GET /?format=${format}`), "/"));
    assertStringIncludes(body, "a.txt");
    for (
      const secret of ["hidden-file", "hidden-directory", "link-out", "directory-out", "secret", tree.base]
    ) {
      assert(!body.includes(secret), `${format} tells ${secret}`);
    }
  }
});
