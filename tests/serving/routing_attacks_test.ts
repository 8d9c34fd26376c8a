/** Sites and rules under attack, over real sockets (ATTACKS.md, lines 17, 53 and 59, and what rules add to it). */

import { assert, assertEquals } from "@std/assert";
import { rawExchange } from "../_helpers/raw.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const RULES = [
  { match: { path: "/admin/**" }, answer: { status: 403 } },
  { match: { path: "/private/index.html" }, answer: { status: 403 } },
  { match: { path: "/hidden.css" }, answer: { status: 403 } },
  { match: { path: "/about.html" }, answer: { status: 403 } },
  { match: { path: "/go/**" }, redirect: { to: "/{1}" } },
  { match: { path: "/two/*/**" }, redirect: { to: "/{1}/{2}?from={path}&{query}" } },
  { match: { path: "/tls" }, redirect: { to: "https://{host}{path}?{query}" } },
  {
    match: { path: "/echo/**" },
    set: { "X-Echo": "{1}|{query}|{host}" },
    add: { Link: '<{path}>; title="{1}"' },
  },
  { match: { path: "/in/**" }, rewrite: "/pub/{1}" },
  { match: { path: "/tail*" }, rewrite: "/pub/{1}" },
  { match: { path: "/vhost/**" }, rewrite: "/vhosts/{host}/{1}" },
  { match: { path: "/grow/**" }, rewrite: "/pub/{1}/{1}" },
  { match: { path: "/agent", header: { "User-Agent": `${"*a".repeat(100)}b` } }, answer: { status: 410 } },
  { match: { path: `/${"**/".repeat(40)}z{a,b,c,d,e,f,g,h}` }, answer: { status: 410 } },
];

const FILES = {
  "admin/x": "secret",
  "private/index.html": "secret",
  "hidden.css": "secret",
  "hidden.css.br": "secret",
  "about.html": "secret",
  "pub/a.txt": "A",
  "vhosts/b.example/a.txt": "B",
  "a.txt": "root",
};

interface Attacked extends AsyncDisposable {
  readonly server: Server;
  readonly tree: ContentTree;
}

async function attacked(files: Record<string, unknown> = {}): Promise<Attacked> {
  await using cleanUp = new AsyncDisposableStack();
  const tree = cleanUp.use(await contentTree(FILES));
  await tree.writeOutside("blog/a.txt", "blog");
  const sites = { blog: { hosts: ["blog.example", "*.blog.example"], contentRoot: "blog" } };
  const settings = { general: { contentRoot: "pub" }, files, routing: { rules: RULES, sites } };
  await tree.writeOutside(".linprconfig", JSON.stringify(settings));
  const server = cleanUp.use(await startServer({ cwd: tree.base }));
  const owned = cleanUp.move();
  return { server, tree, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** Asks with one request; whatever comes back is one answer, to the letter of HTTP, and no more. */
async function ask(port: number, target: string, ...fields: readonly string[]): Promise<RawResponse> {
  const lines = fields.some((line) => /^host:/i.test(line)) ? fields : ["Host: a.example", ...fields];
  const request = [`GET ${target} HTTP/1.1`, ...lines, "Connection: close", "", ""].join("\r\n");
  const { responses, rest } = await rawExchange(port, [request], { methods: ["GET"] });
  const [response, ...more] = responses;
  assert(response !== undefined && more.length === 0 && rest.length === 0, target);
  return response;
}

Deno.test("17, 53: what a rule refuses is refused however it is spelled, and by whichever name its content goes", async () => {
  await using site = await attacked({ listing: true, cleanUrls: true, dotfiles: true });
  const { port } = site.server;
  const spellings = [
    "/admin/x",
    "//admin/x",
    "/./admin/x",
    "/%61dmin/x",
    "/a/../admin/x",
    "/admin//x",
    "/admin/./x",
  ];
  const listings = [
    "/admin",
    "/admin/",
    "/admin/?format=json",
    "/admin/?format=text",
    "/admin/?download",
    "/admin/%2e",
  ];
  for (const target of [...spellings, ...listings]) {
    assertEquals((await ask(port, target)).status, 403, target);
  }
  const others = ["/private/", "/private/?format=json", "/hidden.css.br", "/about", "/in/../admin/x"];
  for (const target of others) assertEquals((await ask(port, target)).status, 403, target);
  assertEquals((await ask(port, "/hidden.css", "Accept-Encoding: br")).status, 403);
  for (const target of ["/admin%2fx", "/admin%5cx", "/admin%00", "/..//admin/x"]) {
    assertEquals((await ask(port, target)).status, 400, target);
  }
  assertEquals((await ask(port, "/ADMIN/x")).status, 404);
  assertEquals(text(await ask(port, "/in/a.txt")), "A");
});

Deno.test("53: the page for what is not there obeys the rules, too", async () => {
  await using site = await attacked({ fallback: "private/index.html" });
  const { port } = site.server;
  for (const target of ["/nowhere", "/nowhere?x", "/deep/er"]) {
    assertEquals((await ask(port, target, "Accept: text/html")).status, 403, target);
  }
});

Deno.test("redirects by rules lead to no other host, and end no line", async () => {
  await using site = await attacked();
  const { port } = site.server;
  const paths = [
    "//evil.example",
    "/%2f%2fevil.example",
    "/http:%2f%2fevil.example",
    "/%0d%0aSet-Cookie:%20a=1",
    "/%e2%80%a8",
  ];
  const more = [
    "/http://evil.example",
    "/@evil.example",
    "/.evil.example",
    "/%09",
    "/..%2fx",
    "/%ff",
    "/\\evil.example",
    "/{1}/{path}",
  ];
  for (const path of [...paths, ...more]) {
    for (const prefix of ["/go", "/two", "/two/x", "/go/go"]) {
      const response = await ask(port, prefix + path);
      const location = field(response, "location");
      assertEquals(field(response, "set-cookie"), undefined);
      if (location === undefined) {
        assert([400, 404].includes(response.status), `${prefix}${path}: ${response.status}`);
        continue;
      }
      assert(/^\/(?![/\\])[!-~]*$/.test(location), `${prefix}${path}: ${location}`);
      assertEquals(new URL(location, "http://a.example/").host, "a.example", location);
    }
  }
  assertEquals(
    field(await ask(port, "/two/a/b?x=1&y=%0d%0a"), "location"),
    "/a/b?from=%2Ftwo%2Fa%2Fb&x=1&y=%0d%0a",
  );
});

Deno.test("59: what a client sends is put in once, and never taken for a placeholder", async () => {
  await using site = await attacked();
  const { port } = site.server;
  assertEquals(field(await ask(port, "/go/%7Bquery%7D?secret"), "location"), "/%7Bquery%7D");
  assertEquals(
    field(await ask(port, "/two/%7B2%7D/$1%7Benv.HOME%7D?{host}"), "location")?.includes("a.example"),
    false,
  );
  const echo = await ask(port, "/echo/%7Bhost%7D?{path}{1}");
  assertEquals(field(echo, "x-echo"), "%7Bhost%7D|%7Bpath%7D%7B1%7D|a.example");
});

Deno.test("fields by rules have no second field, parameter or control byte in them", async () => {
  await using site = await attacked();
  const { port } = site.server;
  const values = [
    "%0d%0aX-Evil:%201",
    "%01%1b[2J",
    "%22;%20rel=evil",
    "%3e,%3c/evil%3e",
    "%c2%85%e2%80%a8",
    "a%20b%09",
    "'()*",
  ];
  for (const value of values) {
    for (const target of [`/echo/${value}`, `/echo/x?${value}`]) {
      const response = await ask(port, target);
      assertEquals(field(response, "x-evil"), undefined);
      assert(/^[!-~|]*$/.test(field(response, "x-echo") ?? "?"), target);
      assert(
        /^<[^<>"; ,]*>; title="[^" ;,<>]*"$/.test(field(response, "link") ?? "?"),
        `${field(response, "link")}`,
      );
    }
  }
  for (const host of ["a;b", "a,b", "a'b", "a%0d%0ab", "(a)", "a!b", "$a"]) {
    const response = await ask(port, "/echo/x", `Host: ${host}`);
    if (response.status === 400) continue;
    const value = field(response, "x-echo") ?? "";
    assert(/^x\|\|[!-~]+$/.test(value) && !/[;,()'\r\n]/.test(value), JSON.stringify([host, value]));
  }
});

Deno.test("no Host leads into another site's files, or to a host that is none", async () => {
  await using site = await attacked();
  const { port } = site.server;
  const blog = [
    "BLOG.example",
    "blog.example:80",
    "blog.example.",
    "Blog.Example.:8080",
    "x.blog.example",
    "a.b.blog.example",
  ];
  for (const host of blog) assertEquals(text(await ask(port, "/a.txt", `Host: ${host}`)), "blog", host);
  const others = [
    "blog.example..",
    "blog.example.evil",
    "xblog.example",
    "example",
    "%62log.example",
    ".blog.example.x",
  ];
  for (const host of others) assertEquals(text(await ask(port, "/a.txt", `Host: ${host}`)), "root", host);
  // The target's host wins over the field's (RFC 9112 §3.2.2).
  assertEquals(text(await ask(port, "http://blog.example/a.txt", "Host: a.example")), "blog");
  assertEquals(text(await ask(port, "http://a.example/a.txt", "Host: blog.example")), "root");
  for (const host of ["blog.example, a.example", "a.example/blog", "blog.example@a.example", ""]) {
    assertEquals((await ask(port, "/a.txt", `Host: ${host}`)).status, 400, host);
  }
  assertEquals(text(await ask(port, "/vhost/a.txt", "Host: B.example:80")), "B");
  for (const host of ["..", ".", "a;b", "%2e%2e", "..%2f", "-"]) {
    assertEquals((await ask(port, "/vhost/a.txt", `Host: ${host}`)).status, 400, host);
    assertEquals((await ask(port, "/tls", `Host: ${host}`)).status, 400, host);
  }
  assertEquals(
    field(await ask(port, "/tls?x", "Host: A.example.:8080"), "location"),
    "https://a.example/tls?x",
  );
});

Deno.test("a client of HTTP/1.0 that names no host gets the default site, and no redirect to a host", async () => {
  await using site = await attacked();
  const old = async (target: string) => {
    const { responses: [response] } = await rawExchange(site.server.port, [`GET ${target} HTTP/1.0\r\n\r\n`]);
    return `${response?.status} ${response === undefined ? "" : text(response)}`;
  };
  assertEquals(await old("/a.txt"), "200 root");
  for (const target of ["/tls", "/vhost/a.txt"]) assertEquals((await old(target)).slice(0, 3), "400", target);
});

Deno.test("no rewrite leads up, and none makes a path longer and longer", async () => {
  await using site = await attacked();
  const { port } = site.server;
  for (const target of ["/tail..", "/tail.", "/tail%2e%2e"]) {
    assertEquals((await ask(port, target)).status, 400, target);
  }
  for (const target of ["/in/..%2fadmin/x", "/in/%2e%2e%2fx"]) {
    assertEquals((await ask(port, target)).status, 400, target);
  }
  assertEquals((await ask(port, `/grow/${"a".repeat(8000)}`)).status, 404);
  assertEquals((await ask(port, `/${"go/".repeat(2000)}x`)).status, 302);
});

Deno.test("globs that would hold up a regular expression hold up nobody", async () => {
  await using site = await attacked();
  const { port } = site.server;
  assertEquals((await ask(port, "/agent", `User-Agent: ${"a".repeat(7000)}`)).status, 404);
  assertEquals((await ask(port, `/${"a/".repeat(3500)}y`)).status, 404);
  assertEquals((await ask(port, "/a/b/zh")).status, 410);
});
