import { assertEquals } from "@std/assert";
import { addressAccess, type AddressAccessOptions } from "../../../src/handlers/access/address_access.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { requestOf } from "../../_helpers/request.ts";

/** The status that a client gets, and what is said of it. */
async function asked(address: string, options: Partial<AddressAccessOptions>): Promise<[number, string]> {
  const handler = addressAccess({ allow: [], deny: [], ...options })(() => new HttpResponse({ status: 200 }));
  const decisions = notedDecisions();
  const request = { ...requestOf("GET /"), client: { address, port: 1 }, decisions };
  return [(await handler(request)).status, decisions.notes.join("\n")];
}

Deno.test("addressAccess() answers only whom it allows", async () => {
  const allow = ["10.0.0.0/8", "2001:db8::/32"];
  for (const address of ["10.1.2.3", "2001:db8::1"]) {
    assertEquals(await asked(address, { allow }), [200, ""], address);
  }
  for (const address of ["11.0.0.1", "127.0.0.1", "::1"]) {
    assertEquals(await asked(address, { allow }), [403, `access: ${address} is not in access.allow: 403`]);
  }
});

Deno.test("addressAccess() allows everybody but whom it denies", async () => {
  const deny = ["192.0.2.0/24", "::1"];
  assertEquals(await asked("198.51.100.1", { deny }), [200, ""]);
  assertEquals(await asked("192.0.2.9", { deny }), [403, "access: 192.0.2.9 is in access.deny: 403"]);
  assertEquals(await asked("::1", { deny }), [403, "access: ::1 is in access.deny: 403"]);
});

Deno.test("addressAccess() denies part of what it allows", async () => {
  const options = { allow: ["10.0.0.0/8"], deny: ["10.6.6.0/24"] };
  assertEquals((await asked("10.6.7.1", options))[0], 200);
  assertEquals((await asked("10.6.6.1", options))[0], 403);
  assertEquals((await asked("11.0.0.1", options))[0], 403);
});
