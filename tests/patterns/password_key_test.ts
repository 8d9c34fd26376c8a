import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { parsePasswordHash } from "../../src/patterns/password_hash.ts";
import { deriveKey, hashPassword } from "../../src/patterns/password_key.ts";

const CHEAP = { ln: 10, r: 1, p: 1, salt: new TextEncoder().encode("a salt"), length: 32 };

Deno.test("deriveKey() is scrypt", async () => {
  // RFC 7914 §12.
  const key = await deriveKey("password", {
    ln: 10,
    r: 8,
    p: 16,
    salt: new TextEncoder().encode("NaCl"),
    length: 64,
  });
  const hex = [...key].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  assertEquals(
    hex,
    "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162" +
      "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
  );
});

Deno.test("deriveKey() takes all of a password, in whatever form its accents were typed", async () => {
  const long = "x".repeat(70);
  assertNotEquals(await deriveKey(`${long}a`, CHEAP), await deriveKey(`${long}b`, CHEAP));
  assertEquals(await deriveKey("\u00e9", CHEAP), await deriveKey("e\u0301", CHEAP));
});

Deno.test("deriveKey() lets the event loop go on", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  await deriveKey("password", { ...CHEAP, ln: 14, r: 8, p: 5 });
  clearInterval(timer);
  assert(turns > 1, `${turns} turns`);
});

Deno.test("hashPassword() makes another hash each time, that the password fits", async () => {
  const [one, other] = [await hashPassword("secret"), await hashPassword("secret")];
  assertNotEquals(one, other);
  const hash = parsePasswordHash(one);
  assert(hash !== undefined);
  assertEquals(new Uint8Array(await deriveKey("secret", { ...hash, length: hash.key.length })), hash.key);
});
