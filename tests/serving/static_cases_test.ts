/** Static files as the best servers do them (issue 4): tables over real sockets. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { ask } from "../_helpers/keep_alive.ts";
import { field, type RawResponse } from "../_helpers/response_parser.ts";
import type { ContentTree } from "../_helpers/tree.ts";
import type { StaticCase } from "./static_cases/case.ts";
import { DECODE } from "./static_cases/content.ts";
import { serveSite } from "./static_cases/site_server.ts";
import { STATIC_SITES } from "./static_cases/sites.ts";

/** The second time, a small file comes from memory. */
const TIMES = 2;

for (const site of STATIC_SITES) {
  Deno.test(`static files: ${site.name}`, async (t) => {
    await using served = await serveSite(site);
    for (const row of site.cases) {
      await t.step(`${row.ask.slice(0, 60)}: ${row.shows}`, async () => {
        for (let time = 0; time < TIMES; time++) {
          check(row, await answer(served.server.port, row), served.tree);
        }
      });
    }
    assertEquals(served.server.stderr(), "");
  });
}

Deno.test("static files: there are a good many cases, and no two are the same", () => {
  const all = STATIC_SITES.flatMap(({ name, cases }) =>
    cases.map(({ ask, fields, shows }) => `${name}, ${ask}, ${fields}: ${shows}`)
  );
  assert(all.length >= 150, `${all.length}`);
  assertEquals(new Set(all).size, all.length);
});

async function answer(port: number, row: StaticCase): Promise<RawResponse> {
  const [method = "", target = ""] = row.ask.split(" ");
  const fields = row.fields ?? [];
  if (!fields.some((line) => line.includes("<"))) return await ask(port, { method, target, fields });
  const preferences = fields.filter((line) => line.startsWith("Accept"));
  const coded = await ask(port, { method: "HEAD", target, fields: preferences });
  const plain = await ask(port, { method: "HEAD", target });
  const filled = fields.map((line) => fillIn(line, coded, plain));
  return await ask(port, { method, target, fields: filled });
}

function fillIn(line: string, coded: RawResponse, plain: RawResponse): string {
  const tag = field(coded, "ETag") ?? "";
  return line.replaceAll("<tag>", tag)
    .replaceAll("<opaque>", tag.slice(1, -1))
    .replaceAll("<plain>", field(plain, "ETag") ?? "")
    .replaceAll("<date>", field(coded, "Last-Modified") ?? "");
}

function check(row: StaticCase, response: RawResponse, tree: ContentTree): void {
  assertEquals(response.status, row.status);
  for (const [name, expected] of Object.entries(row.has ?? {})) {
    const value = field(response, name);
    if (expected instanceof RegExp) assertMatch(value ?? "(none)", expected, name);
    else assertEquals(value, expected, name);
  }
  if (row.coding !== undefined) assertEquals(field(response, "Content-Encoding"), row.coding);
  if (row.body === undefined) return;
  const body = row.coding === undefined ? response.body : DECODE[row.coding](response.body);
  const expected = contentOf(row.body, tree);
  // A difference between megabytes is not for reading.
  assert(
    body.length === expected.length && body.every((byte, at) => byte === expected[at]),
    "the body is another",
  );
}

function contentOf(body: string | Uint8Array, tree: ContentTree): Uint8Array {
  if (typeof body !== "string") return body;
  return body.startsWith("@") ? Deno.readFileSync(tree.path(body.slice(1))) : new TextEncoder().encode(body);
}
