import { assertEquals } from "@std/assert";
import { isCacheControl } from "../../src/settings/cache_control.ts";

Deno.test("isCacheControl() takes lists of directives", () => {
  const values = [
    "no-store",
    "max-age=0",
    "public, max-age=31536000, immutable",
    "public,max-age=60",
    "public , max-age=60",
    "private, stale-while-revalidate=30, stale-if-error=86400",
    "Max-Age=60",
    'no-cache="Set-Cookie, X-A", private',
    'private="a\\"b"',
    "no-cache=Set-Cookie",
    "s-maxage=5",
  ];
  for (const value of values) assertEquals(isCacheControl(value), true, value);
});

Deno.test("isCacheControl() refuses what no cache understands", () => {
  const values = [
    "",
    " ",
    " no-store",
    "no-store ",
    "no-store,",
    ",no-store",
    "no-store,,private",
    "no-store; private",
    "max-age 60",
    "max-age = 60",
    "max-age=",
    "max-age",
    "max-age=1h",
    "max-age=-1",
    "max-age=1.5",
    'max-age="60"',
    "max-age=12345678901",
    "public, s-maxage=5m",
    "stale-while-revalidate=x",
    "60",
    "*.js=no-store",
    "max-age=60, *.js=no-store",
    'no-cache="a',
    'no-cache="a"b',
    "no-störe",
    "no-store\r\nSet-Cookie: a=b",
    "no-store\n",
    "no-store\t",
    'private="\x7f"',
  ];
  for (const value of values) assertEquals(isCacheControl(value), false, JSON.stringify(value));
});
