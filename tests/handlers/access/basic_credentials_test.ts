import { assertEquals } from "@std/assert";
import { parseBasic } from "../../../src/handlers/access/basic_credentials.ts";
import { basic } from "../../_helpers/basic.ts";
import { Random } from "../../_helpers/random.ts";

Deno.test("parseBasic() reads a name and a password", () => {
  const cases: [value: string, name: string, password: string][] = [
    [basic("anna", "secret"), "anna", "secret"],
    [basic("anna", "a:b::c"), "anna", "a:b::c"],
    [basic("anna", ""), "anna", ""],
    [basic("", "secret"), "", "secret"],
    [basic("é", "日本 🔑"), "é", "日本 🔑"],
    [basic("e\u0301", "x"), "\u00e9", "x"],
    [basic("anna", "x".repeat(1000)), "anna", "x".repeat(1000)],
    // RFC 7617 §2.1.
    ["Basic dGVzdDoxMjPCow==", "test", "123£"],
    ["bAsIc   YTpi", "a", "b"],
    ["Basic YTpiYw", "a", "bc"],
  ];
  for (const [value, name, password] of cases) assertEquals(parseBasic(value), { name, password }, value);
});

Deno.test("parseBasic() refuses everything else", () => {
  const values = [
    "",
    "Basic",
    "Basic ",
    "Basic:YTpi",
    "Bearer YTpi",
    'Digest username="a"',
    "BasicYTpi",
    "Basic YTpi, Basic YTpi",
    "Basic YTpi YTpi",
    "Basic YTpi=",
    "Basic YTpiYw=",
    "Basic YTpiY",
    "Basic =",
    "Basic Y-_i",
    "Basic YWJj",
    // Latin-1, an overlong slash, a surrogate.
    `Basic ${btoa("\xe9:x")}`,
    `Basic ${btoa("a:\xc0\xaf")}`,
    `Basic ${btoa("a:\xed\xa0\x80")}`,
    basic("a\0", "b"),
    basic("a", "b\r\nX: y"),
    basic("a", "\u0085"),
    basic("anna", "x".repeat(2000)),
    `Basic ${"A".repeat(1_000_000)}`,
  ];
  for (const value of values) assertEquals(parseBasic(value), undefined, value.slice(0, 80));
});

Deno.test("parseBasic() survives whatever is sent", () => {
  const next = new Random(7617);
  const pieces = ["Basic ", "YTpi", "=", " ", "A", "//", "+", "é", "\xff", ":", ",", "Zm9vOg"];
  for (let round = 0; round < 20_000; round++) {
    const credentials = parseBasic(next.text(pieces, 6));
    if (credentials !== undefined) assertEquals(/[:\p{Cc}]/u.test(credentials.name), false);
  }
});
