import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { ContentRoot } from "../../src/files/content_root.ts";
import { Freshness } from "../../src/files/freshness.ts";
import { Turn } from "../../src/files/turn.ts";
import { ErrorPages } from "../../src/handlers/error_pages.ts";
import { encodeText } from "../../src/http/bytes.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { bodyText } from "../_helpers/response_body.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const TEMPLATE = "<p>carried {} {}</p>";
/** A time at which every file of a test has settled. */
const LATER = (): number => Date.now() + 10_000;

function pagesOf(tree: ContentTree, now: () => number = Date.now): ErrorPages {
  const turn = new Turn();
  return new ErrorPages({
    root: new ContentRoot({ directory: tree.root, dotfiles: false }),
    template: TEMPLATE,
    freshness: new Freshness({ validFor: 0, now, turn }),
    turn,
    now,
  });
}

Deno.test("ErrorPages.answer() fills the carried template where the site has none", async () => {
  await using tree = await contentTree();
  const response = pagesOf(tree).answer(404);
  assertEquals(await bodyText(response), "<p>carried 404 404</p>");
  assertEquals([response.status, response.field("content-type")], [404, "text/html; charset=utf-8"]);
});

Deno.test("ErrorPages.answer() fills the site's default page, and takes a page of the very status as it is", async () => {
  await using tree = await contentTree({ "error/default.html": "site {}", "error/404.html": "just {}" });
  const pages = pagesOf(tree);
  assertEquals(await bodyText(pages.answer(500)), "site 500");
  assertEquals(await bodyText(pages.answer(404)), "just {}");
});

Deno.test("ErrorPages.answer() sends a page's bytes as they are, and a template in UTF-8", async () => {
  const bytes = Uint8Array.of(0xff, 0x00, 0xfe);
  await using tree = await contentTree({ "error/404.html": bytes, "error/default.html": "Füße 🦕 {}" });
  const pages = pagesOf(tree);
  assertEquals(pages.answer(404).body, bytes);
  assertEquals(pages.answer(400).body, encodeText("Füße 🦕 400"));
});

Deno.test("ErrorPages.answer() sees every change of the site's pages at once", async () => {
  await using tree = await contentTree();
  for (const now of [Date.now, LATER]) {
    const pages = pagesOf(tree, now);
    const page = (): Promise<string> => bodyText(pages.answer(404));
    assertEquals(await page(), "<p>carried 404 404</p>");
    await tree.write("error/default.html", "one {}");
    assertEquals(await page(), "one 404");
    await tree.write("error/default.html", "two {} longer");
    assertEquals(await page(), "two 404 longer");
    await tree.write("error/404.html", "of its own");
    assertEquals(await page(), "of its own");
    await Deno.remove(tree.path("error/404.html"));
    assertEquals(await page(), "two 404 longer");
    await Deno.remove(tree.path("error"), { recursive: true });
    assertEquals(await page(), "<p>carried 404 404</p>");
  }
});

Deno.test("ErrorPages.answer() gives the same answer again while the page's file has not changed", async () => {
  await using tree = await contentTree({ "error/default.html": "site {}" });
  const pages = pagesOf(tree, LATER);
  assertStrictEquals(pages.answer(404), pages.answer(404));
  assert(pages.answer(404) !== pages.answer(400));
});

Deno.test("ErrorPages.answer() passes over what is no file in the root, and what is too large for a page", async () => {
  await using tree = await contentTree({
    "error/404.html/": "",
    "error/default.html": new Uint8Array(1024 * 1024 + 1),
  });
  await tree.symlink(await tree.writeOutside("secret.html", "secret"), "error/400.html");
  await tree.fifo("error/405.html");
  const pages = pagesOf(tree);
  for (const status of [404, 400, 405]) {
    assertEquals(await bodyText(pages.answer(status)), `<p>carried ${status} ${status}</p>`);
  }
});

Deno.test("ErrorPages.dress() gives errors without a body their page, and keeps their fields", async () => {
  await using tree = await contentTree();
  const pages = pagesOf(tree);
  const bare = new HttpResponse({ status: 404 });
  assertEquals(await bodyText(pages.dress(bare)), "<p>carried 404 404</p>");
  const refused = new HttpResponse({ status: 405, fields: [["Allow", "GET"]] });
  const dressed = pages.dress(refused);
  assertEquals([dressed.status, dressed.field("allow")], [405, "GET"]);
  assertEquals(await bodyText(dressed), "<p>carried 405 405</p>");
  assertStrictEquals(pages.dress(refused), dressed);
});

Deno.test("ErrorPages.dress() dresses a constant answer anew when the page changed", async () => {
  await using tree = await contentTree();
  const pages = pagesOf(tree);
  const refused = new HttpResponse({ status: 405, fields: [["Allow", "GET"]] });
  pages.dress(refused);
  await tree.write("error/default.html", "site {}");
  assertEquals(await bodyText(pages.dress(refused)), "site 405");
});

Deno.test("ErrorPages.dress() leaves alone what is no error, or has its own body", async () => {
  await using tree = await contentTree();
  const pages = pagesOf(tree);
  const answers = [200, 204, 301, 304].map((status) => new HttpResponse({ status }));
  const own = new HttpResponse({ status: 404, body: new Uint8Array(0) });
  for (const answer of [...answers, own]) assertStrictEquals(pages.dress(answer), answer);
});
