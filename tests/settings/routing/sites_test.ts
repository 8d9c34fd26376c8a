import { assertEquals } from "@std/assert";
import { checkSettings } from "../../../src/settings/check.ts";
import { loadSettings } from "../../../src/settings/load.ts";
import { parseSiteHost } from "../../../src/settings/routing/site_host.ts";
import { formatProblem } from "../../../src/settings/settings_error.ts";

function problems(sites: unknown): string[] {
  const { problems } = checkSettings(JSON.stringify({ routing: { sites } }), "f");
  return problems.map((problem) => formatProblem(problem).replace(/^f:1:\d+ routing\.sites/, ""));
}

Deno.test("parseSiteHost() reads hosts as requests name them", () => {
  const cases: [text: string, host: string | undefined][] = [
    ["blog.example.org", "blog.example.org"],
    ["Blog.Example.ORG.", "blog.example.org"],
    ["*.Example.org", "*.example.org"],
    ["localhost", "localhost"],
    ["127.0.0.1", "127.0.0.1"],
    ["::1", "[::1]"],
    ["[0:0::0001]", "[::1]"],
    ["*.127.0.0.1", undefined],
    ["*.::1", undefined],
    ["*", undefined],
    ["*.", undefined],
    ["a.*.org", undefined],
    ["*.*.org", undefined],
    ["example.org:80", undefined],
    ["http://example.org", undefined],
    ["Bücher.example.", "xn--bcher-kva.example"],
    ["*.bücher.example", "*.xn--bcher-kva.example"],
    ["straße.example", "xn--strae-oqa.example"],
    ["bücher.example:80", undefined],
    ["bücher.example/a", undefined],
    ["a@bücher.example", undefined],
    ["１２７.0.0.1", "127.0.0.1"],
    ["\u202ebücher.example", undefined],
    ["bücher..example", undefined],
    ["büch\ner.example", undefined],
    ["exam\nple.org", undefined],
    ["", undefined],
  ];
  for (const [text, host] of cases) assertEquals(parseSiteHost(text), host, text);
});

Deno.test("routing.sites says of each mistake where it is and what was expected", () => {
  const site = { hosts: ["a.example"], contentRoot: "a" };
  const cases: [sites: unknown, ...problems: string[]][] = [
    [
      { blog: {} },
      '.blog: expected a site such as {"hosts":["blog.example.org"],"contentRoot":"blog"}, which needs "hosts", got an object',
    ],
    [
      { blog: { ...site, hosts: [] } },
      '.blog.hosts: expected a list of hosts, such as ["blog.example.org","*.example.net"], got []',
    ],
    [
      { blog: { ...site, hosts: ["a:80"] } },
      '.blog.hosts[0]: expected a host such as "blog.example.org" or "*.example.org", without a port, got "a:80"',
    ],
    [
      { blog: { ...site, rulez: [] } },
      '.blog: expected hosts, contentRoot or rules, got "rulez"; did you mean rules?',
    ],
    [{ blog: { ...site, contentRoot: "" } }, '.blog.contentRoot: expected the path of a directory, got ""'],
    [
      { default: site },
      ': expected a name of letters, digits, ".", "_" and "-", other than "default", got "default"',
    ],
    [
      { "a b": site },
      ': expected a name of letters, digits, ".", "_" and "-", other than "default", got "a b"',
    ],
    [
      { blog: { ...site, rules: [{ answer: {} }] } },
      '.blog.rules[0].answer: expected an answer such as {"status":410,"text":"It is gone."}, which needs "status", got an object',
    ],
    [
      { blog: { ...site, rules: [{ rewrite: "{path}x" }] } },
      '.blog.rules[0].rewrite: expected an end to / -> /x -> /xx -> /xxx -> ..., got "{path}x"',
    ],
    [
      { one: site, two: { ...site, hosts: ["b.example", "A.example."] } },
      '.two.hosts[1]: expected a host that one does not have, got "a.example"',
    ],
    [
      { one: { ...site, hosts: ["*.a.example", "b.a.example", "*.A.example"] } },
      '.one.hosts[2]: expected a host that one does not have, got "*.a.example"',
    ],
    [{ one: site, two: { ...site, hosts: ["*.example"] } }],
  ];
  for (const [sites, ...expected] of cases) assertEquals(problems(sites), expected);
});

Deno.test("loadSettings() takes the roots of sites from the folder of the settings file, and hands warnings on", () => {
  const text = JSON.stringify({
    routing: {
      rules: [{ answer: { status: 404 } }, { rewrite: "/x" }],
      sites: { a: { hosts: ["a"], contentRoot: "sub/a" }, b: { hosts: ["b"], contentRoot: "/abs" } },
    },
  });
  const { settings, warnings, sources } = loadSettings({
    cwd: "/elsewhere",
    file: { path: "/srv/.linprconfig", text },
    shipped: { text: "{}", contentRoot: "/carried" },
    environment: {},
    flags: {},
  });
  assertEquals(settings["routing.sites"].map(([, site]) => site.contentRoot), ["/srv/sub/a", "/abs"]);
  assertEquals([warnings.length, sources["routing.sites"]], [1, "file"]);
});

Deno.test("loadSettings() warns of a site within another one's root", () => {
  const warningsOf = (roots: Record<string, string>) => {
    const entries = Object.entries(roots).map((
      [name, contentRoot],
    ) => [name, { hosts: [name], contentRoot }]);
    const text = JSON.stringify({
      general: { contentRoot: "pub" },
      routing: { sites: Object.fromEntries(entries) },
    });
    const { warnings } = loadSettings({
      cwd: "/srv",
      file: { path: "/srv/.linprconfig", text },
      shipped: { text: "{}", contentRoot: "/carried" },
      environment: {},
      flags: {},
    });
    return warnings.map(formatProblem);
  };
  assertEquals(warningsOf({ a: "pub", b: "pub-b", c: "/elsewhere" }), []);
  assertEquals(warningsOf({ a: "pub/a", b: "b", c: "b/../b/c" }), [
    "routing.sites.a.contentRoot: lies within the root of the site default, which serves these files without the rules of a",
    "routing.sites.c.contentRoot: lies within the root of the site b, which serves these files without the rules of c",
  ]);
});
