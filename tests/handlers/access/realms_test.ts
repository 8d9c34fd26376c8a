import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { HttpResponse } from "../../../src/http/response.ts";
import type { Settings } from "../../../src/settings/settings.ts";
import { parseSetting } from "../../../src/settings/value.ts";
import { basic } from "../../_helpers/basic.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { hashOf } from "../../_helpers/password_hashes.ts";
import { requestOf } from "../../_helpers/request.ts";
import { bodyText } from "../../_helpers/response_body.ts";
import { type Site, siteOf } from "../../_helpers/site.ts";
import { contentTree } from "../../_helpers/tree.ts";

const USERS = [["anna", await hashOf("secret")], ["bob", await hashOf("other")]] as const;
const ANNA = `Authorization: ${basic("anna", "secret")}`;
const BOB = `Authorization: ${basic("bob", "other")}`;
const WRONG = `Authorization: ${basic("anna", "wrong")}`;

const REALMS: Settings["access.realms"] = [
  ["/open/**", { open: true }],
  ["/admin/**", { realm: "Administration", users: ["anna"] }],
  ["/team/**", { realm: 'The "Team"' }],
  ["*.pdf", { realm: "Papers" }],
  ["/secret.html", { realm: "Secret" }],
  ["/", { open: true }],
  ["/index.html", { realm: "Home" }],
];

const FILES = {
  "a.txt": "A",
  "index.html": "HOME",
  "secret.html": "SECRET",
  "admin/x.txt": "X",
  "admin/index.html": "ADMIN",
  "admin/list/y.txt": "Y",
  "team/app.css": "CSS",
  "open/paper.pdf": "OPEN",
  "paper.pdf": "PAPER",
  "paper.pdf.gz": "PACKED",
  "error/401.html": "who are you?",
};

async function withSite(settings: Partial<Settings>, use: (site: Site) => Promise<void>): Promise<void> {
  await using tree = await contentTree(FILES);
  await use(siteOf(tree.root, { "access.realms": REALMS, "access.users": USERS, ...settings }));
}

/** The status, and the realm that is asked for. */
function told(response: HttpResponse): [status: number, realm: string | undefined] {
  return [response.status, /realm="(.*)",/.exec(response.field("www-authenticate") ?? "")?.[1]];
}

Deno.test("realms() asks for a password where a path is in a realm, and says so with a page", async () => {
  await withSite({}, async (site) => {
    const asked = await site.ask("GET /admin/x.txt");
    assertEquals([asked.status, await bodyText(asked)], [401, "who are you?"]);
    assertEquals(asked.field("www-authenticate"), 'Basic realm="Administration", charset="UTF-8"');
    assertEquals(asked.fields.filter(([name]) => name === "Cache-Control"), [["Cache-Control", "no-store"]]);
    assertEquals(await bodyText(await site.ask("GET /admin/x.txt", ANNA)), "X");
    assertEquals(await bodyText(await site.ask("GET /a.txt")), "A");
    assertEquals(told(await site.ask("GET /team/app.css")), [401, 'The \\"Team\\"']);
  });
});

Deno.test("realms() lets in whom the realm names, by the right password", async () => {
  await withSite({}, async (site) => {
    assertEquals(told(await site.ask("GET /admin/x.txt", WRONG)), [401, "Administration"]);
    const barred = await site.ask("GET /admin/x.txt", BOB);
    assertEquals([barred.status, await bodyText(barred)], [403, "<p>carried 403</p>"]);
    assertEquals(barred.field("cache-control"), "no-store");
    assertEquals((await site.ask("GET /team/app.css", BOB)).status, 200);
    assertEquals((await site.ask("GET /team/app.css", ANNA)).status, 200);
  });
});

Deno.test("realms() sees the path that the files are looked up by, however it is spelled", async () => {
  const spellings = [
    "//admin/x.txt",
    "/./admin/x.txt",
    "/a/../admin/x.txt",
    "/%61dmin/x.txt",
    "/admin/%78.txt",
    "/admin//x.txt",
    "/admin/list/../x.txt",
    "http://a.example/admin/x.txt",
    "/admin/x.txt?format=json",
    "/admin/x.txt?download",
    "/admin/",
    "/admin",
    "/admin/list/",
    "/admin/list/?format=json",
    "/admin/none",
    "/ADMIN/x.txt",
    "/Admin/X.TXT",
    "/admin/LIST/",
  ];
  await withSite({ "files.listing": true, "files.downloadQuery": true }, async (site) => {
    for (const target of spellings) {
      assertEquals(told(await site.ask(`GET ${target}`)), [401, "Administration"], target);
      assertEquals(told(await site.ask(`HEAD ${target}`)), [401, "Administration"], target);
    }
    for (const target of ["/admin;/x.txt", "/admin./x.txt", "/admin%20/x.txt"]) {
      assertEquals((await site.ask(`GET ${target}`)).status, 404, target);
    }
  });
});

Deno.test("realms() asks before anything else is told, whatever the method", async () => {
  await withSite({}, async (site) => {
    for (const line of ["POST /admin/x.txt", "OPTIONS /admin/x.txt", "DELETE /admin/none"]) {
      assertEquals(told(await site.ask(line)), [401, "Administration"], line);
    }
    const { status } = await site.ask("GET /admin/x.txt", "If-None-Match: *", "Range: bytes=0-0");
    assertEquals(status, 401);
  });
});

Deno.test("realms() has nothing to close where a request is about no path", async () => {
  await withSite({ "access.realms": [["/**", { realm: "All" }]] }, async (site) => {
    assertEquals((await site.ask("OPTIONS *")).status, 204);
    assertEquals(told(await site.ask("OPTIONS /")), [401, "All"]);
  });
});

Deno.test("realms() closes every way to a closed file", async () => {
  await withSite({ "files.cleanUrls": true, "codings.siblings": true }, async (site) => {
    assertEquals(told(await site.ask("GET /paper.pdf")), [401, "Papers"]);
    assertEquals(told(await site.ask("GET /paper.pdf.gz")), [401, "Papers"]);
    assertEquals(told(await site.ask("GET /paper.pdf", "Accept-Encoding: gzip")), [401, "Papers"]);
    assertEquals(told(await site.ask("GET /secret")), [401, "Secret"]);
    assertEquals(told(await site.ask("GET /secret.html")), [401, "Secret"]);
    // The path is open, but what it shows is not.
    assertEquals(told(await site.ask("GET /")), [401, "Home"]);
  });
  await withSite({ "files.fallback": "secret.html" }, async (site) => {
    assertEquals(told(await site.ask("GET /none", "Accept: text/html")), [401, "Secret"]);
  });
});

Deno.test("realms() lets nobody round by a link within the root", async () => {
  await using tree = await contentTree(FILES);
  await tree.symlink("../admin", "open/door");
  await tree.symlink("../admin/x.txt", "open/x.txt");
  const site = siteOf(tree.root, { "access.realms": REALMS, "access.users": USERS, "files.listing": true });
  for (const path of ["/open/x.txt", "/open/door/x.txt", "/open/door/", "/open/door/list/", "/open/door"]) {
    assertEquals(told(await site.ask(`GET ${path}`)), [401, "Administration"], path);
  }
});

Deno.test("realms() goes by the first glob that fits: an open one before a closed one opens", async () => {
  await withSite({}, async (site) => {
    assertEquals(await bodyText(await site.ask("GET /open/paper.pdf")), "OPEN");
    // What is open is so as it is spelled.
    assertEquals(told(await site.ask("GET /OPEN/paper.pdf")), [401, "Papers"]);
  });
});

Deno.test("realms() lets no shared cache keep what is behind a password", async () => {
  const settings: Partial<Settings> = {
    "headers.cacheControl": [["*.css", "public, max-age=60, s-maxage=90"]],
  };
  await withSite(settings, async (site) => {
    const cached = async (line: string, ...fields: string[]) =>
      (await site.ask(line, ...fields)).field("cache-control");
    assertEquals(await cached("GET /team/app.css", ANNA), "private, max-age=60");
    assertEquals(await cached("GET /admin/x.txt", ANNA), "private, no-cache");
    assertEquals(await cached("GET /admin/none", ANNA), "private, no-cache");
    const tag = (await site.ask("GET /admin/x.txt", ANNA)).field("etag") ?? "";
    const current = await site.ask("GET /admin/x.txt", ANNA, `If-None-Match: ${tag}`);
    assertEquals([current.status, current.field("cache-control")], [304, "private, no-cache"]);
    assertEquals(await cached("GET /a.txt", ANNA), "no-cache");
  });
});

Deno.test("realms() answers 429 to who guesses, and says when to try again", async () => {
  await withSite({}, async (site) => {
    for (let guess = 0; guess < 5; guess++) {
      const authorization = `Authorization: ${basic("anna", `guess ${guess}`)}`;
      assertEquals((await site.ask("GET /admin/x.txt", authorization)).status, 401);
    }
    const slowed = await site.ask("GET /admin/x.txt", WRONG);
    assertEquals([slowed.status, slowed.field("retry-after")], [429, "1"]);
    assertEquals([slowed.field("cache-control"), slowed.field("www-authenticate")], ["no-store", undefined]);
    assertEquals(told(await site.ask("GET /admin/x.txt")), [401, "Administration"]);
  });
});

Deno.test("realms() says why, and never the password", async () => {
  await withSite({}, async ({ pipeline }) => {
    const notes = async (...fields: string[]): Promise<string> => {
      const decisions = notedDecisions();
      await pipeline.handle({ ...requestOf("GET /admin/x.txt", fields), decisions });
      return decisions.notes.filter((note) => note.startsWith("access:")).join();
    };
    assertEquals(await notes(), 'access: realm "Administration": no credentials: 401');
    assertEquals(await notes(ANNA), 'access: realm "Administration": anna may enter');
    assertMatch(await notes(BOB), /bob may not enter "Administration": 403$/);
    const wrong = await notes(WRONG);
    assertStringIncludes(wrong, 'a wrong password for "anna", or no such user: 401');
    assertEquals([wrong.includes(basic("anna", "wrong")), wrong.includes("wrong:")], [false, false]);
  });
});

Deno.test("realms() asks for both where a path and its file are in two", async () => {
  const realms: Settings["access.realms"] = [
    ["/admin/", { realm: "Readers" }],
    ["/admin/*.html", { realm: "Writers", users: ["anna"] }],
  ];
  await withSite({ "access.realms": realms }, async (site) => {
    assertEquals((await site.ask("GET /admin/", BOB)).status, 403);
    assertEquals((await site.ask("GET /admin/", ANNA)).status, 200);
  });
});

Deno.test("realms() closes what a rule rewrites to, and what it leads away from", async () => {
  const rules = parseSetting("routing.rules", [
    { match: { path: "/back-door" }, rewrite: "/admin/x.txt" },
    { match: { path: "/team/*" }, rewrite: "/a.txt" },
    { match: { path: "/admin/old" }, redirect: { to: "/a.txt" } },
  ]);
  assert(rules.ok);
  await withSite({ "routing.rules": rules.value }, async (site) => {
    assertEquals(told(await site.ask("GET /back-door")), [401, "Administration"]);
    assertEquals(await bodyText(await site.ask("GET /back-door", ANNA)), "X");
    assertEquals(told(await site.ask("GET /team/x")), [401, 'The \\"Team\\"']);
    assertEquals(told(await site.ask("GET /admin/old")), [401, "Administration"]);
    const led = await site.ask("GET /admin/old", ANNA);
    assertEquals([led.field("location"), led.field("cache-control")], ["/a.txt", "private, no-cache"]);
  });
});

Deno.test("realms() lets no rule have a shared cache keep what it rewrites to, or take the challenge away", async () => {
  const rules = parseSetting("routing.rules", [
    { match: { path: "/a" }, rewrite: "/admin/x.txt", cacheControl: "public, max-age=60" },
    {
      match: { path: "/b" },
      rewrite: "/admin/x.txt",
      set: { "Cache-Control": "public", "X-Accel-Expires": "60" },
    },
    { match: { path: "/c" }, rewrite: "/admin/x.txt", remove: ["Cache-Control", "WWW-Authenticate"] },
  ]);
  assert(rules.ok);
  await withSite({ "routing.rules": rules.value }, async (site) => {
    const expected = { "/a": "private, max-age=60", "/b": "private", "/c": "private, no-cache" };
    for (const [path, cached] of Object.entries(expected)) {
      const asked = await site.ask(`GET ${path}`);
      assertEquals([told(asked), asked.field("cache-control")], [[401, "Administration"], "no-store"], path);
      const entered = await site.ask(`GET ${path}`, ANNA);
      assertEquals([await bodyText(entered), entered.field("cache-control")], ["X", cached], path);
      assertEquals(entered.field("x-accel-expires"), undefined);
    }
  });
});

Deno.test("realms() asks nobody for the password of a file that an application answers in place of", async () => {
  const applications = new Map([["/app.ts", () => new Response("from the application")]]);
  const open: Settings["access.realms"] = [["/hooks/**", { open: true }], ["/**", { realm: "Closed" }]];
  const settings: Partial<Settings> = {
    "access.realms": open,
    "access.users": USERS,
    "files.fallback": "index.html",
    "handlers.fetch": [["hooks", { module: "/app.ts", path: "/hooks/**" }]],
  };
  const rules = parseSetting("routing.rules", [{ match: { path: "/hooks/files/**" }, handler: "static" }]);
  assert(rules.ok);
  await using tree = await contentTree({ "index.html": "HOME", "admin/x.txt": "X", "hooks/y.txt": "Y" });
  await tree.symlink("../admin", "hooks/files");
  const site = siteOf(tree.root, settings, Date.now, applications);
  for (const path of ["/hooks/x", "/hooks/y.txt", "/hooks/files/x.txt"]) {
    assertEquals(await bodyText(await site.ask(`GET ${path}`)), "from the application", path);
  }
  assertEquals(told(await site.ask("GET /x")), [401, "Closed"]);
  // Where a rule may have a file sent instead, that is still closed.
  const ruled = siteOf(tree.root, { ...settings, "routing.rules": rules.value }, Date.now, applications);
  assertEquals(told(await ruled.ask("GET /hooks/files/x.txt")), [401, "Closed"]);
  assertEquals(await bodyText(await ruled.ask("GET /hooks/files/x.txt", ANNA)), "X");
});

Deno.test("realms() closes every site, and slows a guesser down at all of them together", async () => {
  await using tree = await contentTree({ "admin/x.txt": "X" });
  await using other = await contentTree({ "admin/x.txt": "Y" });
  const sites = parseSetting("routing.sites", { b: { hosts: ["b.example"], contentRoot: other.root } });
  assert(sites.ok);
  const settings = { "access.realms": REALMS, "access.users": USERS, "routing.sites": sites.value };
  const { pipeline } = siteOf(tree.root, settings);
  const ask = async (host: string, authorization: string) =>
    await pipeline.handle({ ...requestOf("GET /admin/x.txt", [authorization]), host });
  assertEquals(await bodyText(await ask("a.example", ANNA)), "X");
  assertEquals(await bodyText(await ask("b.example", ANNA)), "Y");
  const statuses: number[] = [];
  for (let guess = 0; guess < 6; guess++) {
    const authorization = `Authorization: ${basic("anna", `guess ${guess}`)}`;
    statuses.push((await ask(guess % 2 === 0 ? "a.example" : "b.example", authorization)).status);
  }
  assertEquals(statuses, [401, 401, 401, 401, 401, 429]);
});
