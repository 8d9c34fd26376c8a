import { assertEquals } from "@std/assert";
import { parseExtension, parseMediaType } from "../../src/settings/media_type.ts";

Deno.test("parseMediaType() takes types with and without parameters", () => {
  const cases: Record<string, string> = {
    "text/plain": "text/plain",
    "Text/HTML": "text/html",
    "application/vnd.a-b.c+json": "application/vnd.a-b.c+json",
    "text/plain; charset=UTF-8": "text/plain; charset=UTF-8",
    "text/plain;charset=UTF-8": "text/plain;charset=UTF-8",
    'text/plain; a="b; c\\"d"; e=f': 'text/plain; a="b; c\\"d"; e=f',
    "x/y": "x/y",
  };
  for (const [text, type] of Object.entries(cases)) assertEquals(parseMediaType(text), type);
});

Deno.test("parseMediaType() refuses what is no media type", () => {
  const texts = [
    "",
    "text",
    "text/",
    "/plain",
    "text/plain/x",
    "*/*",
    "text/*",
    " text/plain",
    "text/plain ",
    "text / plain",
    "text/plain;",
    "text/plain; charset",
    "text/plain; charset=",
    "text/plain; charset=a b",
    'text/plain; charset="a',
    "text/plain, text/html",
    "text/plain\r\nX: y",
    "text/plain\n",
    "text/plän",
    "x".repeat(128) + "/y",
  ];
  for (const text of texts) assertEquals(parseMediaType(text), undefined, JSON.stringify(text));
});

Deno.test("parseExtension() gives the dot and lower case", () => {
  const cases: Record<string, string> = {
    foo: ".foo",
    ".foo": ".foo",
    FOO: ".foo",
    ".C++": ".c++",
    "7z": ".7z",
    ".é": ".é",
  };
  for (const [text, extension] of Object.entries(cases)) assertEquals(parseExtension(text), extension);
});

Deno.test("parseExtension() refuses what no file name ends with", () => {
  for (
    const text of ["", ".", "..", "..foo", "a.b", ".tar.gz", "a/b", "a\\b", "a b", " a", "a\n", "a\0", "\t"]
  ) {
    assertEquals(parseExtension(text), undefined, JSON.stringify(text));
  }
});
