import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { notedDecisions } from "../_helpers/decisions.ts";
import { requestOf } from "../_helpers/request.ts";
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

Deno.test("makePipeline() answers with the page of the site where its handler has thrown", async () => {
  await using tree = await contentTree({ "error/500.html": "sorry" });
  await using blog = await contentTree({ "error/500.html": "oh no" });
  const sites = [["blog", { hosts: ["*.blog.example"], contentRoot: blog.root, rules: [] }]] as const;
  const { pipeline } = siteOf(tree.root, { "routing.sites": sites });
  const shown = async (host: string) => await bodyText(pipeline.error(500, { ...requestOf("GET /"), host }));
  assertEquals([await shown("a.BLOG.example:80"), await shown("blog.example"), await shown("")], [
    "oh no",
    "sorry",
    "sorry",
  ]);
  assertEquals(await bodyText(pipeline.error(500)), "sorry");
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

Deno.test("makePipeline() asks no rules and tells no sites apart where there are none", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const decisions = notedDecisions();
  await siteOf(tree.root).pipeline.handle({ ...requestOf("GET /a.txt"), decisions });
  assertEquals(decisions.notes.filter((note) => /^(?:site|rules):/.test(note)), []);
  const sites = [["blog", { hosts: ["blog.example"], contentRoot: tree.root, rules: [] }]] as const;
  const rules = [{ cacheControl: "no-store" }];
  const site = siteOf(tree.root, { "routing.sites": sites, "routing.rules": rules });
  await site.pipeline.handle({ ...requestOf("GET /a.txt"), decisions });
  assertEquals(decisions.notes.filter((note) => /^(?:site|rules):/.test(note)), [
    "site: default",
    "rules: routing.rules[0] says Cache-Control: no-store",
  ]);
});

Deno.test("makePipeline() serves each site from its own root, with its own rules and error pages", async () => {
  await using tree = await contentTree({ "a.txt": "A", "error/404.html": "no A" });
  await using blog = await contentTree({ "a.txt": "B", "secret.txt": "S", "error/404.html": "no B" });
  const site = siteOf(tree.root, {
    "routing.rules": [{ match: { path: "/b" }, rewrite: "/a.txt" }],
    "routing.sites": [["blog", {
      hosts: ["blog.example"],
      contentRoot: blog.root,
      rules: [{ match: { path: "/secret.txt" }, answer: { status: 404 } }],
    }]],
  }, () => Date.now() + 10_000);
  const ask = async (line: string) => {
    const response = await site.ask(line);
    return `${response.status} ${await bodyText(response)}`;
  };
  // Twice: from the disk, and from the cache that they share.
  for (let turn = 0; turn < 2; turn++) {
    assertEquals(await ask("GET /a.txt"), "200 A");
    assertEquals(await ask("GET /b"), "200 A");
    assertEquals(await ask("GET http://blog.example/a.txt"), "200 B");
    assertEquals(await ask("GET http://BLOG.example.:80/secret.txt"), "404 no B");
    assertEquals(await ask("GET http://blog.example/b"), "404 no B");
    assertEquals(await ask("GET /absent"), "404 no A");
  }
  assertEquals(site.pipeline.cache.size, 2);
});

Deno.test("makePipeline() asks who may have a path before a rule answers, and again for the path that it rewrites to", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const settings = {
    "access.deny": ["192.0.2.1"],
    "routing.rules": [{ match: { path: "/b" }, answer: { status: 410 } }, {
      match: { path: "/c" },
      rewrite: "/a.txt",
    }],
  };
  const site = siteOf(tree.root, settings);
  for (const path of ["/a.txt", "/b", "/c"]) assertEquals((await site.ask(`GET ${path}`)).status, 403, path);
});

Deno.test("makePipeline() has rules go by whom a trusted proxy names, and by nobody a stranger names", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const rules = [
    { match: { address: ["203.0.113.0/24"] }, answer: { status: 418 } },
    { match: { header: [["X-Forwarded-For", false]] as const }, answer: { status: 410 } },
  ];
  const statusOf = async (...trusted: string[]) => {
    const site = siteOf(tree.root, { "routing.rules": rules, "access.trustedProxies": trusted });
    return (await site.ask("GET /a.txt", "X-Forwarded-For: 203.0.113.7")).status;
  };
  assertEquals([await statusOf("192.0.2.1"), await statusOf("198.51.100.1"), await statusOf()], [
    418,
    200,
    200,
  ]);
});

Deno.test("makePipeline() has what rules answer look like any other answer of the site", async () => {
  await using tree = await contentTree({ "error/410.html": "gone" });
  const site = siteOf(tree.root, {
    "headers.security": true,
    "headers.cors": ["*"],
    "routing.rules": [
      { match: { path: "/gone" }, answer: { status: 410 }, set: [["Cache-Control", "max-age=9"]] },
      { match: { path: "/to" }, redirect: { to: "/x", status: 302 } },
    ],
  });
  const gone = await site.ask("GET /gone");
  assertEquals([gone.status, await bodyText(gone), gone.field("x-frame-options")], [
    410,
    "gone",
    "SAMEORIGIN",
  ]);
  assertEquals(gone.fields.filter(([name]) => name === "Cache-Control"), [["Cache-Control", "max-age=9"]]);
  const redirect = await site.ask("GET /to", "Origin: https://a.example");
  assertEquals([redirect.field("location"), redirect.field("access-control-allow-origin")], ["/x", "*"]);
});
