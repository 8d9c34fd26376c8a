import { assert, assertEquals } from "@std/assert";
import { loadSettings } from "../../src/settings/load.ts";
import { isNumberEntry } from "../../src/settings/schema.ts";
import { schemaEntry, SETTING_KEYS, type SettingKey, type Settings } from "../../src/settings/settings.ts";
import { SettingsError } from "../../src/settings/settings_error.ts";
import { environmentVariable } from "../../src/settings/environment.ts";
import { formatSetting, parseSetting, parseSettingText } from "../../src/settings/value.ts";

const SEED = 20_260_723;
const ROUNDS = 5000;

const GOOD_FILE = `// a comment
{
  "general": { "contentRoot": "htdocs", "port": 8080, "host": "::1" }, /* another */
  "limits": { "head": "16 KiB", "fields": 100 },
  "timeouts": { "idle": "15s", "drain": 2500, },
  "files": { "index": ["index.html", "index.htm"], "dotfiles": false },
}
`;

/** What breaks parsers, and what this one knows. */
const PIECES: readonly string[] = [
  ..."{}[]:,\"'/\\*\n\r\t\0 -+.e0189",
  ...[
    '"general"',
    '"port"',
    '"idle"',
    '"__proto__"',
    '"constructor"',
    "null",
    "true",
    "NaN",
    "1e999",
    "-0",
    "99999",
  ],
  ...[
    "//",
    "/*",
    "*/",
    "\\u00",
    '"\\ud800"',
    "\ufeff",
    "\u2028",
    "🦕",
    "\ud800",
    "\u202e",
    "[[[[[[[[",
    '{"a":',
  ],
  ...["64 KiB", "10s", "htdocs", "::1", "../..", "on", "off", "9".repeat(40)],
];

type Random = (below: number) => number;

/** A small generator (mulberry32): the same seed gives the same test. */
function random(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function pick<T>(next: Random, items: readonly T[]): T {
  return items[next(items.length)] as T;
}

function randomText(next: Random, most: number): string {
  return Array.from({ length: next(most) }, () => pick(next, PIECES)).join("");
}

/** Removes, doubles or replaces a few stretches of a text. */
function mutate(next: Random, text: string): string {
  let mutant = text;
  for (let times = 1 + next(4); times > 0; times--) {
    const from = next(mutant.length + 1);
    const to = Math.min(mutant.length, from + next(12));
    const middle = pick(next, ["", pick(next, PIECES), mutant.slice(from, to).repeat(2)]);
    mutant = mutant.slice(0, from) + middle + mutant.slice(to);
  }
  return mutant;
}

function randomJson(next: Random, depth: number): unknown {
  const kind = next(depth > 0 ? 8 : 6);
  if (kind === 0) return pick(next, [null, true, false, undefined]);
  if (kind === 1) return pick(next, [0, -0, -1, 80, 80.5, 99999, 2 ** 53, -Infinity, NaN, next(2 ** 31)]);
  if (kind < 6) return randomText(next, 4);
  if (kind === 6) return Array.from({ length: next(4) }, () => randomJson(next, depth - 1));
  return { [randomText(next, 2)]: randomJson(next, depth - 1) };
}

/** Loads, and holds what comes back to what is promised. */
function load(
  given: { text?: string; environment?: Record<string, string>; flags?: Partial<Record<SettingKey, string>> },
): void {
  try {
    const { settings } = loadSettings({
      cwd: "/nowhere",
      ...(given.text !== undefined && { file: { path: "/nowhere/.linprconfig", text: given.text } }),
      shipped: { text: GOOD_FILE, contentRoot: "/carried" },
      environment: given.environment ?? {},
      flags: given.flags ?? {},
    });
    for (const key of SETTING_KEYS) assertEquals(parseSetting(key, settings[key]).ok, true, key);
  } catch (error) {
    assert(error instanceof SettingsError, `${error} for ${JSON.stringify(given)}`);
    assert(error.problems.length > 0);
    assert(!/[\p{Cc}\p{Cf}\p{Cs}]/u.test(error.message.replaceAll("\n", "")), JSON.stringify(error.message));
    assertEquals(error.message.split("\n").length, error.problems.length);
    for (const { file, line, column } of error.problems) {
      assert(file === undefined || ((line ?? 0) >= 1 && (column ?? 0) >= 1));
    }
  }
}

Deno.test("loadSettings() throws nothing but SettingsError for mutated and random files", () => {
  const next = random(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    load({ text: mutate(next, GOOD_FILE) });
    load({ text: randomText(next, 30) });
  }
});

Deno.test("loadSettings() throws nothing but SettingsError for random values under good keys", () => {
  const next = random(SEED + 1);
  for (let round = 0; round < ROUNDS; round++) {
    const [section, name] = pick(next, SETTING_KEYS).split(".");
    load({ text: JSON.stringify({ [section ?? ""]: { [name ?? ""]: randomJson(next, 3) } }) });
  }
});

Deno.test("loadSettings() throws nothing but SettingsError for random environments and flags", () => {
  const next = random(SEED + 2);
  for (let round = 0; round < ROUNDS; round++) {
    const environment = {
      [environmentVariable(pick(next, SETTING_KEYS))]: randomText(next, 4),
      PORT: randomText(next, 2),
    };
    load({ environment, flags: { [pick(next, SETTING_KEYS)]: randomText(next, 4) } });
  }
});

Deno.test("parseSettingText() reads back what formatSetting() wrote", () => {
  const next = random(SEED + 3);
  let tried = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const key = pick(next, SETTING_KEYS);
    const entry = schemaEntry(key);
    const near = isNumberEntry(entry) ? entry.min + next(entry.max - entry.min + 1) : randomJson(next, 1);
    const parsed = parseSetting(key, pick<unknown>(next, [near, [near, "a b"], randomText(next, 3)]));
    if (!parsed.ok) continue;
    assertRoundTrip(key, parsed.value);
    tried++;
  }
  assert(tried > ROUNDS / 10, `only ${tried} values were good ones`);
});

function assertRoundTrip<K extends SettingKey>(key: K, value: Settings[K]): void {
  assertEquals(parseSettingText(key, formatSetting(key, value)), { ok: true, value }, key);
}
