import { assertEquals, assertNotEquals } from "@std/assert";
import { isNumberEntry } from "../../src/settings/schema.ts";
import {
  defaultSettings,
  isSettingKey,
  nameOf,
  schemaEntry,
  sectionOf,
  SECTIONS,
  SETTING_KEYS,
} from "../../src/settings/settings.ts";
import { parseSetting } from "../../src/settings/value.ts";

Deno.test("SCHEMA has every default within its own rules", () => {
  const defaults = defaultSettings();
  for (const key of SETTING_KEYS) {
    assertEquals(parseSetting(key, schemaEntry(key).default), { ok: true, value: defaults[key] }, key);
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
  assertEquals(SECTIONS, ["general", "limits", "timeouts", "files", "cache"]);
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
