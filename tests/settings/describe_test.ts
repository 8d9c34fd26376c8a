import { assertEquals, assertMatch } from "@std/assert";
import { describeSettings, settingsMarkdown } from "../../src/settings/describe.ts";
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
  assertMatch(describeSettings(), /^files\.fallback +"" +the file/m);
  assertMatch(describeSettings(), /^files\.trailingSlash +directories +.+\(directories, always or never\)$/m);
  assertMatch(describeSettings(), /^codings\.compress +br, zstd, gzip +codings/m);
  assertMatch(describeSettings(), /^headers\.set +none +fields/m);
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
    ["files.index", "a list of at most 16 file names, without slashes"],
    ["files.download", 'a list of at most 100 globs such as "*.css" or "/img/**"'],
    ["headers.cors", 'a list of at most 100 origins such as "https://example.org", or "*"'],
    [
      "access.allow",
      'a list of at most 1000 IP addresses or blocks of them, such as "192.0.2.0/24" or "2001:db8::/32"',
    ],
    ["codings.compress", "a list of at most 3 of br, zstd, gzip"],
    ["files.trailingSlash", '"directories", "always" or "never"'],
    ["files.fallback", 'the path of a file below the content root, such as "index.html", or ""'],
    ["files.charset", 'the name of a charset, such as "utf-8", or "", at most 40 characters'],
    [
      "files.mediaTypes",
      'an object of at most 1000 pairs such as {".foo":"text/x-foo"}, typed .foo=text/x-foo',
    ],
    [
      "headers.set",
      'an object of at most 100 globs with fields, such as {"*.pdf":{"X-Robots-Tag":"noindex"}}',
    ],
    ["files.dotfiles", "true or false"],
  ];
  for (const [key, text] of cases) assertEquals(expectation(key), text);
});

Deno.test("settingsMarkdown() is a table with four cells in every row", () => {
  const rows = settingsMarkdown().split("\n");
  assertEquals(rows.length, SETTING_KEYS.length + 2);
  for (const row of rows) {
    assertEquals(row.split(/(?<!\\)\|/).length, 6, row);
    assertEquals(/\| +\|/.test(row), false, row);
  }
  for (const key of SETTING_KEYS) {
    assertEquals(
      rows.some((row) =>
        row.startsWith(`| \`${key}\` | `) && row.includes(`\`${environmentVariable(key)}\``)
      ),
      true,
    );
  }
});
