import { assertEquals } from "@std/assert";
import { faultsOf } from "../../src/settings/parsed.ts";
import type { SettingKey, Settings, SettingValue } from "../../src/settings/settings.ts";
import { formatSetting, parseSetting, parseSettingText } from "../../src/settings/value.ts";

/** The hash of a password. */
const HASH = "$scrypt$ln=14,r=8,p=5$c29kaXVtIGNobG9y$YR0hSWKNWgNZQqGFVmOsAA";

type Case<Input> = readonly [key: SettingKey, input: Input, value: SettingValue];

Deno.test("parseSetting() takes good JSON values", () => {
  const cases: readonly Case<unknown>[] = [
    ["general.port", 0, 0],
    ["general.port", 8080, 8080],
    ["general.port", 65535, 65535],
    ["general.host", "[::1]", "::1"],
    ["general.contentRoot", "../site", "../site"],
    ["general.contentRoot", " ", " "],
    ["general.serverHeader", "", ""],
    ["general.serverHeader", "LINPR/1 (x; y)", "LINPR/1 (x; y)"],
    ["general.workers", 256, 256],
    ["limits.head", 512, 512],
    ["limits.head", "256 KiB", 262_144],
    ["limits.body", "1 TiB", 1_099_511_627_776],
    ["limits.fields", -0 + 1, 1],
    ["limits.connections", -0, 0],
    ["timeouts.head", 1, 1],
    ["timeouts.head", "24h", 86_400_000],
    ["cache.validFor", 0, 0],
    ["cache.validFor", "0s", 0],
    ["files.dotfiles", true, true],
    ["files.trailingSlash", "never", "never"],
    ["files.charset", "", ""],
    ["files.charset", "iso-8859-1", "iso-8859-1"],
    ["files.fallback", "", ""],
    ["control.socket", "none", "none"],
    ["control.socket", "/run/a b.sock", "/run/a b.sock"],
    ["files.fallback", "/app/index.html", "app/index.html"],
    ["files.index", [], []],
    ["files.index", ["a,b", '"c"'], ["a,b", '"c"']],
    ["files.download", ["*.{zip,gz}", "/a, b/**"], ["*.{zip,gz}", "/a, b/**"]],
    ["codings.compress", ["gzip", "br"], ["gzip", "br"]],
    ["headers.cors", ["*", "https://A.example:443/"], ["*", "https://a.example"]],
    ["access.deny", ["10.0.0.0/8", "2001:db8::/32", "::1"], ["10.0.0.0/8", "2001:db8::/32", "::1"]],
    ["files.mediaTypes", {}, []],
    ["files.mediaTypes", { FOO: "Text/X-Foo; a=B", ".bar": "x/y" }, [[".foo", "text/x-foo; a=B"], [
      ".bar",
      "x/y",
    ]]],
    ["headers.cacheControl", new Map([["*.css", "no-store"], ["404", "no-cache"]]), [
      ["*.css", "no-store"],
      ["404", "no-cache"],
    ]],
    ["access.users", { anna: HASH, "e\u0301": HASH }, [["anna", HASH], ["\u00e9", HASH]]],
    ["access.realms", { "/a/**": { realm: "A", users: ["e\u0301"] }, "*": { open: true } }, [
      ["/a/**", { realm: "A", users: ["\u00e9"] }],
      ["*", { open: true }],
    ]],
    ["headers.set", {}, []],
    ["headers.set", { "*": {}, "/a/**": { "X-A": "", Link: "</a>; rel=x, </b>" } }, [
      ["*", []],
      ["/a/**", [["X-A", ""], ["Link", "</a>; rel=x, </b>"]]],
    ]],
    ["files.index", ["a.html", "index .html", "Füße"], ["a.html", "index .html", "Füße"]],
  ];
  for (const [key, json, value] of cases) {
    assertEquals(parseSetting(key, json), { ok: true, value } as unknown, `${key} ${JSON.stringify(json)}`);
  }
});

const REFUSED: readonly (readonly [key: SettingKey, values: readonly unknown[]])[] = [
  ["general.port", [-1, 65536, 99999, 80.5, "80", "80x", "", NaN, Infinity, null, true, [80], {}, undefined]],
  ["general.host", ["", "a b", "127.1", 0, null, ["::"]]],
  ["general.contentRoot", ["", "a\0b", 1, null]],
  ["general.serverHeader", [
    " x",
    "x ",
    "a\nb",
    "a\r\nSet-Cookie: b",
    "é",
    "\t",
    "\x7f",
    "x".repeat(257),
    1,
    null,
  ]],
  ["general.workers", [-1, 257, 1.5, "2"]],
  ["limits.head", [511, 262_145, "511", "257 KiB", "1.5k", "", -1, null]],
  ["limits.fields", [0, 1001]],
  ["timeouts.head", [0, 86_400_001, "0s", "25h", "10", "", 0.5, null]],
  ["files.dotfiles", [0, 1, "true", "yes", null]],
  ["files.index", ["index.html", null, {}, [""], ["."], [".."], ["a/b"], ["a\\b"], ["a\n"], [" a"], ["a\0"], [
    1,
  ], [["a"]]]],
  ["files.index", [Array(17).fill("a")]],
  ["files.trailingSlash", ["", "Always", "none", true, null, ["never"]]],
  ["files.charset", ["utf 8", "utf-8;", "é", " ", null, "utf-8\n", "x".repeat(41)]],
  ["files.fallback", ["/", "//a", "a/", "../a", "a/../b", "./a", "a\\b", "a\0", "a//b", " a", null, ["a"]]],
  ["control.socket", [
    "",
    "run/a.sock",
    "Auto",
    "/run/",
    "/a\0b",
    `/${"x".repeat(103)}`,
    `/${"é".repeat(52)}`,
    null,
  ]],
  ["files.download", ["*.zip", [""], ["a{"], ["*.zip", "**a"], Array(101).fill("a"), {}]],
  ["codings.compress", [["deflate"], ["BR"], ["br", "br", "br", "br"], "br", null]],
  ["headers.cors", [["null"], ["example.org"], ["https://a.example/b"], ["https://"], "*"]],
  ["access.allow", [
    ["10.1.2.3/8"],
    ["10.0.0.0/33"],
    ["127.1"],
    ["localhost"],
    ["[::1]"],
    [""],
    "10.0.0.0/8",
  ]],
  ["files.mediaTypes", [
    null,
    [],
    [["foo", "x/y"]],
    "foo=x/y",
    { foo: "text" },
    { foo: `x/${"y".repeat(100)}; a=${"b".repeat(200)}` },
    { "": "x/y" },
    { foo: "x/y", ".FOO": "x/y" },
    { foo: 1 },
  ]],
  ["headers.cacheControl", [null, [], { "a{": "no-store" }, { "*": "" }, { "*": "max-age=1h" }, {
    "*": null,
  }]],
  ["access.users", [
    [],
    { "": HASH },
    { "a:b": HASH },
    { "a\nb": HASH },
    { ["x".repeat(101)]: HASH },
    { anna: "secret" },
    { anna: null },
    { "\u00e9": HASH, "e\u0301": HASH },
  ]],
  ["access.realms", [
    [],
    { "/a/**": "open" },
    { "/a/**": {} },
    { "/a/**": { open: false } },
    { "/a/**": { open: true, realm: "A" } },
    { "/a/**": { open: true, users: ["anna"] } },
    { "/a/**": { realm: "" } },
    { "/a/**": { realm: "é" } },
    { "/a/**": { realm: "A", users: [] } },
    { "/a/**": { realm: "A", users: ["a:b"] } },
    { "a***": { open: true } },
  ]],
  ["headers.set", [
    null,
    [],
    { "*": "X-A: 1" },
    { "*": [] },
    { "*": { "X A": "1" } },
    { "*": { "": "1" } },
    { "*": { "X-A": "é" } },
    { "*": { "X-A": "a\r\nb" } },
    { "*": { "X-A": " a" } },
    { "*": { "X-A": 1 } },
    { "*": { "X-A": "1", "x-a": "2" } },
    { "*": { "X-A": "x".repeat(8193) } },
    { "*": { ["x".repeat(257)]: "" } },
    { "***": {} },
    Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`a${index}`, {}])),
    { "*": Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`a${index}`, ""])) },
  ]],
];

Deno.test("parseSetting() refuses bad JSON values and says what it takes", () => {
  for (const [key, values] of REFUSED) {
    for (const value of values) {
      const parsed = parseSetting(key, value);
      assertEquals(parsed.ok, false, `${key} ${JSON.stringify(value)}`);
      const faults = faultsOf(parsed);
      assertEquals(faults.length > 0 && faults.every(({ expected }) => expected.length > 0), true);
    }
  }
});

Deno.test("parseSetting() gives a list of its own", () => {
  const json = ["a.html"];
  const parsed = parseSetting("files.index", json);
  json.push("..");
  assertEquals(parsed, { ok: true, value: ["a.html"] });
});

Deno.test("parseSettingText() reads what people type", () => {
  const cases: readonly Case<string>[] = [
    ["general.port", "8080", 8080],
    ["general.port", " 8080 ", 8080],
    ["general.host", " localhost ", "localhost"],
    ["general.contentRoot", " site ", " site "],
    ["general.serverHeader", "", ""],
    ["limits.head", "16k", 16_384],
    ["limits.head", "16384", 16_384],
    ["timeouts.idle", "500", 500],
    ["timeouts.idle", "5s", 5000],
    ["cache.validFor", "0", 0],
    ["files.dotfiles", "on", true],
    ["files.dotfiles", "YES", true],
    ["files.dotfiles", "true", true],
    ["files.dotfiles", "off", false],
    ["files.dotfiles", "no", false],
    ["files.dotfiles", "False", false],
    ["files.index", "", []],
    ["files.index", "a.html", ["a.html"]],
    ["files.index", "a.html,b.html , c d.html", ["a.html", "b.html", "c d.html"]],
    ["files.index", '"a,b.html", c{d,e', ["a,b.html", "c{d", "e"]],
    ["files.index", "none", []],
    ["files.index", '"none"', ["none"]],
    ["files.trailingSlash", " always ", "always"],
    ["files.charset", "", ""],
    ["files.charset", " utf-8 ", "utf-8"],
    ["files.fallback", "app/index.html", "app/index.html"],
    ["files.download", "*.{zip,gz}, /a/**", ["*.{zip,gz}", "/a/**"]],
    ["codings.compress", "gzip,br", ["gzip", "br"]],
    ["codings.compress", "none", []],
    ["headers.cors", "*", ["*"]],
    ["access.allow", "10.0.0.0/8, ::1", ["10.0.0.0/8", "::1"]],
    ["files.mediaTypes", 'foo=text/x-foo; .bar = "text/plain; charset=utf-8"', [
      [".foo", "text/x-foo"],
      [".bar", "text/plain; charset=utf-8"],
    ]],
    ["headers.cacheControl", "*.{css,js}=public, max-age=60; /api/**=no-store", [
      ["*.{css,js}", "public, max-age=60"],
      ["/api/**", "no-store"],
    ]],
    ["headers.cacheControl", " none ", []],
    ["access.users", `anna=${HASH}; "b;=" = ${HASH}`, [["anna", HASH], ["b;=", HASH]]],
    ["headers.set", "none", []],
    ["headers.set", "", []],
  ];
  for (const [key, text, value] of cases) {
    assertEquals(parseSettingText(key, text), { ok: true, value } as unknown, `${key} ${text}`);
  }
});

Deno.test("parseSettingText() refuses what makes no value", () => {
  const cases: readonly (readonly [SettingKey, string])[] = [
    ["general.port", ""],
    ["general.port", "80x"],
    ["general.port", "-1"],
    ["general.port", "+80"],
    ["general.port", "80.0"],
    ["general.port", "0x50"],
    ["general.port", "8e1"],
    ["general.port", "99999"],
    ["general.port", "9".repeat(400)],
    ["general.contentRoot", ""],
    ["timeouts.idle", "soon"],
    ["timeouts.idle", ""],
    ["files.dotfiles", "1"],
    ["files.dotfiles", ""],
    ["files.index", "a,,b"],
    ["files.index", ","],
    ["files.index", "a,../b"],
    ["files.index", '"a'],
    ["files.index", '"a" b'],
    ["files.trailingSlash", "ALWAYS"],
    ["files.trailingSlash", ""],
    ["files.download", "*.{zip, *.gz"],
    ["codings.compress", "br, br, gzip, zstd"],
    ["codings.compress", "brotli"],
    ["headers.cors", "example.org"],
    ["files.mediaTypes", "foo"],
    ["files.mediaTypes", "foo=text/plain; charset=utf-8"],
    ["files.mediaTypes", "foo=x/y; FOO=x/z"],
    ["headers.cacheControl", "no-store"],
    ["headers.cacheControl", "public, max-age=60"],
    ["headers.cacheControl", "max-age=60"],
    ["headers.cacheControl", "*.css=max-age=60, *.js=no-store"],
    ["headers.cacheControl", "*.css=no-store;"],
    ["headers.cacheControl", "*.css=no-store; *.css=private"],
    ["headers.set", '{"*": {"X-A": "1"}}'],
  ];
  for (const [key, text] of cases) assertEquals(parseSettingText(key, text).ok, false, `${key} ${text}`);
});

Deno.test("parseSettingText() tells of what was typed, or of the item in it that is wrong", () => {
  const found = (key: SettingKey, text: string) =>
    faultsOf(parseSettingText(key, text)).map((fault) => fault.found);
  assertEquals(found("general.port", "99999"), ["99999"]);
  assertEquals(found("files.dotfiles", "1"), ["1"]);
  assertEquals(found("timeouts.idle", "25h"), ["25h"]);
  assertEquals(found("files.download", "a{, b, c**"), ["a{, b, c**"]);
  assertEquals(found("files.download", "**a, b, c**"), ["**a", "c**"]);
  assertEquals(found("headers.cacheControl", "no-store"), ["no-store"]);
  assertEquals(found("headers.cacheControl", "a***=max-age=1h; *=no-store"), ["a***", "max-age=1h"]);
});

Deno.test("parseSettingText() sends whoever types fields to the file", () => {
  const [fault] = faultsOf(parseSettingText("headers.set", "X-A=1"));
  assertEquals(fault?.expected, "objects, which only .linprconfig can hold");
});

Deno.test("formatSetting() writes values as people type them", () => {
  const cases: readonly (readonly [string, string])[] = [
    [formatSetting("general.port", 8080), "8080"],
    [formatSetting("general.contentRoot", "/srv/www"), "/srv/www"],
    [formatSetting("limits.head", 65_536), "64 KiB"],
    [formatSetting("timeouts.head", 10_000), "10s"],
    [formatSetting("files.dotfiles", false), "false"],
    [formatSetting("files.index", ["a", "b"]), "a, b"],
    [formatSetting("files.index", []), "none"],
    [formatSetting("files.index", ["none", "a, b", '"c"']), '"none", "a, b", "\\"c\\""'],
    [formatSetting("files.trailingSlash", "never"), "never"],
    [formatSetting("files.download", ["*.{zip,gz}", "a"]), "*.{zip,gz}, a"],
    [formatSetting("codings.compress", ["gzip", "br"]), "gzip, br"],
    [
      formatSetting("headers.cacheControl", [["*.css", "public, max-age=60"], ["a=b;c", "no-store"]]),
      '*.css=public, max-age=60; "a=b;c"=no-store',
    ],
    [formatSetting("files.mediaTypes", [[".a", "x/y; z=1"]]), '.a="x/y; z=1"'],
    [formatSetting("headers.set", []), "none"],
    [
      formatSetting("headers.set", [["*.html", [["X-A", '"1"'], ["X-B", ""]]], ["404", [["Link", "a"]]]]),
      '{ "*.html": { "X-A": "\\"1\\"", "X-B": "" }, "404": { "Link": "a" } }',
    ],
  ];
  for (const [written, expected] of cases) assertEquals(written, expected);
});

// Checked by the compiler: the type of each setting follows from its kind in the schema.
const _types: [
  number,
  string,
  boolean,
  readonly string[],
  "directories" | "always" | "never",
  readonly ("br" | "zstd" | "gzip")[],
  ReadonlyMap<string, string>,
] = [
  0 as Settings["general.port"],
  "" as Settings["general.host"],
  false as Settings["files.dotfiles"],
  [] as Settings["files.index"],
  "never" as Settings["files.trailingSlash"],
  [] as Settings["codings.compress"],
  new Map([] as Settings["files.mediaTypes"]),
];
