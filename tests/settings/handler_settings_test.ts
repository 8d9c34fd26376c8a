import { assertEquals } from "@std/assert";
import { checkSettings } from "../../src/settings/check.ts";
import { loadSettings } from "../../src/settings/load.ts";
import { parseNetAddress } from "../../src/settings/handler_forms.ts";
import { formatProblem } from "../../src/settings/settings_error.ts";

function problems(settings: unknown): string[] {
  return checkSettings(JSON.stringify(settings), "f").problems.map(formatProblem);
}

Deno.test("handlers says of each mistake where it is and what was expected", () => {
  const app = { module: "a.ts" };
  const cases: [handlers: unknown, ...problems: string[]][] = [
    [{ fetch: { api: app }, read: ["data"], net: ["a.example:443", "::1"], timeout: "5s" }],
    [
      { fetch: { api: {} } },
      'f:1:29 handlers.fetch.api: expected an application such as {"module":"api/main.ts","path":"/api/**"}, which needs "module", got an object',
    ],
    [
      { fetch: { api: { module: "a.php" } } },
      'f:1:39 handlers.fetch.api.module: expected the path of a module, such as "api/main.ts", got "a.php"',
    ],
    [
      { fetch: { api: { module: "a.ts", path: "/a***" } } },
      'f:1:53 handlers.fetch.api.path: expected a glob without "***", got "/a***"',
    ],
    [
      { fetch: { static: app } },
      'f:1:23 handlers.fetch: expected a name of letters, digits, ".", "_" and "-", other than "static", got "static"',
    ],
    [
      { fetch: { api: { ...app, pth: "/a" } } },
      'f:1:46 handlers.fetch.api: expected module or path, got "pth"; did you mean path?',
    ],
    [
      { net: ["https://a.example"] },
      'f:1:21 handlers.net[0]: expected a host with or without a port, such as "api.example.org:443", got "https://a.example"',
    ],
  ];
  for (const [handlers, ...expected] of cases) assertEquals(problems({ handlers }), expected);
});

Deno.test("a rule chooses a handler that is there", () => {
  const rules = [{ match: { path: "/a" }, handler: "api" }, { match: { path: "/b" }, handler: "ap" }];
  const site = {
    hosts: ["a.example"],
    contentRoot: "a",
    rules: [{ match: { path: "/b" }, handler: "shop" }],
  };
  const handlers = { fetch: { api: { module: "a.ts" } } };
  const found = problems({ routing: { rules, sites: { blog: site } }, handlers });
  assertEquals(found.map((line) => line.replace(/^f:1:\d+ /, "")), [
    'routing.rules[1].handler: expected the name of a handler: "static", "api", got "ap"',
    'routing.sites.blog.rules[0].handler: expected the name of a handler: "static", "api", got "shop"',
  ]);
  assertEquals(problems({ routing: { rules: [{ match: { path: "/b" }, handler: "static" }] } }), []);
});

Deno.test("parseNetAddress() reads hosts and ports as the runtime's permissions spell them", () => {
  const cases: [text: string, address: string | undefined][] = [
    ["a.example", "a.example"],
    ["a.example:0443", "a.example:443"],
    ["127.0.0.1:80", "127.0.0.1:80"],
    ["[::1]:80", "[::1]:80"],
    ["::1", "[::1]"],
    ["a.example:0", undefined],
    ["a.example:65536", undefined],
    ["a.example:", undefined],
    ["*", undefined],
    ["a.example/x", undefined],
    ["", undefined],
  ];
  for (const [text, address] of cases) assertEquals(parseNetAddress(text), address, text);
});

Deno.test("loadSettings() has what handlers names relative to the file, and warns of source text that is served", () => {
  const text = JSON.stringify({
    general: { contentRoot: "pub" },
    handlers: { fetch: { api: { module: "api/main.ts" }, odd: { module: "pub/odd.ts" } }, read: ["data"] },
  });
  const { settings, warnings } = loadSettings({
    cwd: "/",
    file: { path: "/srv/.linprconfig", text },
    shipped: { text: "{}", contentRoot: "/usr/share/linpr" },
    environment: {},
    flags: {},
  });
  assertEquals(settings["handlers.fetch"].map(([, { module }]) => module), [
    "/srv/api/main.ts",
    "/srv/pub/odd.ts",
  ]);
  assertEquals(settings["handlers.read"], ["/srv/data"]);
  assertEquals(warnings.map(({ key }) => key), ["handlers.fetch.odd.module"]);
});
