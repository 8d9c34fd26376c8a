import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Refusal } from "../../src/http/http_error.ts";
import * as refusals from "../../src/http/refusals.ts";
import { reasonPhrase } from "../../src/http/status.ts";

const ALL: readonly (readonly [string, Refusal])[] = Object.entries(refusals);

Deno.test("refusals each have an error status with a phrase, and a source", () => {
  for (const [name, { status, source }] of ALL) {
    assert(status >= 400 && status < 600 && status !== 500, name);
    assert(reasonPhrase(status) !== "", name);
    assertMatch(source, /^RFC \d{4} §\d+(\.\d+)*$|^[a-z]+\.[a-z]+(, [a-z]+\.[a-z]+)*$/, name);
  }
});

Deno.test("refusals say their rule as a sentence without its full stop, each another one", () => {
  for (const [name, { rule }] of ALL) assertMatch(rule, /^[^\s].*[^.\s]$/, name);
  assertEquals(new Set(ALL.map(([, { rule }]) => rule)).size, ALL.length);
});

Deno.test("refusals are each used somewhere in the program", async () => {
  const source = new URL("../../src/", import.meta.url);
  const texts = await Promise.all(
    ["http", "worker", "handlers/access", "handlers/fetch"].flatMap((folder) =>
      [...Deno.readDirSync(new URL(folder, source))].filter(({ isFile }) => isFile).map(({ name }) =>
        Deno.readTextFile(new URL(`${folder}/${name}`, source))
      )
    ),
  );
  const program = texts.join("\n");
  for (const [name] of ALL) assert(program.includes(`refused.${name}`), name);
});
