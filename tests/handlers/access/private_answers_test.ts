import { assertEquals } from "@std/assert";
import { privateAnswer, privateCacheControl } from "../../../src/handlers/access/private_answers.ts";
import { HttpResponse } from "../../../src/http/response.ts";

Deno.test("privateCacheControl() keeps shared caches out, and times as they are", () => {
  const cases: [value: string | undefined, expected: string][] = [
    [undefined, "private, no-cache"],
    ["no-cache", "private, no-cache"],
    ["public, max-age=31536000, immutable", "private, max-age=31536000, immutable"],
    ["Public,S-MaxAge=60,max-age=5", "private, max-age=5"],
    ["private, max-age=5", "private, max-age=5"],
    ['private="X-A, public", max-age=5', "private, max-age=5"],
    ['no-cache="Set-Cookie", proxy-revalidate', 'private, no-cache="Set-Cookie"'],
    ["public, No-Store", "no-store"],
    ["max-age=60, must-revalidate", "private, max-age=60, must-revalidate"],
  ];
  for (const [value, expected] of cases) assertEquals(privateCacheControl(value), expected, value);
});

Deno.test("privateAnswer() says it once, and changes nothing else", () => {
  const fields = [["Cache-Control", "public"], ["ETag", '"a"'], ["cache-control", "max-age=1"]] as const;
  const head = privateAnswer(new HttpResponse({ status: 206, fields, length: 7 }));
  assertEquals([head.status, head.body, head.length], [206, null, 7]);
  assertEquals(head.fields, [["ETag", '"a"'], ["Cache-Control", "private, max-age=1"]]);
});

Deno.test("privateAnswer() heeds every line of Cache-Control", () => {
  const fields = [["Cache-Control", "public, max-age=9"], ["cache-control", "no-store"]] as const;
  assertEquals(privateAnswer(new HttpResponse({ status: 200, fields })).fields, [[
    "Cache-Control",
    "no-store",
  ]]);
});

Deno.test("privateAnswer() leaves nothing that a shared cache goes by in its place", () => {
  const targeted = [
    "CDN-Cache-Control",
    "Cloudflare-CDN-Cache-Control",
    "surrogate-control",
    "X-Accel-Expires",
  ];
  const kept = ["X-CDN", "Surrogate-Key", "Cache-Status"];
  const fields = [...targeted, ...kept].map((name) => [name, "60"] as const);
  const names = privateAnswer(new HttpResponse({ status: 200, fields })).fields.map(([name]) => name);
  assertEquals(names, [...kept, "Cache-Control"]);
});

Deno.test("privateAnswer() leaves a stream without a length", async () => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(1);
    await Promise.resolve();
  }
  const stream = privateAnswer(new HttpResponse({ status: 200, body: pieces() }));
  assertEquals(stream.length, undefined);
  assertEquals(stream.field("cache-control"), "private, no-cache");
  await (stream.body as AsyncGenerator).return(undefined);
});
