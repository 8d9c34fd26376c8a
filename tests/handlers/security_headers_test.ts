import { assertEquals, assertStrictEquals } from "@std/assert";
import { securityHeaders } from "../../src/handlers/security_headers.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { siteOf } from "../_helpers/site.ts";
import { contentTree } from "../_helpers/tree.ts";

const PRESET = [
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "SAMEORIGIN"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
] as const;

Deno.test("securityHeaders() adds the preset, and keeps what an answer has", () => {
  const secure = securityHeaders();
  const response = new HttpResponse({ status: 200, fields: [["ETag", '"a"']], body: new Uint8Array(3) });
  const secured = secure(response);
  assertEquals([secured.status, secured.length, secured.body], [200, 3, response.body]);
  assertEquals(secured.fields, [["ETag", '"a"'], ...PRESET]);
});

Deno.test("securityHeaders() leaves a field as the answer has it, whatever its case", () => {
  const secure = securityHeaders();
  const own = ["x-frame-options", "DENY"] as const;
  const others = PRESET.filter(([name]) => name !== "X-Frame-Options");
  assertEquals(secure(new HttpResponse({ status: 200, fields: [own] })).fields, [own, ...others]);
});

Deno.test("securityHeaders() makes of one answer the same one each time", () => {
  const secure = securityHeaders();
  const response = new HttpResponse({ status: 200 });
  assertStrictEquals(secure(response), secure(response));
});

Deno.test("headers.security dresses every answer, and a hot file's is still made once", async () => {
  await using tree = await contentTree({ "a.txt": "A", "sub/": "" });
  const site = siteOf(tree.root, { "headers.security": true }, () => Date.now() + 10_000);
  const lines = ["GET /a.txt", "GET /absent", "GET /sub", "DELETE /a.txt", "OPTIONS /a.txt", "HEAD /a.txt"];
  for (const line of lines) {
    const { fields } = await site.ask(line);
    assertEquals(fields.slice(-PRESET.length), [...PRESET], line);
  }
  assertEquals(site.pipeline.error(500).fields.slice(-PRESET.length), [...PRESET]);
  assertStrictEquals(await site.ask("GET /a.txt"), await site.ask("GET /a.txt"));
  assertStrictEquals(site.pipeline.error(500), site.pipeline.error(500));
});

Deno.test("headers.security off leaves answers as they are", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const site = siteOf(tree.root);
  assertEquals((await site.ask("GET /a.txt")).field("x-content-type-options"), undefined);
});
