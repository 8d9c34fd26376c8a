import { assertEquals } from "@std/assert";
import { isFieldText, isReservedField, isToken } from "../../src/settings/field.ts";

Deno.test("isToken() agrees with RFC 9110 §5.6.2 on every character", () => {
  const tokens = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  for (let code = 0; code < 0x180; code++) {
    const character = String.fromCharCode(code);
    assertEquals(isToken(`a${character}`), tokens.includes(character), `U+${code.toString(16)}`);
  }
  assertEquals(isToken(""), false);
});

Deno.test("isReservedField() knows LINPR's own fields in whatever case", () => {
  const names = [
    ...["Date", "Server", "Connection", "Content-Length", "Transfer-Encoding", "Content-Encoding"],
    ...[
      "Accept-Ranges",
      "Content-Range",
      "Content-Type",
      "ETag",
      "Last-Modified",
      "Vary",
      "Upgrade",
      "Trailer",
    ],
  ];
  for (const name of names) {
    for (const written of [name, name.toLowerCase(), name.toUpperCase()]) {
      assertEquals(isReservedField(written), true, written);
    }
  }
  for (const name of ["Link", "X-Date", "Dat", "Content-Security-Policy", "constructor"]) {
    assertEquals(isReservedField(name), false, name);
  }
});

Deno.test("isFieldText() takes printable ASCII without a space at either end", () => {
  for (const text of ["", "a", "a b", "!", "~", "default-src 'self'; img-src *, \"x\""]) {
    assertEquals(isFieldText(text), true, text);
  }
  for (const text of [" ", " a", "a ", "a\tb", "a\r\nX-B: c", "a\n", "a\0", "\x7f", "é", "\u2028", "🦕"]) {
    assertEquals(isFieldText(text), false, JSON.stringify(text));
  }
});
