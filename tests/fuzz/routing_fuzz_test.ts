import { assert, assertEquals } from "@std/assert";
import type { Handler } from "../../src/handlers/handler.ts";
import { siteRules } from "../../src/handlers/routing/rules.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { hostName, isHost } from "../../src/http/host.ts";
import { fillLocation, parseLocation } from "../../src/patterns/location_template.ts";
import { fillPath } from "../../src/patterns/path_template.ts";
import { valueInField } from "../../src/patterns/request_values.ts";
import { fillTemplate, parseTemplate } from "../../src/patterns/template.ts";
import { faultsOf } from "../../src/settings/parsed.ts";
import type { Rule } from "../../src/settings/routing/rule_members.ts";
import { unreachableRules } from "../../src/settings/routing/unreachable.ts";
import { parseSetting } from "../../src/settings/value.ts";
import { notedDecisions } from "../_helpers/decisions.ts";
import { Random } from "../_helpers/random.ts";
import { requestOf } from "../_helpers/request.ts";

const SEED = 20_261_128;
const ROUNDS = 3000;

const HOSTILE: readonly string[] = [
  ..."/\\.%?#&={}<>\"'`;, \r\n\t\0:@[]|^~$*",
  ...[
    "..",
    "//",
    "a",
    "evil.example",
    "http:",
    "{1}",
    "{path}",
    "{{",
    "}}",
    "%2e",
    "%0d%0a",
    "\x7f",
    "\x85",
    "\xff",
  ],
  ...["é", "\u2028", "🦕", "\ud800", "\u202e"],
];
const TEMPLATE: readonly string[] = [
  ...[
    "/",
    "a",
    "{path}",
    "{query}",
    "{host}",
    "{method}",
    "{1}",
    "{2}",
    "?",
    "#",
    "&",
    "=",
    "{",
    "}",
    "{{",
    "}}",
  ],
  ...[
    "https://",
    "http://",
    "www.",
    "example.org",
    ":80",
    "%20",
    "%",
    "..",
    " ",
    "\\",
    "//",
    "é",
    "[::1]",
    "@",
  ],
];
const GLOB: readonly string[] = ["/", "a", "b", "*", "/**", "/*", "?", "{a,b}"];
const PATHS: readonly string[] = ["/", "a", "b", "x", "ab", "/a", "/b"];

function hostileValues(next: Random) {
  const host = next.text([...HOSTILE, "example", ".org", "[::1]", "%41"], 3);
  return {
    path: `/${next.text(HOSTILE, 8)}`,
    query: next.oneIn(4) ? undefined : next.text(HOSTILE, 8),
    host: isHost(host) ? hostName(host) : "",
    method: "GET",
    captures: [next.text(HOSTILE, 6), next.text(HOSTILE, 6)],
  };
}

Deno.test("fillLocation() gives a harmless Location or none, whatever template and values", () => {
  const next = new Random(SEED);
  let [filled, ownSite] = [0, 0];
  for (let round = 0; round < 10 * ROUNDS; round++) {
    const text = (next.oneIn(3) ? "/" : next.oneIn(2) ? "https://{host}/" : "") + next.text(TEMPLATE, 6);
    const template = parseLocation(text);
    if (template === undefined) continue;
    const values = hostileValues(next);
    const location = fillLocation(template, values);
    if (location === undefined) continue;
    filled++;
    const told = `${text} made ${JSON.stringify(location)} of ${JSON.stringify(values)}`;
    assert(/^[!-~]+$/.test(location) && !/[\\<>"]/.test(location), told);
    const url = new URL(location, "http://own.example/x/y");
    if (template.scheme === "") {
      ownSite++;
      assert(/^\/(?!\/)/.test(location) && url.host === "own.example", told);
    } else if (!template.hasHost) {
      assert(location.startsWith(template.scheme + template.authority), told);
    } else {
      assert(url.hostname.endsWith(values.host), told);
    }
  }
  assert(ownSite > ROUNDS / 4 && filled > ROUNDS / 2, `only ${filled}, ${ownSite} of the own site`);
});

Deno.test("fillPath() gives a normalised path or none, whatever template and values", () => {
  const next = new Random(SEED + 1);
  for (let round = 0; round < 5 * ROUNDS; round++) {
    const parts = parseTemplate(`/${next.text(["a", "/", "{path}", "{1}", "{2}", "{host}", "."], 6)}`);
    const path = fillPath(parts ?? [], hostileValues(next));
    if (path === undefined) continue;
    assert(path.startsWith("/") && !path.includes("//"), JSON.stringify(path));
    assert(path.split("/").every((segment) => segment !== "." && segment !== ".."), JSON.stringify(path));
  }
});

Deno.test("valueInField() gives nothing that ends a field's value, whatever the value", () => {
  const next = new Random(SEED + 2);
  for (let round = 0; round < 5 * ROUNDS; round++) {
    const values = hostileValues(next);
    for (const name of ["path", "query", "host", "1", "2", "3"]) {
      const value = valueInField(values, name);
      assert(/^[!-~]*$/.test(value) && !/[",;<>()\\]/.test(value), JSON.stringify([name, values, value]));
    }
  }
});

Deno.test("parseTemplate() takes any text, and what it takes is put together again", () => {
  const next = new Random(SEED + 3);
  for (let round = 0; round < 5 * ROUNDS; round++) {
    const text = next.text([...HOSTILE, ...TEMPLATE], 8);
    const parts = parseTemplate(text);
    if (parts === undefined) continue;
    const again = parts.map((part) =>
      typeof part === "string" ? part.replace(/[{}]/g, "$&$&") : `{${part.name}}`
    );
    assertEquals(again.join(""), text);
    assertEquals(
      fillTemplate(parts, (name) => `{${name}}`).length,
      again.join("").replace(/([{}])\1/g, "$1").length,
    );
  }
});

/** A rule as `.linprconfig` has it. */
interface LikelyRule {
  readonly match?: { readonly path: string };
  readonly redirect?: { readonly to: string };
  readonly rewrite?: string;
  readonly answer?: { readonly status: number };
  readonly set?: Readonly<Record<string, string>>;
  readonly handler?: string;
}

/** Rules that may well be good ones. */
function likelyRules(next: Random): LikelyRule[] {
  return Array.from({ length: 1 + next.below(4) }, () => {
    const path = next.text(GLOB, 4);
    const match = next.oneIn(5) ? {} : { match: { path: path.startsWith("/") ? path : `/${path}` } };
    const to = `/${next.text(["a", "b", "/a", "/b", "{1}", "{path}", "?{query}"], 3)}`.replace(/\/+/g, "/");
    switch (next.below(5)) {
      case 0:
        return { ...match, redirect: { to } };
      case 1:
      case 2:
        return { ...match, rewrite: to.replace(/\?.*/, "") };
      case 3:
        return { ...match, answer: { status: next.pick([200, 404, 503]) } };
      default:
        return { ...match, set: { "X-A": "{path}" }, ...(next.oneIn(3) ? { handler: "static" } : {}) };
    }
  });
}

const FILES: Handler = () => new HttpResponse({ status: 200 });

function handlerOf(rules: readonly Rule[]): Handler {
  return siteRules({ rules, key: "rules", handlers: new Map(), guards: [], contentPaths: (path) => [path] })(
    FILES,
  );
}

Deno.test("rules that are taken answer every request, and most of them without an error", async () => {
  const next = new Random(SEED + 4);
  let [taken, circles, asked] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = parseSetting("routing.rules", likelyRules(next));
    if (!parsed.ok) continue;
    taken++;
    const handler = handlerOf(parsed.value);
    for (let tries = 0; tries < 5; tries++) {
      const target = `/${next.text([...PATHS, "%20", "?", "x=1"], 4)}`;
      const { status, fields } = await handler(requestOf(`GET ${target}`));
      asked++;
      if (status === 500) circles++;
      assert([200, 302, 400, 404, 500, 503].includes(status));
      for (const [, value] of fields) assert(/^[!-~](?:[ -~]*[!-~])?$/.test(value), value);
    }
  }
  assert(taken > ROUNDS / 4, `only ${taken} were taken`);
  // A circle that no sample path comes upon is possible; among the likely rules it is rare.
  assert(circles < asked / 50, `${circles} circles in ${asked}`);
});

Deno.test("rules that are refused for a circle do have one", async () => {
  const next = new Random(SEED + 5);
  let circles = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const written = likelyRules(next);
    const fault = faultsOf(parseSetting("routing.rules", written)).find(({ expected }) =>
      expected.startsWith("an end to ")
    );
    if (fault === undefined) continue;
    circles++;
    const [start = ""] = fault.expected.slice("an end to ".length).split(" -> ");
    const rules = written.map(asIs);
    await assertEndless(rules, start, JSON.stringify(written));
  }
  assert(circles > ROUNDS / 20, `only ${circles} circles`);
});

/** A rule that is good for itself, whatever it makes together with others. */
function asIs({ match, redirect, set, ...rule }: LikelyRule): Rule {
  return {
    ...rule,
    ...(match === undefined ? {} : { match }),
    ...(redirect === undefined ? {} : { redirect: { ...redirect, status: 302 } }),
    ...(set === undefined ? {} : { set: Object.entries(set) }),
  };
}

/** Asks as a client would, following redirects: it never comes to an end, but to an answer that says so. */
async function assertEndless(rules: readonly Rule[], start: string, told: string): Promise<void> {
  const handler = handlerOf(rules);
  let target = start;
  for (let hops = 0; hops < 100; hops++) {
    const { status, field } = await answerTo(handler, target);
    if (status === 500 || status === 400) return;
    assertEquals(status, 302, `${target} of ${told}`);
    target = field;
    if (target.length > 4000) return;
  }
}

async function answerTo(handler: Handler, target: string): Promise<{ status: number; field: string }> {
  const response = await handler(requestOf(`GET ${target}`));
  return { status: response.status, field: response.field("location") ?? "" };
}

Deno.test("rules that are warned of are asked by no request", async () => {
  const next = new Random(SEED + 6);
  let vain = 0;
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const parsed = parseSetting("routing.rules", likelyRules(next));
    const unreachable = parsed.ok ? unreachableRules(parsed.value) : [];
    if (!parsed.ok || unreachable.length === 0) continue;
    vain++;
    const handler = handlerOf(parsed.value);
    for (let tries = 0; tries < 10; tries++) {
      const decisions = notedDecisions();
      await handler({ ...requestOf(`GET /${next.text(PATHS, 4)}`), decisions });
      for (const { index } of unreachable) {
        const said = decisions.notes.find((note) => note.startsWith(`rules: rules[${index}] `));
        assertEquals(said, undefined, JSON.stringify(parsed.value));
      }
    }
  }
  assert(vain > ROUNDS / 20, `only ${vain} rules in vain`);
});
