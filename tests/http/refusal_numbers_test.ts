import { assertEquals } from "@std/assert";
import { numberedRefusal, refusalNumber } from "../../src/http/refusal_numbers.ts";
import * as refusals from "../../src/http/refusals.ts";

Deno.test("numberedRefusal() gives the refusal of each number of refusalNumber(), and 0 is none", () => {
  const all = Object.values(refusals);
  assertEquals(all.map((refusal) => numberedRefusal(refusalNumber(refusal))), all);
  assertEquals(new Set(all.map(refusalNumber)).size, all.length);
  assertEquals([refusalNumber(undefined), numberedRefusal(0)], [0, undefined]);
  assertEquals(refusalNumber({ status: 400, rule: "another", source: "elsewhere" }), 0);
  assertEquals(numberedRefusal(all.length + 1), undefined);
});
