import { assert, assertEquals } from "@std/assert";
import { HttpError } from "../../src/http/http_error.ts";
import { OBS_FOLD } from "../../src/http/refusals.ts";

Deno.test("HttpError has the status of its refusal, and a message for the operator", () => {
  const error = new HttpError(OBS_FOLD, 17);
  assert(error instanceof Error);
  assertEquals(error.name, "HttpError");
  assertEquals(error.refusal, OBS_FOLD);
  assertEquals(error.status, 400);
  assertEquals(error.at, 17);
  assertEquals(error.message, "400: a folded field line (RFC 9112 §5.2)");
});

Deno.test("HttpError has no offset when it is given none", () => {
  assertEquals(new HttpError(OBS_FOLD).at, -1);
});
