import { assert, assertEquals } from "@std/assert";
import { compileGlob } from "../../src/patterns/glob.ts";
import { settingsJsonSchema } from "../../src/settings/describe.ts";
import { environmentVariable } from "../../src/settings/environment.ts";
import { globFault } from "../../src/settings/glob_syntax.ts";
import { loadSettings } from "../../src/settings/load.ts";
import { readJson } from "../../src/settings/read.ts";
import type { Shape } from "../../src/settings/shape.ts";
import type { SchemaEntry } from "../../src/settings/schema_entry.ts";
import {
  nameOf,
  schemaEntry,
  sectionOf,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  type SettingValue,
} from "../../src/settings/settings.ts";
import { SettingsError } from "../../src/settings/settings_error.ts";
import type { TextForm } from "../../src/settings/text_form.ts";
import { formatSetting, parseSetting, parseSettingText } from "../../src/settings/value.ts";
import { isValid } from "../_helpers/json_schema.ts";
import { Random } from "../_helpers/random.ts";

const SEED = 20_260_723;
const ROUNDS = 5000;

const GOOD_FILE = `// a comment
{
  "general": { "contentRoot": "htdocs", "port": 8080, "host": "::1" }, /* another */
  "limits": { "head": "16 KiB", "fields": 100 },
  "timeouts": { "idle": "15s", "drain": 2500, },
  "files": { "index": ["index.html", "index.htm"], "dotfiles": false, "mediaTypes": { "foo": "text/foo" } },
  "headers": {
    "cacheControl": { "*.{js,css}": "public, max-age=60", "404": "no-store" },
    "set": { "/img/**": { "X-Robots-Tag": "noindex", "Link": "</a>" } },
  },
  "routing": {
    "rules": [
      { "match": { "path": "/old/**", "method": ["GET"] }, "redirect": { "to": "/new/{1}?{query}", "status": 308 } },
      { "match": { "header": { "Cookie": true }, "address": ["10.0.0.0/8"] }, "answer": { "status": 410 } },
      { "rewrite": "/app/index.html", "set": { "Link": "<{path}>" }, "cacheControl": "no-store" }
    ],
    "sites": { "blog": { "hosts": ["blog.example.org", "*.example.net"], "contentRoot": "blog", "rules": [] } }
  },
}
`;

/** What breaks parsers, and what this one knows. */
const PIECES: readonly string[] = [
  ..."{}[]:,\"'/\\*\n\r\t\0 -+.e0189=;",
  ...['"general"', '"port"', '"idle"', '"set"', '"Date"', '"__proto__"', '"constructor"'],
  ...["null", "none", "true", "NaN", "1e999", "-0", "99999"],
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

/** What texts of each form are made of. */
const FORM_PIECES: Readonly<Record<TextForm, readonly string[]>> = {
  path: ["/", "a", "..", " ", "\0"],
  host: ["localhost", "127.0.0.1", "[::1]", "a.b", "-"],
  text: ["LINPR", " ", "/1", "é"],
  charset: ["utf", "-", "8", " "],
  file: ["/", "app", "index.html", ".", ".."],
  socket: ["/", "run", "auto", "none", " ", "\0", "é"],
  logTarget: ["/", "a.log", "stdout", "stderr", "none", "\n"],
  logFormat: ["{status}", "{bytes}", "{adress}", "{", "}", "{{", " ", "common", "json", '"', "\t", "\n"],
  fileName: ["index", ".html", ",", '"', "none", " ", "{", "/", ";"],
  glob: ["*", "**", "/", "?", "{a,b}", "{", "}", "{c/d,}", ",", "css", ".", "none", '"', " ", "=", ";"],
  origin: ["https://", "http://", "app://", "Example.org", ":443", ":8080", "/", "*", "[::1]"],
  coding: ["br", "zstd", "gzip", "x"],
  extension: [".", "foo", "BAR", "ß", "none", "=", ";", '"', ","],
  mediaType: ["text/plain", "Text/X", "; ", "a=b", 'a="b; c"', "*"],
  cacheControl: ["no-store", "max-age=60", ", ", "max-age", "=", '"a;b"'],
  userName: ["anna", "é", ":", " ", "none", "=", ";", '"', "\n"],
  passwordHash: ["$scrypt$ln=14,r=8,p=5", "$c29kaXVtIGNobG9y", "$YR0hSWKNWgNZQqGFVmOsAA", "=", "x"],
  realmName: ["Team", " ", '"', "\\", "é"],
  applicationName: ["api", "-", ".", "static", " "],
  modulePath: ["api", "/", ".ts", ".js", "..", "\0"],
  netAddress: ["a.example", ":443", ":0", "[::1]", "::1", ":"],
  cidr: ["10.0.0.0", "::", "1", ".", "/", "8"],
  requestField: ["Cookie", "x-a", "-", " "],
  valueGlob: ["de", "*", "?", " "],
  location: [
    "/",
    "a",
    "{path}",
    "{1}",
    "?{query}",
    "#",
    "{x}",
    "https://",
    "{host}",
    "example.org",
    ":80",
    "%20",
    "..",
  ],
  pathTemplate: ["/", "a", "{path}", "{1}", "?", "{x}", "..", "{host}", "{{", "}}"],
  fieldTemplate: ["a", "{path}", "{query}", "{1}", "{", "}", "{{", " ", "é"],
  plainText: ["a", "\n", "é", "\ud800"],
  handlerName: ["static", "x"],
  siteName: ["blog", "default", "-", ".", "1"],
  siteHost: ["*.", "Blog", ".example", ".org", ":80", "[::1]", "127.0.0.1"],
  fieldName: ["X-A", "x-a", "Link", "Date", "-", " "],
  fieldValue: ["a", ", ", ";", '"', "=", "\\", "é", " "],
};

function random(turn: number): Random {
  return new Random(SEED + turn);
}

/** Removes, doubles or replaces a few stretches of a text. */
function mutate(next: Random, text: string): string {
  let mutant = text;
  for (let times = 1 + next.below(4); times > 0; times--) {
    const from = next.below(mutant.length + 1);
    const to = Math.min(mutant.length, from + next.below(12));
    const middle = next.pick(["", next.pick(PIECES), mutant.slice(from, to).repeat(2)]);
    mutant = mutant.slice(0, from) + middle + mutant.slice(to);
  }
  return mutant;
}

function randomJson(next: Random, depth: number): unknown {
  const kind = next.below(depth > 0 ? 8 : 6);
  if (kind === 0) return next.pick([null, true, false, undefined]);
  if (kind === 1) {
    return next.pick([0, -0, -1, 80, 80.5, 99999, 2 ** 53, -Infinity, NaN, next.below(2 ** 31)]);
  }
  if (kind < 6) return next.text(PIECES, 3);
  if (kind === 6) return several(next, () => randomJson(next, depth - 1));
  return { [next.text(PIECES, 1)]: randomJson(next, depth - 1) };
}

function several<T>(next: Random, make: () => T): T[] {
  return Array.from({ length: next.below(4) }, make);
}

/** JSON that may well be what a setting takes. */
function likelyJson(next: Random, entry: SchemaEntry): unknown {
  const textOf = (form: TextForm) => next.text(FORM_PIECES[form], 4);
  const objectOf = (names: TextForm, value: () => unknown) =>
    Object.fromEntries(several(next, () => [textOf(names), value()]));
  switch (entry.kind) {
    case "port":
    case "integer":
    case "size":
    case "duration":
      return entry.min + next.below(entry.max - entry.min + 1);
    case "boolean":
      return next.oneIn(2);
    case "choice":
      return next.pick(entry.choices);
    case "list":
      return several(next, () => textOf(entry.item));
    case "map":
      return objectOf(entry.names, () => textOf(entry.values));
    case "structure":
      return likelyShape(next, entry.shape);
    default:
      return textOf(entry.kind);
  }
}

/** JSON that may well have a shape. */
function likelyShape(next: Random, shape: Shape): unknown {
  switch (shape.kind) {
    case "form":
      return next.text(FORM_PIECES[shape.form], 4);
    case "integer":
    case "size":
    case "duration":
      return shape.min + next.below(shape.max - shape.min + 1);
    case "boolean":
      return next.oneIn(2);
    case "choice":
      return next.pick(shape.choices);
    case "either":
      return likelyShape(next, next.pick(shape.of));
    case "list":
      return several(next, () => likelyShape(next, shape.item));
    case "map":
      return Object.fromEntries(
        several(next, () => [next.text(FORM_PIECES[shape.names], 2), likelyShape(next, shape.values)]),
      );
    case "object": {
      const members = Object.entries(shape.members).filter(([, { required }]) => required || next.oneIn(4));
      return Object.fromEntries(members.map(([name, member]) => [name, likelyShape(next, member.shape)]));
    }
  }
}

/** Values that their settings take, and the JSON that each was made of. */
function* acceptedValues(
  next: Random,
  least: number,
): Generator<readonly [key: SettingKey, value: SettingValue, json: unknown]> {
  const accepted = new Map<SettingKey, number>();
  for (let round = 0; round < 4 * ROUNDS; round++) {
    const key = next.pick(SETTING_KEYS);
    const json = next.oneIn(10) ? randomJson(next, 2) : likelyJson(next, schemaEntry(key));
    const parsed = parseSetting(key, json);
    if (!parsed.ok) continue;
    accepted.set(key, (accepted.get(key) ?? 0) + 1);
    yield [key, parsed.value, json];
  }
  for (const key of SETTING_KEYS) assert((accepted.get(key) ?? 0) >= least, `few good values for ${key}`);
}

/** A value as `.linprconfig` has it, the order of maps kept. */
function jsonOf(key: SettingKey, settings: Settings): unknown {
  const entry = schemaEntry(key);
  if (entry.kind === "map") return new Map(settings[key] as Settings["headers.cacheControl"]);
  if (entry.kind !== "structure") return settings[key];
  const text = formatSetting(key, settings[key]);
  if (text === "none") return entry.shape.kind === "map" ? {} : [];
  return readJson(text).root?.value;
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
    for (const key of SETTING_KEYS) {
      assertEquals(parseSetting(key, jsonOf(key, settings)), { ok: true, value: settings[key] }, key);
    }
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
  const next = random(0);
  for (let round = 0; round < ROUNDS; round++) {
    load({ text: mutate(next, GOOD_FILE) });
    load({ text: next.text(PIECES, 29) });
  }
});

Deno.test("loadSettings() throws nothing but SettingsError for random values under good keys", () => {
  const next = random(1);
  for (let round = 0; round < ROUNDS; round++) {
    const key = next.pick(SETTING_KEYS);
    const json = next.oneIn(2) ? randomJson(next, 3) : likelyJson(next, schemaEntry(key));
    load({ text: JSON.stringify({ [sectionOf(key)]: { [nameOf(key)]: json } }) });
  }
});

Deno.test("loadSettings() throws nothing but SettingsError for random environments and flags", () => {
  const next = random(2);
  for (let round = 0; round < ROUNDS; round++) {
    const environment = {
      [environmentVariable(next.pick(SETTING_KEYS))]: next.text(PIECES, 3),
      PORT: next.text(PIECES, 1),
    };
    load({ environment, flags: { [next.pick(SETTING_KEYS)]: next.text(PIECES, 3) } });
  }
});

Deno.test("parseSettingText() reads back what formatSetting() wrote", () => {
  for (const [key, value] of acceptedValues(random(3), 20)) {
    const text = formatSetting(key, value as never);
    if (schemaEntry(key).kind !== "structure") {
      assertEquals(parseSettingText(key, text), { ok: true, value } as unknown, key);
    } else if (text !== "none") {
      assertEquals(parseSetting(key, readJson(text).root?.value), { ok: true, value } as unknown, text);
    }
  }
});

Deno.test("settingsJsonSchema() refuses nothing that parseSetting() takes", () => {
  const schema = settingsJsonSchema();
  for (const [key, , json] of acceptedValues(random(4), 20)) {
    const settings = { [sectionOf(key)]: { [nameOf(key)]: json } };
    assert(isValid(schema, settings), JSON.stringify(settings));
  }
});

Deno.test("globFault() lets a glob through only where compileGlob() finds a path for it", () => {
  const next = random(5);
  let tried = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const glob = next.text(FORM_PIECES.glob, 8);
    if (globFault(glob) !== undefined) continue;
    const path = pathFor(next, glob);
    assert(compileGlob(glob)(path), `${glob} does not match ${path}`);
    tried++;
  }
  assert(tried > ROUNDS / 10, `only ${tried} globs were good ones`);
});

/** A path that the glob is about. */
function pathFor(next: Random, glob: string): string {
  const chosen = glob.replace(/\{([^}]*)\}/g, (_, choices: string) => next.pick(choices.split(",")));
  const fill = (segment: string) => segment.replaceAll("*", "z").replaceAll("?", "q");
  if (!glob.includes("/")) return `/some/where/${fill(chosen)}`;
  const segments = (chosen.startsWith("/") ? chosen.slice(1) : chosen).split("/");
  return `/${segments.flatMap((one) => one === "**" ? several(next, () => "y") : [fill(one)]).join("/")}`;
}
