import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { bodyText } from "../_helpers/response_body.ts";
import { siteOf } from "../_helpers/site.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("makePipeline() serves files, and gives every refusal its page", async () => {
  await using tree = await contentTree({ "a.txt": "A", "error/405.html": "not so" });
  const site = siteOf(tree.root);
  assertEquals(await bodyText(await site.ask("GET /a.txt")), "A");
  const missing = await site.ask("GET /absent");
  assertEquals([missing.status, await bodyText(missing)], [404, "<p>carried 404</p>"]);
  const refused = await site.ask("DELETE /a.txt");
  assertEquals([refused.status, await bodyText(refused)], [405, "not so"]);
  assertStringIncludes(refused.field("allow") ?? "", "GET");
});

Deno.test("makePipeline() answers where no handler can be asked", async () => {
  await using tree = await contentTree({ "error/500.html": "sorry" });
  const { pipeline } = siteOf(tree.root);
  assertEquals(await bodyText(pipeline.error(500)), "sorry");
  assertEquals(await bodyText(pipeline.error(431)), "<p>carried 431</p>");
});

Deno.test("makePipeline() never shows the path that was asked for", async () => {
  await using tree = await contentTree();
  const site = siteOf(tree.root);
  for (const path of ["/%3Cscript%3Ealert(1)%3C/script%3E", "/{}", "/secret-name"]) {
    assertEquals(await bodyText(await site.ask(`GET ${path}`)), "<p>carried 404</p>", path);
  }
});

Deno.test("makePipeline() heeds the settings of the files", async () => {
  await using tree = await contentTree({ ".env": "S", "home.htm": "H" });
  const site = siteOf(tree.root, { "files.dotfiles": true, "files.index": ["index.html", "home.htm"] });
  assertEquals(await bodyText(await site.ask("GET /.env")), "S");
  assertEquals(await bodyText(await site.ask("GET /")), "H");
  const strict = siteOf(tree.root);
  assertEquals((await strict.ask("GET /.env")).status, 404);
  assertEquals((await strict.ask("GET /")).status, 404);
});

Deno.test("makePipeline() keeps hot files in a cache of the size that the settings allow", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const later = (): number => Date.now() + 10_000;
  const site = siteOf(tree.root, {}, later);
  await site.ask("GET /a.txt");
  assert(site.pipeline.cache.bytes > 0 && site.pipeline.cache.size === 1);
  const without = siteOf(tree.root, { "cache.size": 0 }, later);
  assertEquals(await bodyText(await without.ask("GET /a.txt")), "A");
  assertEquals(without.pipeline.cache.bytes, 0);
});
