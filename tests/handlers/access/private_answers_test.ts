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
  assertEquals(head.fields, [["ETag", '"a"'], ["Cache-Control", "private"]]);
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
