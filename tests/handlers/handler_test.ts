import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { afterwards, compose, type Handler, type Middleware } from "../../src/handlers/handler.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { requestOf } from "../_helpers/request.ts";

const ANSWER = new HttpResponse({ status: 200 });

function stamped(name: string): Middleware {
  return (next) => (request) =>
    afterwards(next(request), (response) => response.withFields([["X-Stamp", name]]));
}

function stampsOf(response: HttpResponse): string[] {
  return response.fields.map(([, value]) => value);
}

Deno.test("compose() makes the first middleware the outermost", async () => {
  const handler = compose([stamped("outer"), stamped("inner")], () => ANSWER);
  assertEquals(stampsOf(await handler(requestOf("GET /"))), ["inner", "outer"]);
});

Deno.test("compose() of no middleware is the handler itself", () => {
  const handler: Handler = () => ANSWER;
  assertStrictEquals(compose([], handler), handler);
});

Deno.test("compose() wraps once, not once a request", async () => {
  let wraps = 0;
  const counting: Middleware = (next) => {
    wraps++;
    return next;
  };
  const handler = compose([counting, counting], () => ANSWER);
  for (let request = 0; request < 3; request++) await handler(requestOf("GET /"));
  assertEquals(wraps, 2);
});

Deno.test("afterwards() goes on at once with an answer that is there", () => {
  const answer = compose([stamped("a")], () => ANSWER)(requestOf("GET /"));
  assert(answer instanceof HttpResponse);
  assertEquals(stampsOf(answer), ["a"]);
});

Deno.test("afterwards() waits for an answer that is a promise, and lets its failure through", async () => {
  const answer = compose([stamped("a")], () => Promise.resolve(ANSWER))(requestOf("GET /"));
  assert(answer instanceof Promise);
  assertEquals(stampsOf(await answer), ["a"]);
  const failure = new Error("a bug");
  const failing = compose([stamped("a")], () => Promise.reject(failure))(requestOf("GET /"));
  assertStrictEquals(await Promise.resolve(failing).catch((error: unknown) => error), failure);
});
