import { assertEquals } from "@std/assert";
import { isSecretLine, shownText } from "../../../src/console/log/shown_text.ts";

Deno.test("shownText() is printable ASCII, and names no user", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["/a?b=c%1b", "/a?b=c%1b"],
    ["\x1b[31m\x9b31m\x7f", "\\x1b[31m\\x9b31m\\x7f"],
    ["\u202e\u200b\ufeff", "\\u{202e}\\u{200b}\\u{feff}"],
    ['"\\', "\\x22\\x5c"],
    ["http://me:pass@a/b@c", "http://***@a/b@c"],
    ["//me@a/ //you@b", "//***@a/ //***@b"],
    ["/@scope/x", "/@scope/x"],
  ];
  for (const [text, shown] of rows) assertEquals(shownText(text), shown);
});

Deno.test("isSecretLine() knows fields that let somebody in, spelt badly too", () => {
  for (
    const line of [
      "Authorization: x",
      "proxy-authorization:x",
      " Cookie : x",
      "Set-Cookie:",
      "\0X-Auth-Token: x",
      "x-api-key:",
      "Session-Id: 1",
    ]
  ) assertEquals(isSecretLine(line), true, line);
  for (const line of ["Host: cookie", "GET /cookie: HTTP/1.1", "Accept: token", "", ":"]) {
    assertEquals(isSecretLine(line), false, line);
  }
});
