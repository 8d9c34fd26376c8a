import { assertEquals, assertNotEquals } from "@std/assert";
import { isNumberEntry, type SchemaEntry } from "../../src/settings/schema_entry.ts";
import {
  defaultSettings,
  isSettingKey,
  nameOf,
  sameSetting,
  schemaEntry,
  sectionOf,
  SECTIONS,
  SETTING_KEYS,
  type Settings,
} from "../../src/settings/settings.ts";
import { parseSetting } from "../../src/settings/value.ts";

Deno.test("SCHEMA has every default within its own rules", () => {
  const defaults = defaultSettings();
  for (const key of SETTING_KEYS) {
    assertEquals(parseSetting(key, jsonDefault(schemaEntry(key))), { ok: true, value: defaults[key] }, key);
  }
});

/** The default as `.linprconfig` would have it. */
function jsonDefault(entry: SchemaEntry): unknown {
  if (entry.kind === "map") return Object.fromEntries(entry.default);
  return entry.kind === "structure" && entry.shape.kind === "map" ? {} : entry.default;
}

Deno.test("SCHEMA has every example within its own rules", () => {
  for (const key of SETTING_KEYS) {
    const entry = schemaEntry(key);
    if (entry.kind !== "map") continue;
    assertEquals(
      parseSetting(key, Object.fromEntries(entry.example)),
      { ok: true, value: entry.example },
      key,
    );
  }
});

Deno.test("SCHEMA has every bound within reach, and nothing beyond it", () => {
  for (const key of SETTING_KEYS) {
    const entry = schemaEntry(key);
    if (!isNumberEntry(entry)) continue;
    assertEquals(parseSetting(key, entry.min).ok, true, key);
    assertEquals(parseSetting(key, entry.max).ok, true, key);
    assertEquals(parseSetting(key, entry.min - 1).ok, false, key);
    assertEquals(parseSetting(key, entry.max + 1).ok, false, key);
  }
});

Deno.test("SCHEMA has one-line helps without a full stop", () => {
  for (const key of SETTING_KEYS) {
    const { help } = schemaEntry(key);
    assertEquals(/^[^\n]+[^.\n]$/.test(help) && help.length <= 100, true, `${key}: ${help}`);
  }
});

Deno.test("SETTING_KEYS splits into sections and names", () => {
  assertEquals(SECTIONS, [
    "general",
    "limits",
    "timeouts",
    "files",
    "codings",
    "routing",
    "handlers",
    "headers",
    "access",
    "control",
    "log",
    "cache",
  ]);
  for (const key of SETTING_KEYS) assertEquals(`${sectionOf(key)}.${nameOf(key)}`, key);
});

Deno.test("defaultSettings() gives the documented defaults, anew at each call", () => {
  const defaults = defaultSettings();
  assertEquals(defaults["general.contentRoot"], "htdocs");
  assertEquals(defaults["general.host"], "0.0.0.0");
  assertEquals(defaults["general.port"], 80);
  assertEquals(defaults["limits.head"], 16_384);
  assertEquals(defaults["timeouts.idle"], 15_000);
  assertEquals(defaults["files.index"], ["index.html"]);
  assertEquals(defaults["files.trailingSlash"], "directories");
  assertEquals(defaults["files.fallback"], "");
  assertEquals(defaults["codings.compress"], ["br", "zstd", "gzip"]);
  assertEquals(defaults["codings.smallest"], 1024);
  assertEquals(defaults["headers.cacheControl"], []);
  assertEquals(defaults["headers.set"], []);
  assertEquals(defaults["cache.size"], 67_108_864);
  assertEquals(Object.keys(defaults), [...SETTING_KEYS]);
  assertEquals(defaultSettings() === defaults, false);
});

Deno.test("isSettingKey() knows the keys, and not what every object has", () => {
  assertEquals(SETTING_KEYS.every(isSettingKey), true);
  for (
    const text of ["", "general", "general.", "port", "General.port", "__proto__", "constructor", "toString"]
  ) {
    assertEquals(isSettingKey(text), false, text);
  }
  assertNotEquals(SETTING_KEYS.length, 0);
});

Deno.test("sameSetting() compares what lists and maps hold, in their order", () => {
  const [css, js] = [["*.css", "no-store"], ["*.js", "no-cache"]] as const;
  const one: Settings = {
    ...defaultSettings(),
    "headers.cacheControl": [css, js],
    "headers.set": [["*", [["X-A", "1"], ["X-B", "2"]]]],
    "routing.rules": [{ match: { path: "/a" }, rewrite: "/b" }],
  };
  for (const key of SETTING_KEYS) assertEquals(sameSetting(key, one, structuredClone(one)), true, key);
  const others: readonly Partial<Settings>[] = [
    { "general.port": 81 },
    { "files.dotfiles": true },
    { "files.trailingSlash": "never" },
    { "files.index": [] },
    { "files.index": ["index.htm"] },
    { "files.index": ["index.html", "index.htm"] },
    { "headers.cacheControl": [js, css] },
    { "headers.cacheControl": [css] },
    { "headers.cacheControl": [css, ["*.js", "private"]] },
    { "headers.set": [["*", [["X-A", "1"]]]] },
    { "routing.rules": [{ match: { path: "/b" }, rewrite: "/b" }] },
    { "routing.rules": [{ match: { path: "/a" }, rewrite: "/b", add: [] }] },
    { "routing.rules": [{ rewrite: "/b" }] },
    { "headers.set": [["*", [["X-B", "2"], ["X-A", "1"]]]] },
  ];
  for (const other of others) {
    const different = SETTING_KEYS.filter((key) => !sameSetting(key, one, { ...one, ...other }));
    assertEquals(different as string[], Object.keys(other));
  }
});
