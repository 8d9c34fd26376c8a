import { assertEquals, assertMatch } from "@std/assert";
import { contentDisposition } from "../../src/http/content_disposition.ts";
import { isFieldValue } from "../../src/http/grammar.ts";
import { HOSTILE_NAMES } from "../_helpers/tree.ts";

Deno.test("contentDisposition() tells a plain name plainly, and any other in both forms (RFC 6266 §4.3)", () => {
  const cases: Record<string, string> = {
    "a.txt": 'attachment; filename="a.txt"',
    "a b;c=d,e.txt": 'attachment; filename="a b;c=d,e.txt"',
    "": 'attachment; filename=""',
    "é.txt": "attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%A9.txt",
    "🦕": "attachment; filename=\"_\"; filename*=UTF-8''%F0%9F%A6%95",
    'a"b': "attachment; filename=\"a_b\"; filename*=UTF-8''a%22b",
    "a\\b": "attachment; filename=\"a_b\"; filename*=UTF-8''a%5Cb",
    // Some clients take a percent sign in the plain form for an encoding.
    "50%41": "attachment; filename=\"50_41\"; filename*=UTF-8''50%2541",
    "'é(*)": "attachment; filename=\"'_(*)\"; filename*=UTF-8''%27%C3%A9%28%2A%29",
    "a\r\nX: y": "attachment; filename=\"a__X: y\"; filename*=UTF-8''a%0D%0AX%3A%20y",
    "\ud800": "attachment; filename=\"_\"; filename*=UTF-8''%EF%BF%BD",
  };
  for (const [name, value] of Object.entries(cases)) assertEquals(contentDisposition(name), value);
});

Deno.test("contentDisposition() gives a field value whose quotes end where they should, for every hostile name", () => {
  for (const name of HOSTILE_NAMES) {
    const value = contentDisposition(name);
    assertEquals(isFieldValue(value), true, value);
    // RFC 8187 §3.2.1: `attr-char` and percent-encoded bytes.
    assertMatch(
      value,
      /^attachment; filename="[^"\\]*"(; filename\*=UTF-8''([\w!#$&+.^`|~-]|%[0-9A-F]{2})*)?$/,
    );
  }
});
