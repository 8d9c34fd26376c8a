import { assertEquals, assertMatch } from "@std/assert";
import { parseSetting } from "../../../src/settings/value.ts";
import { faultsOf } from "../../../src/settings/parsed.ts";

/** For each fault its place and the way that has no end. */
function loops(...rules: readonly object[]): string[] {
  return faultsOf(parseSetting("routing.rules", rules)).map(({ path, expected }) =>
    `${path.join(".")}: ${expected}`
  );
}

const at = (path: string, more: object = {}): object => ({ match: { path, ...more } });
const to = (path: string, status = 302): object => ({ redirect: { to: path, status } });

Deno.test("loopFaults() finds rules that lead a request round in a circle", () => {
  const cases: [rules: readonly object[], ...faults: string[]][] = [
    [[{ ...at("/a"), ...to("/a") }], "0.redirect.to: an end to /a -> /a"],
    [[to("/x")], "0.redirect.to: an end to / -> /x -> /x"],
    [[{ ...at("/a"), ...to("/a?v=1#top") }], "0.redirect.to: an end to /a -> /a"],
    [[{ ...at("/a b"), ...to("/%61%20b") }], "0.redirect.to: an end to /a b -> /a b"],
    [
      [{ ...at("/a"), rewrite: "/b" }, { ...at("/b"), rewrite: "/a" }],
      "0.rewrite: an end to /a -> /b -> /a",
      "1.rewrite: an end to /b -> /a -> /b",
    ],
    [
      [{ ...at("/a"), rewrite: "/b" }, { ...at("/b"), ...to("/c") }, { ...at("/c"), ...to("/b") }],
      "0.rewrite: an end to /a -> /b -> /c -> /b",
      "1.redirect.to: an end to /b -> /c -> /b",
      "2.redirect.to: an end to /c -> /b -> /c",
    ],
    [
      [{ ...at("/x/**"), rewrite: "/x/y/{1}" }],
      "0.rewrite: an end to /x/x -> /x/y/x -> /x/y/y/x -> /x/y/y/y/x -> ...",
    ],
    [[{ rewrite: "/a{path}" }], "0.rewrite: an end to / -> /a/ -> /a/a/ -> /a/a/a/ -> ..."],
    [[{ ...at("*.html"), ...to("{path}") }], "0.redirect.to: an end to /x.html -> /x.html"],
    [
      [{ ...at("/{a,b}/*"), rewrite: "/b/{1}x" }],
      "0.rewrite: an end to /a/x -> /b/xx -> /b/xxx -> /b/xxxx -> ...",
    ],
    [
      [{ ...at("/a", { header: { Cookie: true } }), rewrite: "/b" }, { ...at("/b"), rewrite: "/a" }],
      "0.rewrite: an end to /a -> /b -> /a",
    ],
    [[{ ...at("/a", { method: ["POST"] }), ...to("/a", 307) }], "0.redirect.to: an end to /a -> /a"],
  ];
  for (const [rules, ...faults] of cases) assertEquals(loops(...rules), faults);
});

Deno.test("loopFaults() finds paths that grow ever faster, at once", () => {
  const [fault = "", ...others] = loops({ ...at("/**"), rewrite: `/a${"{path}".repeat(16)}` });
  assertMatch(fault, /^0\.rewrite: an end to \/x -> \/a\/x/);
  assertEquals([others, fault.length < 400], [[], true]);
});

Deno.test("loopFaults() leaves alone what comes to an end, or may", () => {
  const cases: readonly (readonly object[])[] = [
    [{ ...at("/app/**"), rewrite: "/app/index.html" }],
    [{ ...at("/a"), ...to("/b") }, { ...at("/b"), rewrite: "/c" }],
    [{ ...at("/old/**"), ...to("/new/{1}") }],
    [to("https://{host}{path}")],
    [to("http://example.org/")],
    // Whoever comes back has the cookie then.
    [{ ...at("/a", { header: { Cookie: false } }), ...to("/a"), set: { "Set-Cookie": "seen=1" } }],
    // Whoever comes back asks with GET.
    [{ ...at("/a", { method: ["POST"] }), ...to("/a", 303) }],
    // The first one answers all that would go round.
    [{ ...at("/a"), answer: { status: 404 } }, { ...at("/a"), ...to("/a") }],
    [{ ...at("/b"), handler: "static" }, { ...at("/a"), ...to("/b") }, { ...at("/b"), ...to("/a") }],
    [{ ...at("/a", { address: ["10.0.0.0/8"] }), rewrite: "/b" }, {
      ...at("/b", { address: ["::1"] }),
      rewrite: "/a",
    }],
  ];
  for (const rules of cases) assertEquals(loops(...rules), [], JSON.stringify(rules));
});
