import { assertEquals } from "@std/assert";
import { equalsIgnoringCase, KNOWN_FIELDS, KNOWN_NUMBER, knownField } from "../../src/http/fields.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";

function known(name: string): number {
  return knownField(latin1Bytes(`..${name}:`), 2, 2 + name.length);
}

Deno.test("knownField() recognises every known field in any case", () => {
  for (const [number, name] of KNOWN_FIELDS.entries()) {
    const titled = name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
    for (const spelled of [name, name.toUpperCase(), titled]) assertEquals(known(spelled), number, spelled);
    assertEquals(KNOWN_NUMBER.get(name), number);
  }
});

Deno.test("knownField() takes no other name for a known one", () => {
  for (const name of KNOWN_FIELDS) {
    // Same length, same ends: what the hash cannot tell apart.
    const inside = `${name[0]}${"x".repeat(name.length - 2)}${name[name.length - 1]}`;
    const others = [inside, `${name}s`, name.slice(0, -1), name.slice(1), name.replace("-", "_"), `x${name}`];
    for (const other of others.filter((other) => other !== name)) assertEquals(known(other), -1, other);
  }
  for (const name of ["", "x", "cookie", "content-type"]) assertEquals(known(name), -1, name);
});

Deno.test("KNOWN_FIELDS are lower-case tokens that a bit mask has room for", () => {
  assertEquals(KNOWN_FIELDS.length <= 31, true);
  for (const name of KNOWN_FIELDS) assertEquals(/^[a-z][a-z0-9-]*$/.test(name), true, name);
});

Deno.test("equalsIgnoringCase() takes letters of both cases for equal, and nothing else", () => {
  const lower = latin1Bytes("a-0z");
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCharCode(byte);
    // A name in a head is a token: no other byte comes here.
    if (!/[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(character)) continue;
    for (const [at, wanted] of [..."a-0z"].entries()) {
      const spelled = `a-0z`.slice(0, at) + character + "a-0z".slice(at + 1);
      const bytes = latin1Bytes(spelled);
      assertEquals(equalsIgnoringCase(bytes, 0, 4, lower), character.toLowerCase() === wanted, spelled);
    }
  }
  assertEquals(equalsIgnoringCase(latin1Bytes("a-0z"), 0, 3, lower), false);
  assertEquals(equalsIgnoringCase(latin1Bytes("a-0zz"), 0, 5, lower), false);
});
