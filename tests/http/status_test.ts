import { assertEquals } from "@std/assert";
import { STATUS_CODES } from "node:http";
import { isBodiless, reasonPhrase } from "../../src/http/status.ts";

/** Phrases of RFC 9110 (for 418 of RFC 2324) that the platform writes otherwise. */
const RENAMED: Readonly<Record<number, string>> = {
  413: "Content Too Large",
  418: "I'm a teapot",
  422: "Unprocessable Content",
};

Deno.test("reasonPhrase() says what RFC 9110 §15 says", () => {
  for (let status = 100; status < 600; status++) {
    const phrase = reasonPhrase(status);
    if (phrase === "") continue;
    assertEquals(phrase, RENAMED[status] ?? STATUS_CODES[status], `${status}`);
  }
  assertEquals(reasonPhrase(200), "OK");
  assertEquals(reasonPhrase(404), "Not Found");
});

Deno.test("reasonPhrase() is empty for a status that it does not know", () => {
  for (const status of [0, 99, 299, 599, 1000]) assertEquals(reasonPhrase(status), "");
});

Deno.test("isBodiless() holds for 1xx, 204 and 304 alone (RFC 9110 §6.4.1)", () => {
  for (let status = 100; status < 600; status++) {
    assertEquals(isBodiless(status), status < 200 || status === 204 || status === 304, `${status}`);
  }
});
