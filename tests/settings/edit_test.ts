import { assertEquals } from "@std/assert";
import { checkSettings } from "../../src/settings/check.ts";
import { editSettings } from "../../src/settings/edit.ts";
import {
  defaultSettings,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
} from "../../src/settings/settings.ts";

const SETTINGS: Settings = {
  ...defaultSettings(),
  "general.port": 9000,
  "timeouts.idle": 5000,
  "files.index": ["a.html", "b.html"],
  "headers.cacheControl": [["*.css", "no-store"], ["1", "max-age=1"]],
};

const TEXTS:
  readonly (readonly [name: string, before: string, keys: readonly SettingKey[], after: string])[] = [
    [
      "a value in its place",
      '{ // a\n  "general": { "port": 80 /* b */ } // c\n}\n',
      ["general.port"],
      '{ // a\n  "general": { "port": 9000 /* b */ } // c\n}\n',
    ],
    ["an empty file", "", ["general.port"], '{\n  "general": {\n    "port": 9000\n  }\n}\n'],
    [
      "a member behind a comment",
      '{\n\t"general": {\n\t\t"host": "::1" // why\n\t\t// more\n\t}\n}',
      ["general.port"],
      '{\n\t"general": {\n\t\t"host": "::1", // why\n\t\t// more\n\t\t"port": 9000\n\t}\n}',
    ],
    [
      "a trailing comma",
      '{\n  "general": {\n    "host": "::1", // a, b\n  },\n}',
      ["general.port"],
      '{\n  "general": {\n    "host": "::1", // a, b\n    "port": 9000\n  },\n}',
    ],
    [
      "a section behind others",
      '{\n    "general": { "port": 80 }\n}',
      ["timeouts.idle"],
      '{\n    "general": { "port": 80 },\n    "timeouts": {\n        "idle": "5s"\n    }\n}',
    ],
    [
      "one line",
      '{"general":{"port":80}}',
      ["timeouts.idle"],
      '{"general":{"port":80}, "timeouts": { "idle": "5s" }}',
    ],
    [
      "Windows",
      '{\r\n  "general": {}\r\n}',
      ["general.port"],
      '{\r\n  "general": {\r\n    "port": 9000\r\n  }\r\n}',
    ],
    [
      "a comment in an empty section",
      '{\n  "general": {\n    // nothing\n  }\n}',
      ["general.port"],
      '{\n  "general": {\n    // nothing\n    "port": 9000\n  }\n}',
    ],
    [
      "lists and maps",
      '{ "files": { "index": [] } }',
      ["files.index", "headers.cacheControl"],
      '{ "files": { "index": ["a.html", "b.html"] }, "headers": { "cacheControl": { "*.css": "no-store", "1": "max-age=1" } } }',
    ],
  ];

for (const [name, before, keys, after] of TEXTS) {
  Deno.test(`editSettings() keeps all else: ${name}`, () => {
    assertEquals(editSettings(before, keys, SETTINGS), after);
    const { values, problems } = checkSettings(after, "test");
    assertEquals(problems, []);
    for (const key of keys) assertEquals(values.get(key), SETTINGS[key]);
  });
}

Deno.test("editSettings() writes every setting so that it is read back, in whatever order and text", () => {
  const texts = [...TEXTS.map(([, before]) => before), ...TEXTS.map(([, , , after]) => after)];
  let state = 1;
  const next = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 200; round++) {
    const before = texts[next(texts.length)] ?? "";
    const keys = SETTING_KEYS.filter(() => next(6) === 0);
    const comments = before.match(/\/\/[^\n]*|\/\*.*?\*\//g) ?? [];
    const after = editSettings(before, keys, SETTINGS);
    const { values, problems } = checkSettings(after, "test");
    assertEquals(problems, [], after);
    for (const key of keys) assertEquals(values.get(key), SETTINGS[key], after);
    for (const [key, value] of checkSettings(before || "{}", "test").values) {
      if (!keys.includes(key)) assertEquals(values.get(key), value, after);
    }
    assertEquals(after.match(/\/\/[^\n]*|\/\*.*?\*\//g) ?? [], comments, after);
  }
});
