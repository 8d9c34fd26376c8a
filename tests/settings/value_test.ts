import { assertEquals } from "@std/assert";
import type { SettingKey, Settings, SettingValue } from "../../src/settings/settings.ts";
import { formatSetting, parseSetting, parseSettingText } from "../../src/settings/value.ts";

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
    ["files.index", [], []],
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
  ["files.index", ["index.html", null, {}, [""], ["."], [".."], ["a/b"], ["a\\b"], ["a,b"], [" a"], ["a\0"], [
    1,
  ], [["a"]]]],
  ["files.index", [Array(17).fill("a")]],
];

Deno.test("parseSetting() refuses bad JSON values and says what it takes", () => {
  for (const [key, values] of REFUSED) {
    for (const value of values) {
      const parsed = parseSetting(key, value);
      assertEquals(parsed.ok, false, `${key} ${JSON.stringify(value)}`);
      assertEquals(!parsed.ok && parsed.expected.length > 0, true);
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
  ];
  for (const [key, text] of cases) assertEquals(parseSettingText(key, text).ok, false, `${key} ${text}`);
});

Deno.test("formatSetting() writes values as people type them", () => {
  const cases: readonly (readonly [string, string])[] = [
    [formatSetting("general.port", 8080), "8080"],
    [formatSetting("general.contentRoot", "/srv/www"), "/srv/www"],
    [formatSetting("limits.head", 65_536), "64 KiB"],
    [formatSetting("timeouts.head", 10_000), "10s"],
    [formatSetting("files.dotfiles", false), "false"],
    [formatSetting("files.index", ["a", "b"]), "a, b"],
  ];
  for (const [written, expected] of cases) assertEquals(written, expected);
});

// Checked by the compiler: the type of each setting follows from its kind in the schema.
const _types: [number, string, boolean, readonly string[]] = [
  0 as Settings["general.port"],
  "" as Settings["general.host"],
  false as Settings["files.dotfiles"],
  [] as Settings["files.index"],
];
