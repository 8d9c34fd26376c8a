import { assertEquals } from "@std/assert";
import {
  FIELD_VALUE,
  HEX_VALUE,
  isFieldName,
  isFieldValue,
  REG_NAME,
  TARGET,
  TOKEN,
} from "../../src/http/grammar.ts";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The characters that a table allows. */
function allowed(table: Uint8Array): string {
  assertEquals(table.length, 256);
  return [...table.keys()].filter((byte) => table[byte] === 1).map((byte) => String.fromCharCode(byte)).join(
    "",
  );
}

/** The same characters in the order of their codes. */
function sorted(characters: string): string {
  return [...characters].sort().join("");
}

Deno.test("TOKEN has the tchar of RFC 9110 §5.6.2 and no other byte", () => {
  assertEquals(allowed(TOKEN), sorted(DIGITS + LETTERS + "!#$%&'*+-.^_`|~"));
});

Deno.test("TARGET has what RFC 3986 §2 allows in a URI, and the five that browsers send raw", () => {
  const reserved = ":/?[]@!$&'()*+,;="; // `#` begins a fragment, which a target has not
  assertEquals(allowed(TARGET), sorted(DIGITS + LETTERS + "-._~%" + reserved + "|^{}`"));
});

Deno.test("FIELD_VALUE has visible characters, obs-text, space and tab", () => {
  const bytes = [...Array(256).keys()].filter((byte) => byte === 9 || (byte > 31 && byte !== 127));
  assertEquals(allowed(FIELD_VALUE), String.fromCharCode(...bytes));
});

Deno.test("REG_NAME has the unreserved characters of RFC 3986 §2.3 and the percent sign", () => {
  assertEquals(allowed(REG_NAME), sorted(DIGITS + LETTERS + "-._~%"));
});

Deno.test("HEX_VALUE gives the value of every hexadecimal digit and 255 for every other byte", () => {
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCharCode(byte);
    const value = /[0-9A-Fa-f]/.test(character) ? parseInt(character, 16) : 255;
    assertEquals(HEX_VALUE[byte], value, JSON.stringify(character));
  }
});

Deno.test("isFieldName() agrees with TOKEN on every character and refuses the empty name", () => {
  assertEquals(isFieldName(""), false);
  for (let code = 0; code < 0x200; code++) {
    const name = `X${String.fromCharCode(code)}Y`;
    assertEquals(isFieldName(name), TOKEN[code] === 1, JSON.stringify(name));
  }
  assertEquals(isFieldName("Content-Type\n"), false);
});

Deno.test("isFieldValue() agrees with FIELD_VALUE on every character", () => {
  assertEquals(isFieldValue(""), true);
  for (let code = 0; code < 0x200; code++) {
    const value = `a${String.fromCharCode(code)}b`;
    assertEquals(isFieldValue(value), FIELD_VALUE[code] === 1, JSON.stringify(value));
  }
});

Deno.test("isFieldValue() refuses characters whose low byte would end the line", () => {
  for (const value of ["a\u010d\u010ab", "\u{1f95e}", "\ud80d", "a\n"]) {
    assertEquals(isFieldValue(value), false, JSON.stringify(value));
  }
});
