import { assertEquals } from "@std/assert";
import { checkSettings } from "../../../src/settings/check.ts";
import { formatProblem, type Problem } from "../../../src/settings/settings_error.ts";

/** What is wrong with rules, and what is odd about them; the line is that of the rule. */
function check(...rules: readonly unknown[]): { problems: string[]; warnings: string[] } {
  const lines = rules.map((rule) => JSON.stringify(rule)).join(",\n");
  const { problems, warnings } = checkSettings(`{ "routing": { "rules": [\n${lines}\n] } }`, "f");
  const text = (problem: Problem) => formatProblem(problem).replace("routing.rules", "");
  return { problems: problems.map(text), warnings: warnings.map(text) };
}

Deno.test("routing.rules takes what the README has", () => {
  const rules = [
    { match: { path: "/old/**" }, redirect: { to: "/new/{1}?{query}", status: 308 } },
    { match: { path: "/app/**" }, rewrite: "/app/index.html" },
    {
      match: { path: "*.js", header: { Accept: "text/*", Cookie: false } },
      set: { "X-A": "{path}" },
      remove: ["X-B"],
    },
    {
      match: { method: ["GET"], address: ["10.0.0.0/8", "::1"] },
      cacheControl: "no-store",
      add: { Link: "</a>" },
    },
    { match: { path: "/gone" }, answer: { status: 410, text: "Gone.", retryAfter: "90s" } },
    { handler: "static" },
  ];
  assertEquals(check(...rules), { problems: [], warnings: [] });
  const { values } = checkSettings(JSON.stringify({ routing: { rules: rules.slice(0, 2) } }), "f");
  assertEquals(values.get("routing.rules"), [
    { match: { path: "/old/**" }, redirect: { to: "/new/{1}?{query}", status: 308 } },
    { match: { path: "/app/**" }, rewrite: "/app/index.html" },
  ]);
});

Deno.test("routing.rules says of each mistake where it is and what was expected", () => {
  const context = { match: { path: "/a/*" } };
  const cases: [rule: unknown, problem: string][] = [
    [
      7,
      'f:2:1 [0]: expected a rule such as {"match":{"path":"/old/**"},"redirect":{"to":"/new/{1}"}}, got 7',
    ],
    [
      { redirct: { to: "/" } },
      'f:2:2 [0]: expected match, remove, set, add, cacheControl, redirect, rewrite, answer or handler, got "redirct"; ' +
      "did you mean redirect?",
    ],
    [
      { match: { pth: "/" } },
      'f:2:11 [0].match: expected path, method, header or address, got "pth"; did you mean path?',
    ],
    [
      {},
      "f:2:1 [0]: expected a rule that does something: remove, set, add, cacheControl, redirect, rewrite, answer, handler, got an object",
    ],
    [
      { ...context, rewrite: "/b", answer: { status: 404 } },
      'f:2:41 [0]: expected one of rewrite, answer in a rule, got "answer"',
    ],
    [
      { match: { path: "/a***" }, rewrite: "/b" },
      'f:2:18 [0].match.path: expected a glob without "***", got "/a***"',
    ],
    [
      { match: { method: [] }, rewrite: "/b" },
      'f:2:20 [0].match.method: expected a list of methods, such as ["GET"], got []',
    ],
    [
      { match: { method: ["get"] }, rewrite: "/b" },
      'f:2:21 [0].match.method[0]: expected "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" or "TRACE", got "get"',
    ],
    [
      { match: { address: ["10.1.0.0/8"] }, rewrite: "/b" },
      `f:2:22 [0].match.address[0]: expected no bits beyond the block's prefix, as in "10.0.0.0/8", or a single address, got "10.1.0.0/8"`,
    ],
    [
      { match: { header: { "a b": true } }, rewrite: "/b" },
      'f:2:21 [0].match.header: expected the name of a request field, such as "Accept-Language", got "a b"',
    ],
    [
      { match: { header: { Cookie: 1 } }, rewrite: "/b" },
      'f:2:30 [0].match.header.Cookie: expected what the value looks like ("de*"), true for any, or false for none, got 1',
    ],
    [
      { redirect: {} },
      'f:2:13 [0].redirect: expected a redirect such as {"to":"/new/{1}","status":308}, which needs "to", got an object',
    ],
    [
      { redirect: { to: "//evil.example" } },
      'f:2:19 [0].redirect.to: expected a path such as "/new/{1}" or a URL such as "https://{host}{path}", got "//evil.example"',
    ],
    [
      { redirect: { to: "http://x/", status: 305 } },
      "f:2:40 [0].redirect.status: expected 301, 302, 303, 307 or 308, got 305",
    ],
    [
      { redirect: { to: "/{env.HOME}" } },
      "f:2:19 [0].redirect.to: expected no placeholders but {path}, {query}, {host}, {method} and {1}, {2} ... for the stars of match.path, " +
      'got "/{env.HOME}"',
    ],
    [
      { redirect: { to: "/{1}" } },
      'f:2:19 [0].redirect.to: expected no {1}, as match.path has no star, got "/{1}"',
    ],
    [
      { ...context, rewrite: "/{2}" },
      'f:2:36 [0].rewrite: expected no more than {1}, as match.path has it, got "/{2}"',
    ],
    [
      { ...context, rewrite: "/b?{query}" },
      'f:2:36 [0].rewrite: expected a path such as "/app/{1}", without a query, which is kept, got "/b?{query}"',
    ],
    [
      { ...context, rewrite: "/../b" },
      'f:2:36 [0].rewrite: expected a path such as "/app/{1}", without a query, which is kept, got "/../b"',
    ],
    [
      { ...context, rewrite: "/{query}" },
      'f:2:36 [0].rewrite: expected no placeholders but {path}, {host}, {method} and {1}, {2} ... for the stars of match.path, got "/{query}"',
    ],
    [
      { set: { "X-A": "a\nb" } },
      'f:2:15 [0].set.X-A: expected printable ASCII text, no space at either end, such as "noindex" or "<{path}>; rel=canonical", got "a\\nb"',
    ],
    [{ set: { "X-A": "{1}" } }, 'f:2:15 [0].set.X-A: expected no {1}, as match.path has no star, got "{1}"'],
    [
      { add: { "X-A": '{"a":1}' } },
      `f:2:15 [0].add.X-A: expected no placeholders but {path}, {query}, {host}, {method} and {1}, {2} ... for the stars of match.path, got "{\\"a\\":1}"`,
    ],
    [
      { set: { "X-A": "{" } },
      'f:2:15 [0].set.X-A: expected a "}" for every "{" ("{{" stands for a brace), got "{"',
    ],
    [
      { set: { "X-A": "{path}".repeat(17) } },
      `f:2:15 [0].set.X-A: expected at most 16 placeholders, got "${"{path}".repeat(9)}{path…`,
    ],
    [
      { set: { "Content-Length": "1" } },
      'f:2:9 [0].set: expected a field that LINPR does not set itself, got "Content-Length"',
    ],
    [
      { remove: ["etag"] },
      'f:2:12 [0].remove[0]: expected a field that LINPR does not set itself, got "etag"',
    ],
    [
      { cacheControl: "no-store", set: { "cache-control": "a" } },
      'f:2:35 [0].set: expected cacheControl or a Cache-Control that is set, not both, got "cache-control"',
    ],
    [
      { answer: { status: 301 } },
      "f:2:21 [0].answer.status: expected a status that says all by itself (use redirect), got 301",
    ],
    [
      { answer: { status: 401 } },
      "f:2:21 [0].answer.status: expected a status that says all by itself, got 401",
    ],
    [{ answer: { status: 100 } }, "f:2:21 [0].answer.status: expected a whole number, 200 to 599, got 100"],
    [{ answer: { status: 204, text: "x" } }, 'f:2:32 [0].answer.text: expected no text with 204, got "x"'],
    [{ handler: "php" }, 'f:2:12 [0].handler: expected the name of a handler: "static", got "php"'],
  ];
  for (const [rule, problem] of cases) {
    assertEquals(
      check(rule).problems,
      [problem],
    );
  }
});

Deno.test("routing.rules names what is written twice within a rule", () => {
  const text =
    '{ "routing": { "rules": [{ "rewrite": "/a", "rewrite": "/b", "match": { "path": "/c" } }] } }';
  assertEquals(checkSettings(text, "f").problems.map(formatProblem), [
    "f:1:45 routing.rules[0].rewrite: written twice, first on line 1",
  ]);
});
