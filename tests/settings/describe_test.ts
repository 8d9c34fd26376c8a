import { assertEquals, assertMatch } from "@std/assert";
import { describeSettings, settingsJsonSchema, settingsMarkdown } from "../../src/settings/describe.ts";
import { expectation } from "../../src/settings/expectation.ts";
import { environmentVariable } from "../../src/settings/environment.ts";
import { schemaEntry, SETTING_KEYS } from "../../src/settings/settings.ts";

Deno.test("describeSettings() has one aligned line for each setting", () => {
  const lines = describeSettings().split("\n");
  assertEquals(lines.length, SETTING_KEYS.length);
  for (const [index, key] of SETTING_KEYS.entries()) {
    const line = lines[index] ?? "";
    assertEquals(line.startsWith(`${key} `), true, line);
    assertEquals(line.indexOf(schemaEntry(key).help), (lines[0] ?? "").indexOf("the directory"), line);
    assertEquals(line.length <= 140 && line === line.trimEnd(), true, line);
  }
  assertMatch(describeSettings(), /^limits\.head +16 KiB +.+\(512 B to 256 KiB\)$/m);
  assertMatch(describeSettings(), /^general\.workers +0 +.+\(0 to 256; needs a restart\)$/m);
});

Deno.test("expectation() says something of its own for every kind", () => {
  const cases: [Parameters<typeof expectation>[0], string][] = [
    ["general.contentRoot", "the path of a directory"],
    ["general.host", "a host name or an IP address"],
    ["general.port", "a port, 1 to 65535 (0: any free one)"],
    ["general.workers", "a whole number, 0 to 256"],
    ["general.serverHeader", "printable ASCII text, no space at either end, at most 256 characters"],
    ["limits.target", 'a size, 64 B to 64 KiB, such as "8 KiB" or a number of bytes'],
    [
      "timeouts.head",
      'a duration, 1ms to 24h, such as "250ms", "10s", "5m", "1h" or a number of milliseconds',
    ],
    ["files.index", "a list of at most 16 file names, without slashes or commas"],
    ["files.dotfiles", "true or false"],
  ];
  for (const [key, text] of cases) assertEquals(expectation(key), text);
});

Deno.test("settingsMarkdown() is a table with four cells in every row", () => {
  const rows = settingsMarkdown().split("\n");
  assertEquals(rows.length, SETTING_KEYS.length + 2);
  for (const row of rows) assertEquals(row.split(/(?<!\\)\|/).length, 6, row);
  for (const key of SETTING_KEYS) {
    assertEquals(
      rows.some((row) =>
        row.startsWith(`| \`${key}\` | `) && row.includes(`\`${environmentVariable(key)}\``)
      ),
      true,
    );
  }
});

/** The part of a JSON Schema that the test looks at. */
interface Schema {
  readonly $schema?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
}

Deno.test("settingsJsonSchema() has every key in its section, with its default, and nothing else", () => {
  const schema = settingsJsonSchema() as Schema;
  assertEquals(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assertEquals(schema.additionalProperties, false);
  const keys: string[] = [];
  for (const [section, { additionalProperties, properties }] of Object.entries(schema.properties ?? {})) {
    if (section === "$schema") continue;
    assertEquals(additionalProperties, false);
    for (const [name, property] of Object.entries(properties ?? {})) {
      keys.push(`${section}.${name}`);
      assertEquals((property.description ?? "").length > 0 && property.default !== undefined, true, name);
    }
  }
  assertEquals(keys, [...SETTING_KEYS]);
  assertEquals(JSON.parse(JSON.stringify(schema)), schema);
});
