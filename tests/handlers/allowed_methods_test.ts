import { assertEquals, assertStrictEquals } from "@std/assert";
import { allowedMethods } from "../../src/handlers/allowed_methods.ts";
import { METHODS } from "../../src/http/method.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { requestOf } from "../_helpers/request.ts";

const ANSWER = new HttpResponse({ status: 200 });
const handler = allowedMethods(["GET", "HEAD"])(() => ANSWER);

Deno.test("allowedMethods() lets the listed methods through", () => {
  for (const method of ["GET", "HEAD"]) assertStrictEquals(handler(requestOf(`${method} /`)), ANSWER);
});

Deno.test("allowedMethods() answers OPTIONS with 204 and Allow, for the server as a whole too", async () => {
  for (const target of ["/", "/absent", "*"]) {
    const { status, fields, body } = await handler(requestOf(`OPTIONS ${target}`));
    assertEquals([status, fields, body], [204, [["Allow", "GET, HEAD, OPTIONS"]], null]);
  }
});

Deno.test("allowedMethods() answers every other known method with 405 and Allow", async () => {
  const others = METHODS.filter((method) => !["GET", "HEAD", "OPTIONS"].includes(method));
  for (const method of others) {
    const target = method === "CONNECT" ? "a.example:443" : "/";
    const { status, fields } = await handler(requestOf(`${method} ${target}`));
    assertEquals([status, fields], [405, [["Allow", "GET, HEAD, OPTIONS"]]], method);
  }
});
