import { assert, assertEquals } from "@std/assert";
import { formatPasswordHash, parsePasswordHash } from "../../src/patterns/password_hash.ts";

const SALT = "c29kaXVtIGNobG9y";
const KEY = "YR0hSWKNWgNZQqGFVmOsAA";

Deno.test("parsePasswordHash() reads what others write, and formatPasswordHash() writes it again", () => {
  const texts = [
    `$scrypt$ln=14,r=8,p=5$${SALT}$${KEY}`,
    // passlib's default.
    "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
    `$scrypt$ln=17,r=8,p=1$${SALT}$${KEY}`,
    `$scrypt$ln=12,r=1,p=1$${SALT}$${KEY}`,
  ];
  for (const text of texts) {
    const hash = parsePasswordHash(text);
    assert(hash !== undefined, text);
    assertEquals(formatPasswordHash(hash), text);
  }
});

Deno.test("parsePasswordHash() refuses what is no hash", () => {
  const texts = [
    "",
    "secret",
    `$2b$10$${"a".repeat(53)}`,
    `$argon2id$v=19$m=65536,t=3,p=4$${SALT}$${KEY}`,
    `$scrypt$${SALT}$${KEY}`,
    `$scrypt$ln=14,r=8$${SALT}$${KEY}`,
    `$scrypt$r=8,ln=14,p=5$${SALT}$${KEY}`,
    `$scrypt$ln=014,r=8,p=5$${SALT}$${KEY}`,
    `$scrypt$ln=14,r=8,p=0$${SALT}$${KEY}`,
    `$scrypt$ln=14,r=8,p=5$${SALT}`,
    `$scrypt$ln=14,r=8,p=5$${SALT}$`,
    `$scrypt$ln=14,r=8,p=5$$${KEY}`,
    `$scrypt$ln=14,r=8,p=5$c2Fs$${KEY}`,
    `$scrypt$ln=14,r=8,p=5$${SALT}$${KEY}==`,
    `$scrypt$ln=14,r=8,p=5$${SALT}$${"A".repeat(87)}`,
    `$scrypt$ln=14,r=8,p=5$${"A".repeat(13)}$${KEY}`,
    `$scrypt$ln=14,r=8,p=5$${SALT}$${KEY}\n`,
    ` $scrypt$ln=14,r=8,p=5$${SALT}$${KEY}`,
  ];
  for (const text of texts) assertEquals(parsePasswordHash(text), undefined, text);
});

Deno.test("parsePasswordHash() refuses a cost that is guessed fast, or that starves a server", () => {
  for (
    const cost of [
      "ln=11,r=8,p=1",
      "ln=18,r=8,p=1",
      "ln=17,r=9,p=1",
      "ln=14,r=8,p=17",
      "ln=9999,r=9999,p=9999",
    ]
  ) {
    assertEquals(parsePasswordHash(`$scrypt$${cost}$${SALT}$${KEY}`), undefined, cost);
  }
});
