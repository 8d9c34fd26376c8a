import { assert, assertEquals } from "@std/assert";
import { PasswordCheck } from "../../../src/handlers/access/password_check.ts";
import { deriveKey, type KeyRecipe } from "../../../src/patterns/password_key.ts";
import { hashOf } from "../../_helpers/password_hashes.ts";

const USERS = [
  ["anna", await hashOf("secret")],
  ["bob", await hashOf("a:b 🔑", { r: 2 })],
  ["carla", await hashOf("", { p: 2 })],
] as const;

Deno.test("PasswordCheck knows each user's password, and no other", async () => {
  const check = new PasswordCheck({ users: USERS, derive: deriveKey });
  const cases: [name: string, password: string, isRight: boolean][] = [
    ["anna", "secret", true],
    ["bob", "a:b 🔑", true],
    ["carla", "", true],
    ["anna", "secret ", false],
    ["anna", "", false],
    ["anna", "a:b 🔑", false],
    ["Anna", "secret", false],
    ["nobody", "secret", false],
    ["__proto__", "secret", false],
    ["", "", false],
  ];
  for (const [name, password, isRight] of cases) {
    assertEquals(await check.isRight(name, password), isRight, `${name}:${password}`);
  }
});

/** The work of each check: the recipes of the keys that were derived. */
async function work(check: (derive: typeof deriveKey) => PasswordCheck, names: readonly string[]) {
  const recipes: KeyRecipe[][] = [];
  let current: KeyRecipe[] = [];
  const counting = check((password, recipe) => {
    current.push(recipe);
    return deriveKey(password, recipe);
  });
  for (const name of names) {
    current = [];
    recipes.push(current);
    assertEquals(await counting.isRight(name, "wrong"), false);
  }
  return recipes;
}

function costOf({ ln, r, p, length, salt }: KeyRecipe): string {
  return `${ln} ${r} ${p} ${length} ${salt.length}`;
}

Deno.test("PasswordCheck does the same work for a name that nobody has", async () => {
  const [anna = ["", ""]] = USERS;
  const names = ["anna", "nobody", "", "Anna", "x".repeat(1000), "anna2"];
  const recipes = await work((derive) => new PasswordCheck({ users: [anna], derive }), names);
  assertEquals(recipes.map((keys) => keys.length), names.map(() => 1));
  assertEquals(new Set(recipes.flat().map(costOf)), new Set(["12 1 1 32 16"]));
});

Deno.test("PasswordCheck does work that some user's name would cost, always the same for a name", async () => {
  const strangers = Array.from({ length: 60 }, (_, at) => `stranger ${at}`);
  const names = [...strangers, ...strangers];
  const recipes = await work((derive) => new PasswordCheck({ users: USERS, derive }), names);
  const costs = recipes.flat().map(costOf);
  assertEquals(costs.slice(0, 60), costs.slice(60));
  const users = await work(
    (derive) => new PasswordCheck({ users: USERS, derive }),
    USERS.map(([name]) => name),
  );
  // By chance one of the three is missing once in 10^10 runs.
  assertEquals(new Set(costs), new Set(users.flat().map(costOf)));
});

Deno.test("PasswordCheck does the usual work where there are no users", async () => {
  const recipes = await work((derive) => new PasswordCheck({ users: [], derive }), ["anna"]);
  assertEquals(recipes.flat().map(costOf), ["14 8 5 32 16"]);
  assert(!await new PasswordCheck({ users: [], derive: deriveKey }).isRight("", ""));
});
