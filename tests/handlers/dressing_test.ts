import { assertEquals, assertStrictEquals } from "@std/assert";
import { Dressing } from "../../src/handlers/dressing.ts";
import { HttpResponse } from "../../src/http/response.ts";

/** Adds a field, and counts how often it did. */
function counting(): { dressing: Dressing<string>; made: () => number } {
  let made = 0;
  const dressing = new Dressing((response: HttpResponse, dress: string) => {
    made++;
    return response.withFields([["X-Dress", dress]]);
  });
  return { dressing, made: () => made };
}

Deno.test("Dressing.put() makes the answer with a dress once", () => {
  const { dressing, made } = counting();
  const response = new HttpResponse({ status: 200 });
  const dressed = dressing.put(response, "a");
  assertEquals([dressed.status, dressed.field("x-dress"), response.fields], [200, "a", []]);
  assertStrictEquals(dressing.put(response, "a"), dressed);
  assertEquals(made(), 1);
});

Deno.test("Dressing.put() makes it anew for another dress, and of another answer", () => {
  const { dressing, made } = counting();
  const [one, other] = [new HttpResponse({ status: 200 }), new HttpResponse({ status: 200 })];
  const dressed = dressing.put(one, "a");
  assertEquals(dressing.put(one, "b").field("x-dress"), "b");
  assertEquals(dressing.put(one, "a").field("x-dress"), "a");
  assertEquals(dressing.put(other, "a") === dressed, false);
  assertEquals(made(), 4);
});

Deno.test("Dressing.put() keeps apart what two dressings make of one answer", () => {
  const response = new HttpResponse({ status: 200 });
  const [first, second] = [counting().dressing, counting().dressing];
  const dressed = second.put(first.put(response, "a"), "b");
  assertEquals(dressed.fields, [["X-Dress", "a"], ["X-Dress", "b"]]);
  assertStrictEquals(second.put(first.put(response, "a"), "b"), dressed);
});
