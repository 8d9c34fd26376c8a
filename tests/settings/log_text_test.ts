import { assert, assertEquals } from "@std/assert";
import { escapeJson, escapeText } from "../../src/settings/log_text.ts";

Deno.test("escapeText() writes everything as printable ASCII on one line", () => {
  const cases: readonly (readonly [text: string, quoted: string, bare: string])[] = [
    ["/a?b=c", "/a?b=c", "/a?b=c"],
    ["a b", "a b", "a\\x20b"],
    ['"\\', "\\x22\\x5c", "\\x22\\x5c"],
    ["\n\r\t\0\x1b[2J\x7f", "\\x0a\\x0d\\x09\\x00\\x1b[2J\\x7f", "\\x0a\\x0d\\x09\\x00\\x1b[2J\\x7f"],
    ["\x85\x9b\xe9\xff", "\\x85\\x9b\\xe9\\xff", "\\x85\\x9b\\xe9\\xff"],
    [
      "\u202e\u2028\u{1f995}\ud800",
      "\\u{202e}\\u{2028}\\u{1f995}\\u{d800}",
      "\\u{202e}\\u{2028}\\u{1f995}\\u{d800}",
    ],
    ["\\x0a", "\\x5cx0a", "\\x5cx0a"],
    ["", "", ""],
  ];
  for (const [text, quoted, bare] of cases) {
    assertEquals([escapeText(text, true), escapeText(text, false)], [quoted, bare], JSON.stringify(text));
  }
});

Deno.test("escapeJson() writes JSON in printable ASCII that is read back as it was", () => {
  for (const text of ['"\\', "\n\x1b\x7f\x9b", "\u202e\u{1f995}", "\ud800", "</script>", "a b"]) {
    const json = escapeJson(text);
    assert(/^[ -~]*$/.test(json), json);
    assertEquals(JSON.parse(json), text);
  }
});

Deno.test("escapeText() and escapeJson() cut what is longer than 8192 characters", () => {
  const long = "a".repeat(9000);
  assertEquals(escapeText(long, true), `${"a".repeat(8192)}...`);
  assertEquals(JSON.parse(escapeJson(long)), `${"a".repeat(8192)}...`);
});
