import { assertEquals } from "@std/assert";
import { checkSettings } from "../../../src/settings/check.ts";
import type { Rule } from "../../../src/settings/routing/rule_members.ts";
import { unreachableRules } from "../../../src/settings/routing/unreachable.ts";
import { formatProblem } from "../../../src/settings/settings_error.ts";

const ANSWER = { answer: { status: 404 } } as const;

Deno.test("unreachableRules() finds rules behind one that takes all their requests", () => {
  const cases: [earlier: Rule, later: Rule][] = [
    [ANSWER, ANSWER],
    [ANSWER, { match: { path: "/a" }, set: [["X-A", "1"]] }],
    [{ match: { path: "/a/**" }, handler: "static" }, { match: { path: "/a/*.css" }, ...ANSWER }],
    [{ match: { path: "*.css" }, ...ANSWER }, { match: { path: "/a/b.css" }, ...ANSWER }],
    [{ match: { path: "/**" }, ...ANSWER }, ANSWER],
    [{ match: { path: "/a" }, redirect: { to: "/b", status: 302 } }, { match: { path: "/a" }, ...ANSWER }],
    [{ match: { path: "/a/**" }, rewrite: "/b" }, { match: { path: "/a/c" }, ...ANSWER }],
    [{ match: { method: ["GET", "POST"] }, ...ANSWER }, { match: { method: ["HEAD"] }, ...ANSWER }],
    [{ match: { header: [["Cookie", true]] }, ...ANSWER }, {
      match: { header: [["cookie", "a*"], ["X", true]] },
      ...ANSWER,
    }],
    [{ match: { address: ["10.0.0.0/8"] }, ...ANSWER }, {
      match: { address: ["10.1.0.0/16", "10.0.0.1"] },
      ...ANSWER,
    }],
  ];
  for (const [earlier, later] of cases) {
    assertEquals(
      unreachableRules([earlier, later]),
      [{ index: 1, behind: 0 }],
      JSON.stringify([earlier, later]),
    );
  }
});

Deno.test("unreachableRules() leaves alone what some request may come to", () => {
  const cases: [earlier: Rule, later: Rule][] = [
    [{ cacheControl: "no-store" }, ANSWER],
    [{ match: { path: "/a/*" }, ...ANSWER }, { match: { path: "/a/**" }, ...ANSWER }],
    [{ match: { path: "/a" }, ...ANSWER }, ANSWER],
    // The page itself comes as far as this: there is nothing to rewrite any more.
    [{ match: { path: "/a/**" }, rewrite: "/a/index.html" }, {
      match: { path: "/a/index.html" },
      cacheControl: "no-store",
    }],
    [{ match: { path: "/a/**" }, rewrite: "/a/{1}" }, { match: { path: "/a/b" }, ...ANSWER }],
    [{ match: { method: ["POST"] }, ...ANSWER }, { match: { method: ["POST", "GET"] }, ...ANSWER }],
    [{ match: { method: ["HEAD"] }, ...ANSWER }, { match: { method: ["GET"] }, ...ANSWER }],
    [{ match: { header: [["Cookie", "a*"]] }, ...ANSWER }, {
      match: { header: [["Cookie", true]] },
      ...ANSWER,
    }],
    [{ match: { header: [["Cookie", false]] }, ...ANSWER }, {
      match: { header: [["Cookie", true]] },
      ...ANSWER,
    }],
    [{ match: { address: ["10.0.0.0/8"] }, ...ANSWER }, ANSWER],
  ];
  for (const [earlier, later] of cases) {
    assertEquals(unreachableRules([earlier, later]), [], JSON.stringify([earlier, later]));
  }
});

Deno.test("checkSettings() warns of such rules, with their place, and takes them", () => {
  const text = `{ "routing": {
  "rules": [
    { "answer": { "status": 404 } },
    { "rewrite": "/x" }
  ],
  "sites": { "blog": { "hosts": ["a.example"], "contentRoot": "a", "rules": [
    { "match": { "path": "/a" }, "answer": { "status": 404 } },
    { "handler": "static" },
    { "cacheControl": "no-store" }
  ] } }
} }`;
  const { problems, warnings, values } = checkSettings(text, "f");
  assertEquals([problems, [...values.keys()]], [[], ["routing.rules", "routing.sites"]]);
  assertEquals(warnings.map(formatProblem), [
    "f:4:5 routing.rules[1]: no request comes as far as this rule: routing.rules[0] takes them all",
    "f:9:5 routing.sites.blog.rules[2]: no request comes as far as this rule: routing.sites.blog.rules[1] takes them all",
  ]);
});
