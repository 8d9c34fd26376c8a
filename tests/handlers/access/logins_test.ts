import { assert, assertEquals } from "@std/assert";
import { FailedTries } from "../../../src/handlers/access/failed_tries.ts";
import { type Login, Logins } from "../../../src/handlers/access/logins.ts";
import { PasswordCheck } from "../../../src/handlers/access/password_check.ts";
import { basic } from "../../_helpers/basic.ts";
import { hashOf } from "../../_helpers/password_hashes.ts";
import { deriveKey } from "../../../src/patterns/password_key.ts";

const USERS = [["anna", await hashOf("secret")], ["bob", await hashOf("other")]] as const;

interface Door {
  readonly logins: Logins;
  /** Lets time pass, in milliseconds. */
  pass(time: number): void;
  /** How many keys have been derived. */
  derived(): number;
  /** Asks from an address. */
  ask(authorization: string | undefined, client?: string): Promise<Login>;
}

function door(most?: number): Door {
  let time = 1_000_000;
  let derived = 0;
  const now = (): number => time;
  const passwords = new PasswordCheck({
    users: USERS,
    derive: (password, recipe) => {
      derived++;
      return deriveKey(password, recipe);
    },
  });
  const tries = new FailedTries({ now });
  const logins = new Logins({ passwords, tries, now, ...(most !== undefined && { most }) });
  return {
    logins,
    pass: (passed) => time += passed,
    derived: () => derived,
    ask: async (authorization, client = "192.0.2.1") => await logins.login(authorization, client),
  };
}

Deno.test("Logins knows who has the password", async () => {
  const { ask } = door();
  assertEquals(await ask(basic("anna", "secret")), { kind: "user", name: "anna" });
  assertEquals(await ask(basic("bob", "other")), { kind: "user", name: "bob" });
  for (const [name, password] of [["anna", "other"], ["nobody", "secret"], ["", ""]] as const) {
    assertEquals((await ask(basic(name, password))).kind, "nobody");
  }
});

Deno.test("Logins spends no work on what are no credentials", async () => {
  const { ask, derived } = door();
  for (const value of [undefined, "", "Basic", "Bearer x", "Basic !", `Basic ${"A".repeat(1_000_000)}`]) {
    for (let count = 0; count < 10; count++) assertEquals((await ask(value)).kind, "nobody");
  }
  assertEquals(derived(), 0);
});

Deno.test("Logins checks a good password once, and again after a while", async () => {
  const { ask, derived, pass, logins } = door();
  for (let count = 0; count < 10; count++) await ask(basic("anna", "secret"));
  assertEquals([derived(), logins.size], [1, 1]);
  assert(!(logins.login(basic("anna", "secret"), "198.51.100.1") instanceof Promise));
  pass(5 * 60 * 1000);
  await ask(basic("anna", "secret"));
  assertEquals([derived(), logins.size], [2, 1]);
});

Deno.test("Logins remembers what is meant, however it is written", async () => {
  const { ask, derived } = door();
  const [, base64 = ""] = basic("anna", "secret").split(" ");
  for (const value of [`Basic ${base64}`, `bAsIc   ${base64}`, `Basic ${base64.replace(/=+$/, "")}`]) {
    assertEquals((await ask(value)).kind, "user", value);
  }
  assertEquals(derived(), 1);
});

Deno.test("Logins checks a password once for all who ask at once", async () => {
  const { ask, derived } = door();
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask(basic("anna", "secret"))));
  assert(answers.every(({ kind }) => kind === "user"));
  assertEquals(derived(), 1);
});

Deno.test("Logins remembers no wrong password, and no more good ones than it may", async () => {
  const { ask, derived, logins } = door(1);
  await ask(basic("anna", "wrong"));
  assertEquals(logins.size, 0);
  await ask(basic("anna", "secret"));
  await ask(basic("bob", "other"));
  assertEquals(logins.size, 1);
  await ask(basic("bob", "other"));
  assertEquals(derived(), 3);
  await ask(basic("anna", "secret"));
  assertEquals(derived(), 4);
});

Deno.test("Logins slows down who guesses, and nobody else", async () => {
  const { ask, derived, pass } = door();
  await ask(basic("anna", "secret"));
  const guesses = await Promise.all(
    Array.from({ length: 50 }, (_, at) => ask(basic("anna", `guess ${at}`), "198.51.100.1")),
  );
  assertEquals(guesses.filter(({ kind }) => kind === "nobody").length, 5);
  const [slowed] = guesses.filter((login) => login.kind === "later");
  assertEquals(slowed, {
    kind: "later",
    status: 429,
    seconds: 1,
    why: "198.51.100.1 has tried too many wrong passwords",
  });
  assertEquals(derived(), 6);
  // Even the right one waits: else guessing would go on.
  assertEquals((await ask(basic("bob", "other"), "198.51.100.1")).kind, "later");
  assertEquals((await ask(basic("bob", "other"), "198.51.100.2")).kind, "user");
  // Who was let in before goes on.
  assertEquals((await ask(basic("anna", "secret"), "198.51.100.1")).kind, "user");
  pass(1000);
  assertEquals((await ask(basic("anna", "guess"), "198.51.100.1")).kind, "nobody");
  assertEquals(derived(), 8);
});

Deno.test("Logins lets only so many passwords wait, whoever sends them", async () => {
  const { ask, derived } = door();
  const flood = await Promise.all(
    Array.from({ length: 1000 }, (_, at) => ask(basic("anna", `guess ${at}`), `10.0.${at >> 8}.${at & 255}`)),
  );
  const busy = flood.filter((login) => login.kind === "later");
  assertEquals(busy.length, 1000 - 32);
  assert(busy.every(({ status, seconds }) => status === 503 && seconds === 1));
  assertEquals(derived(), 32);
  assertEquals((await ask(basic("bob", "other"))).kind, "user");
});
