/** What `why` says of requests, beside what `get` is answered for the same ones by the same server. */

import { assertEquals, assertMatch } from "@std/assert";
import { hashOf } from "../_helpers/password_hashes.ts";
import { basic } from "../_helpers/basic.ts";
import { Random } from "../_helpers/random.ts";
import { startProcess } from "../_helpers/process.ts";
import { contentTree } from "../_helpers/tree.ts";

/** What stands behind `why` and `get`. */
const REQUESTS: readonly string[] = [
  "/",
  "/a.txt",
  "/nothing",
  "/nothing/at/all -X HEAD",
  "/.hidden",
  "/out.txt",
  "/in.txt",
  "/sub",
  "/sub/?q",
  "/page.html",
  "/page",
  "/old/thing",
  "/gone",
  "/rewritten",
  "/closed/a.txt",
  `/closed/a.txt -H 'Authorization: ${basic("ann", "secret")}'`,
  `/closed/a.txt -H 'Authorization: ${basic("ann", "wrong")}'`,
  "/a.txt -H 'Host: other.example'",
  "/only.txt -H 'Host: other.example'",
  "/a.css -H 'Accept-Encoding: gzip'",
  "/a.css -H 'Accept-Encoding: br'",
  "/a.css -H 'Accept-Encoding: identity;q=0, *;q=0'",
  "/a.txt -H 'Range: bytes=0-0'",
  "/a.txt -H 'Range: bytes=7-'",
  "/a.txt -H 'If-None-Match: *'",
  "/a.txt -H 'If-Match: \"x\"'",
  "/a.txt -X PUT",
  "/a.txt -X OPTIONS",
  "* -X OPTIONS",
  "/a.txt -X BREW",
  "/../a.txt",
  "/%zz",
  "/a%00b",
  "/%2e%2e/",
  "ftp://x/",
  "/a.txt -H 'Host: a b'",
  "/a.txt -H 'Host: a' -H 'Host: b'",
  "/a.txt -H 'Content-Length: 1' -H 'Content-Length: 1'",
  "/a.txt -H 'Transfer-Encoding: gzip'",
  "/a.txt -H 'Expect: something'",
];

const SETTINGS = {
  files: { cleanUrls: true },
  headers: { security: true },
  access: { realms: { "/closed/**": { realm: "Staff" } } },
};
const RULES = [
  { match: { path: "/old/*" }, redirect: { to: "/new/{1}", status: 308 } },
  { match: { path: "/gone" }, answer: { status: 410 } },
  { match: { path: "/rewritten" }, rewrite: "/a.txt" },
];

interface Told {
  readonly status: number;
  readonly fields: readonly (readonly [string, string])[];
}

/** What is the same for every request to the same server. */
function lasting({ status, fields }: Told): unknown {
  return [status, fields.filter(([name]) => !/^(?:date|connection)$/i.test(name))];
}

Deno.test("'why' tells what a real request is answered", async () => {
  await using tree = await contentTree({
    "index.html": "<p>",
    "a.txt": "four",
    ".hidden": "h",
    "page.html": "<p>",
    "sub/x.txt": "x",
    "closed/a.txt": "x",
    "a.css": "a { color: red }\n".repeat(200),
    "a.css.gz": "as good as any",
  });
  await using other = await contentTree({ "only.txt": "o" });
  await Deno.symlink("/etc/passwd", tree.path("out.txt"));
  await Deno.symlink(tree.path("a.txt"), tree.path("in.txt"));
  const access = { ...SETTINGS.access, users: { ann: await hashOf("secret") } };
  const sites = { other: { hosts: ["other.example"], contentRoot: other.root } };
  await Deno.writeTextFile(
    `${tree.base}/.linprconfig`,
    JSON.stringify({ ...SETTINGS, access, routing: { rules: RULES, sites } }),
  );
  const script = REQUESTS.flatMap((request) => [`why ${request} --json`, `get ${request} --json`]);
  const args = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "1"];
  await using console = startProcess({ args, cwd: tree.base, hasInput: true });
  // Strong tags only: those of files that have just been changed say less.
  await new Promise((resume) => setTimeout(resume, 1100));
  await console.write(["listen", ...script, ""].join("\n"));
  await console.closeInput();
  assertEquals([(await console.status).code, console.stderr.text], [0, ""]);
  const told = console.stdout.text.split(/^(?=\{$)/m).slice(1).map((text): Told => JSON.parse(text));
  assertEquals(told.length, script.length);
  for (const [index, request] of REQUESTS.entries()) {
    const [why, get] = told.slice(2 * index);
    if (why !== undefined && get !== undefined) assertEquals(lasting(why), lasting(get), request);
  }
});

Deno.test("'why' refuses what is no request, and takes any other for one", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const next = new Random(6);
  const pieces = [
    "/",
    "a",
    "%41",
    "%",
    "?",
    "é",
    "\\#",
    "'\u202e'",
    "-H",
    "'A: b'",
    "--host",
    "#1-1",
    "1-9",
    "'A: \\r'",
    "-X",
    "0",
    ":",
  ];
  const lines = Array.from(
    { length: 150 },
    () => `why ${Array.from({ length: 4 }, () => next.text(pieces, 2)).join(" ")}`,
  );
  const args = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "1", "--keep-going"];
  await using console = startProcess({ args, cwd: tree.base, hasInput: true });
  await console.write(["listen", ...lines, "why /a.txt", ""].join("\n"));
  await console.closeInput();
  assertEquals((await console.status).code, 1);
  assertMatch(console.stdout.text, /HTTP\/1\.1 200 OK\n[^]*Content-Length +1\n$/);
  assertEquals(console.stderr.text.match(/^(?:bug|.*Error:|.*\bat .*\.ts:).*/m), null);
  // deno-lint-ignore no-control-regex -- that there are none
  assertMatch(console.stdout.text + console.stderr.text, /^[^\x00-\x09\x0b-\x1f\x7f\u202e]*$/);
});

Deno.test("'why' and 'curl' take a request of the log by its name", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const args = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "1"];
  await using console = startProcess({ args, cwd: tree.base, hasInput: true });
  await console.write(
    "listen\nexpect GET /a.txt?q 200 -H 'Cookie: s3cret'\nwhy #1-1\nwhy 1-1 -H 'If-None-Match: *'\ncurl #1-1\n",
  );
  await console.closeInput();
  assertEquals([(await console.status).code, console.stderr.text], [0, ""]);
  const { text } = console.stdout;
  assertMatch(text, /^ *1 +request +GET \/a\.txt\?q HTTP\/1\.1, from 127\.0\.0\.1$/m);
  assertMatch(text, /^HTTP\/1\.1 200 OK$[^]*^HTTP\/1\.1 304 Not Modified$/m);
  assertMatch(text, /^curl -i .* -H 'Cookie: \*\*\*' .* 'http:\/\/127\.0\.0\.1:\d+\/a\.txt\?q'$/m);
  assertEquals(text.includes("s3cret"), false);
});
