/** What a request that nobody sends is told, and that it is what a real one is. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { hashOf } from "../_helpers/password_hashes.ts";
import { contentTree } from "../_helpers/tree.ts";
import { BLOCKED, decisionsOf, fieldOf, trialOf } from "../_helpers/trial.ts";
import { MODIFIED, type StaticCase, type StaticSite } from "../serving/static_cases/case.ts";
import { STATIC_SITES } from "../serving/static_cases/sites.ts";

Deno.test("Trial.explain() tells the status and fields that real requests get", async (t) => {
  await using trees = new AsyncDisposableStack();
  const roots = new Map<StaticSite, string>();
  for (const site of STATIC_SITES) {
    const tree = trees.use(await contentTree(site.files));
    for (const name of Object.keys(site.files)) await Deno.utime(tree.path(name), MODIFIED, MODIFIED);
    await site.prepare?.(tree);
    roots.set(site, tree.root);
  }
  // A file that has just been changed could change again without showing it, and has a weak tag so long.
  await new Promise((resume) => setTimeout(resume, 1100));
  for (const [site, root] of roots) await t.step(site.name, () => compare(site, root));
});

/** The rows of the table over sockets, without one. */
async function compare(site: StaticSite, root: string): Promise<void> {
  const { why, notices } = trialOf(root, site.settings);
  for (const row of site.cases) {
    const explanation = await why(row.ask, await filledIn(row, why));
    assertEquals(explanation.status, row.status, `${row.ask}: ${row.shows}`);
    for (const [name, expected] of Object.entries(row.has ?? {})) {
      const value = fieldOf(explanation, name);
      if (expected instanceof RegExp) assertMatch(value ?? "(none)", expected, `${row.ask} ${name}`);
      else if (name !== "Connection") assertEquals(value, expected, `${row.ask} ${name}`);
    }
    assert(explanation.steps.length > 0 || explanation.refusal !== undefined);
  }
  assertEquals(notices, []);
}

async function filledIn(row: StaticCase, why: ReturnType<typeof trialOf>["why"]): Promise<readonly string[]> {
  const fields = row.fields ?? [];
  if (!fields.some((line) => line.includes("<"))) return fields;
  const [, target = ""] = row.ask.split(" ");
  const coded = await why(`HEAD ${target}`, fields.filter((line) => line.startsWith("Accept")));
  const plain = await why(`HEAD ${target}`);
  const tag = fieldOf(coded, "ETag") ?? "";
  return fields.map((line) =>
    line.replaceAll("<tag>", tag).replaceAll("<opaque>", tag.slice(1, -1))
      .replaceAll("<plain>", fieldOf(plain, "ETag") ?? "")
      .replaceAll("<date>", fieldOf(coded, "Last-Modified") ?? "")
  );
}

/** A request line, its fields, the status, and what is said of the decision that matters. */
type Row = readonly [line: string, fields: readonly string[], status: number | undefined, decisive: RegExp];

const DECISIONS: readonly Row[] = [
  ["GET /", [], 200, /^index: \/ is a directory, and of files\.index index\.html is there/m],
  ["GET /a.txt", [], 200, /^file: \/a\.txt is \/.*\/a\.txt$/m],
  ["GET /a.txt", [], 200, /^fields: Cache-Control: max-age=60, by headers\.cacheControl for \/\*\.txt$/m],
  ["GET /a.txt", [], 200, /^fields: X-A, by headers\.set for \/\*\*$/m],
  ["GET /a.txt", [], 200, /^security: X-Content-Type-Options, .*, by headers\.security$/m],
  ["GET /a.txt", ["Origin: https://b.example"], 200, /^cors: .*, by headers\.cors$/m],
  ["GET /nothing", [], 404, /^file: there is no \/.*\/nothing$/m],
  ["GET /nothing", [], 404, /^page: the one that LINPR carries/m],
  ["GET /.secret", [], 404, /^fence: a name in it is not served \(files\.dotfiles\)$/m],
  ["GET /out.txt", [], 404, /^fence: .* leads out of the root, to /m],
  ["GET /in.txt", [], 200, /^fence: .*\/in\.txt is by links \/.*\/a\.txt, which is in the root$/m],
  ["GET /sub", [], 301, /^redirect: a directory's path has a slash at its end: \/sub\/$/m],
  ["GET /sub/", [], 404, /^index: \/sub\/ is a directory without any file of files\.index$/m],
  ["GET /page.html", [], 301, /^redirect: with files\.cleanUrls the page has the address \/page$/m],
  ["GET /page", [], 200, /^file: with files\.cleanUrls \/page is /m],
  [
    "GET /big.css",
    ["Accept-Encoding: br"],
    200,
    /^coding: br, from .*big\.css\.br beside it \(codings\.siblings\)/m,
  ],
  [
    "GET /big.css",
    ["Accept-Encoding: gzip"],
    200,
    /^coding: gzip, made on the fly|^coding: one is made on the fly/m,
  ],
  ["GET /a.txt", [], 200, /^coding: none: the request has no Accept-Encoding$/m],
  ["GET /a.png", ["Accept-Encoding: br"], 200, /^coding: none: image\/png is sent as it is$/m],
  ["GET /a.txt", ["Accept-Encoding: identity;q=0"], 406, /^coding: nothing that .* would take: 406$/m],
  ["GET /a.txt", ["If-None-Match: *"], 304, /^precondition: If-None-Match: \*, and the file is ".*: 304$/m],
  [
    "GET /a.txt",
    ['If-Match: "x"', "If-Unmodified-Since: x"],
    412,
    /^precondition: If-Match: "x", and .*: 412$/m,
  ],
  ["GET /a.txt", ['If-None-Match: "x"'], 200, /^precondition: If-None-Match: the answer goes on/m],
  ["GET /a.txt", ["Range: bytes=1-2"], 206, /^range: Range: bytes=1-2, of 4 bytes: 1-2 is sent, 206$/m],
  ["GET /a.txt", ["Range: bytes=9-"], 416, /^range: Range: bytes=9-, of 4 bytes has nothing in it: 416$/m],
  ["GET /a.txt", ["Range: bytes=1-2", 'If-Range: "x"'], 200, /^range: If-Range names another state/m],
  ["PUT /a.txt", [], 405, /^methods: PUT is none of GET, HEAD$/m],
  ["GET /old/x", [], 308, /^rules: routing\.rules\[0\] .*308/m],
  ["GET /closed/a.txt", [], 401, /^access: realm "Staff": no credentials: 401$/m],
  ["GET /api/x", [], undefined, /^handlers: an application decides the rest/m],
  ["GET /a.txt", ["Host: other.example"], 200, /^site: other, by the host other\.example$/m],
];

const SETTINGS = {
  files: { cleanUrls: true },
  headers: {
    cacheControl: { "/*.txt": "max-age=60" },
    set: { "/**": { "X-A": "b" } },
    security: true,
    cors: ["https://b.example"],
  },
  access: {
    users: { ann: await hashOf("secret") },
    realms: { "/closed/**": { realm: "Staff" } },
  },
  handlers: { fetch: { api: { module: "/api.ts", path: "/api/**" } } },
};

Deno.test("Trial.explain() names the step that decides", async () => {
  const css = "a { color: red }\n".repeat(200);
  await using tree = await contentTree({
    "index.html": "<p>",
    "a.txt": "four",
    "a.png": "x".repeat(2000),
    ".secret": "s",
    "page.html": "<p>",
    "sub/x.txt": "x",
    "closed/a.txt": "x",
    "big.css": css,
    "big.css.br": "not looked at",
  });
  await Deno.symlink("/etc/passwd", tree.path("out.txt"));
  await Deno.symlink(tree.path("a.txt"), tree.path("in.txt"));
  const sites = { other: { hosts: ["other.example"], contentRoot: tree.root } };
  const application = (): Response => {
    throw new Error("nobody may ask it");
  };
  const { why, notices } = trialOf(
    tree.root,
    {
      ...SETTINGS,
      routing: { rules: [{ match: { path: "/old/*" }, redirect: { to: "/new/{1}", status: 308 } }], sites },
    },
    new Map([["/api.ts", application]]),
  );
  for (const [line, fields, status, decisive] of DECISIONS) {
    const explanation = await why(line, fields);
    const said = decisionsOf(explanation).join("\n");
    assertEquals(explanation.status, status, `${line} ${fields}\n${said}`);
    assertMatch(said, decisive, `${line} ${fields}`);
  }
  assertEquals(notices, []);
});

Deno.test("Trial.explain() names the rule that refuses a head, and where", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const { whyHead, why } = trialOf(tree.root);
  const rows: readonly (readonly [head: string, status: number, source: string, at: number])[] = [
    ["GET /\x00 HTTP/1.1\r\n\r\n", 400, "RFC 9112 §3.2", 5],
    ["GET / HTTP/1.1\r\nHost: a\r\nA: b\nC: d\r\n\r\n", 400, "RFC 9112 §2.2", 29],
    ["GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, "RFC 9112 §5.1", 20],
    ["GET / HTTP/2.0\r\n\r\n", 505, "RFC 9110 §15.6.6", 6],
    ["GET / HTTP/1.1\r\n\r\n", 400, "RFC 9112 §3.2", -1],
    ["GET / HTTP/1.1\r\nHost: a", 408, "timeouts.head, timeouts.body", -1],
  ];
  for (const [head, status, source, at] of rows) {
    const { refusal, status: told, head: lines } = await whyHead(head);
    assertEquals([told, refusal?.source, refusal?.at], [status, source, at], JSON.stringify(head));
    assertEquals(lines.at(-1), "Connection: close");
  }
  assertEquals((await why("POST /", ["Content-Length: 99999999999"])).status, 413);
});

Deno.test("Trial.explain() shows the answer to what a handler refuses as a client would get it", async () => {
  await using tree = await contentTree({ "error/400.html": "default" });
  await using blog = await contentTree({ "error/400.html": "that of the blog" });
  const { why } = trialOf(tree.root, {
    access: { trustedProxies: ["192.0.2.1"], forwardedField: "Forwarded" },
    log: { requestId: true },
    routing: { sites: { blog: { hosts: ["a.example"], contentRoot: blog.root } } },
  });
  const { status, refusal, head } = await why("GET /", ['Forwarded: for="']);
  assertEquals([status, refusal?.source], [400, "RFC 7239 §4"]);
  assert(head.some((line) => line.startsWith("X-Request-Id: ")));
  assert(head.includes("Content-Length: 16"), head.join());
});

Deno.test("Trial.explain() takes nothing from a client's limits, and tells how they stand", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const { why, buckets } = trialOf(tree.root, { limits: { requestsPerSecond: 1, burst: 1 } });
  for (let time = 0; time < 3; time++) assertEquals((await why("GET /a.txt")).status, 200);
  assert(buckets.take("192.0.2.1", { perSecond: 1, burst: 1 }));
  const after = await why("GET /a.txt");
  assertEquals(after.status, 429);
  assertMatch(decisionsOf(after).join("\n"), /^limits: 192\.0\.2\.1 asks more often/m);
  assertEquals((await why("GET /a.txt", [], "192.0.2.2")).status, 200);
});

Deno.test("Trial.explain() has no answer for an address that is blocked", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const explanation = await trialOf(tree.root).why("GET /a.txt", [], BLOCKED);
  assertEquals([explanation.status, explanation.head], [undefined, []]);
  assertEquals(explanation.steps, [{
    by: "connection",
    text: `${BLOCKED} is blocked: it is closed at once`,
  }]);
});
