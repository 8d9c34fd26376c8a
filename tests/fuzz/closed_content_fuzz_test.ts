/** What a realm or a rule closes stays closed, whatever name its content is asked for by. */

import { assert } from "@std/assert";
import { HttpError } from "../../src/http/http_error.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { parseSetting } from "../../src/settings/value.ts";
import { Random } from "../_helpers/random.ts";
import { bodyText } from "../_helpers/response_body.ts";
import { type Site, siteOf } from "../_helpers/site.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const SEED = 20_261_127;
/** Requests of a site. */
const ROUNDS = 2500;
/** Stands in every closed file, and in the name of one. */
const CLOSED = "SECRET";
const GLOBS: readonly string[] = ["/private/**", "*.pdf", "/page.html", "/spa/index.html"];

async function closedTree(): Promise<ContentTree> {
  const tree = await contentTree({
    "index.html": "home",
    "private/index.html": CLOSED,
    "private/x.txt": CLOSED,
    "private/x.txt.gz": CLOSED,
    "private/SECRET.txt": CLOSED,
    "private/sub/deep.html": CLOSED,
    "docs/plan.pdf": CLOSED,
    "docs/plan.pdf.br": CLOSED,
    "docs/open.txt": "open",
    "page.html": CLOSED,
    "spa/index.html": CLOSED,
    "error/404.html": "missing",
  });
  await tree.symlink("private", "link");
  await tree.symlink("../private/x.txt", "docs/alias.txt");
  await tree.symlink("../link/sub", "docs/far");
  await tree.symlink("docs/plan.pdf", "plan.txt");
  return tree;
}

/** Targets that would find what is closed. */
const TARGETS: readonly string[] = [
  ...["/private/", "/private/index.html", "/private/x.txt", "/private/x.txt.gz", "/private/sub/deep.html"],
  ...["/link/", "/link/x.txt", "/link/sub/deep.html", "/docs/alias.txt", "/docs/far/deep.html", "/plan.txt"],
  ...[
    "/docs/plan.pdf",
    "/docs/plan.pdf.br",
    "/page.html",
    "/page",
    "/spa/",
    "/spa/index.html",
    "/private/sub/deep",
  ],
  ...["/go/private/x.txt", "/page/plan.pdf", "/spa/docs", "/docs/sub/x.txt", "/go/go/link/", "/nothing"],
];
/** All that has ever made a path look like another one. */
const PIECES: readonly string[] = [
  ...[
    "/",
    "//",
    "/.",
    "/..",
    "/%2e",
    "/%2e%2e",
    "/.%2E",
    "/x/..",
    ";a",
    "%00",
    "%20",
    ".",
    "%2f",
    "%5c",
    "\\\\",
    ":",
  ],
  ...[
    "/private",
    "/link",
    "/docs",
    "/go",
    "/sub",
    "/index.html",
    ".gz",
    ".br",
    ".html",
    ".pdf",
    "~",
    "%e2%80%8b",
  ],
  ...["?", "?download", "?format=json", "#", "%"],
];
const FIELDS: readonly string[] = [
  "Accept-Encoding: br",
  "Accept-Encoding: gzip",
  "Range: bytes=0-2",
  "Accept: text/html",
  "Sec-Fetch-Mode: navigate",
  "X-Original-URL: /index.html",
  "X-Rewrite-URL: /private/x.txt",
  "If-None-Match: *",
];

/** Rules that lead to other paths, behind those that close. */
const WAYS = [
  { match: { path: "/go/**" }, rewrite: "/{1}" },
  { match: { path: "/page/**" }, rewrite: "/docs/{1}" },
  { match: { path: "/spa/*" }, rewrite: "/{1}/plan.pdf" },
  { match: { path: "/docs/sub/**" }, rewrite: "/link/{1}", cacheControl: "public" },
];

function rulesOf(rules: unknown): Settings["routing.rules"] {
  const parsed = parseSetting("routing.rules", rules);
  assert(parsed.ok, JSON.stringify(parsed));
  return parsed.value;
}

const REFUSALS = GLOBS.map((path) => ({ match: { path }, answer: { status: 403 } }));

/** The two ways to close. */
const CLOSINGS: Readonly<Record<string, Partial<Settings>>> = {
  realms: {
    "access.realms": GLOBS.map((glob) => [glob, { realm: "Closed" }]),
    "routing.rules": rulesOf(WAYS),
  },
  rules: { "routing.rules": rulesOf([...REFUSALS, ...WAYS]) },
};

const SITES: readonly Partial<Settings>[] = [
  { "files.listing": true },
  { "files.cleanUrls": true, "files.trailingSlash": "always", "files.downloadQuery": true },
  { "files.cleanUrls": true, "files.trailingSlash": "never", "files.fallback": "spa/index.html" },
  { "files.dotfiles": true, "files.fallback": "page.html", "cache.validFor": 60_000 },
];

/** The same target with a few pieces more, and with letters percent-encoded or in the other case. */
function changed(target: string, next: Random): string {
  let text = target;
  for (let left = next.below(3); left > 0; left--) {
    const at = 1 + next.below(text.length);
    if (next.oneIn(2)) text = text.slice(0, at) + next.pick(PIECES) + text.slice(at);
    else text = text.slice(0, at) + otherwise(text.slice(at, at + 1), next) + text.slice(at + 1);
  }
  return text;
}

function otherwise(letter: string, next: Random): string {
  if (!/[a-z]/.test(letter)) return letter;
  return next.oneIn(4) ? letter.toUpperCase() : `%${letter.charCodeAt(0).toString(16)}`;
}

/** The answer's body; nothing where the target is refused. */
async function body(site: Site, target: string, fields: readonly string[]): Promise<string> {
  try {
    return await bodyText(await site.ask(`GET ${target}`, ...fields));
  } catch (error) {
    if (error instanceof HttpError) return "";
    throw error;
  }
}

for (const [name, closing] of Object.entries(CLOSINGS)) {
  Deno.test(`${name} leave no way to what they close (seed ${SEED}, ${SITES.length} x ${ROUNDS} requests)`, async () => {
    await using tree = await closedTree();
    for (const [number, settings] of SITES.entries()) {
      const site = siteOf(tree.root, { ...settings, ...closing }, () => Date.now() + 10_000);
      const open = siteOf(tree.root, { ...settings, "routing.rules": rulesOf(WAYS) });
      const next = new Random(SEED + number);
      let found = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const target = changed(next.pick(TARGETS), next);
        const fields = next.oneIn(2) ? [next.pick(FIELDS)] : [];
        const asked = JSON.stringify([number, target, fields]);
        assert(!(await body(site, target, fields)).includes(CLOSED), asked);
        if ((await body(open, target, fields)).includes(CLOSED)) found++;
      }
      // Else the targets lead nowhere, and this proves nothing.
      assert(found > ROUNDS / 10, `of ${ROUNDS} targets only ${found} would find what is closed`);
    }
  });
}
