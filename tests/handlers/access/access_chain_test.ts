import { assertEquals } from "@std/assert";
import { accessChain, clientChain } from "../../../src/handlers/access/access_chain.ts";
import { FailedTries } from "../../../src/handlers/access/failed_tries.ts";
import { compose } from "../../../src/handlers/handler.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { defaultSettings, type Settings } from "../../../src/settings/settings.ts";
import { basic } from "../../_helpers/basic.ts";
import { hashOf } from "../../_helpers/password_hashes.ts";
import { requestOf } from "../../_helpers/request.ts";
import { bodyText } from "../../_helpers/response_body.ts";
import { siteOf } from "../../_helpers/site.ts";
import { contentTree } from "../../_helpers/tree.ts";

Deno.test("accessChain() and clientChain() are empty where nothing is configured", () => {
  const settings = defaultSettings();
  const { byAddress, byPassword } = accessChain(settings);
  assertEquals([byAddress, byPassword(() => []), clientChain(settings)], [[], [], []]);
});

Deno.test("access.deny counts for whom a trusted proxy names, and a refusal has its page", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  // Requests of a test come from 192.0.2.1.
  const site = siteOf(tree.root, {
    "access.trustedProxies": ["192.0.2.1"],
    "access.deny": ["198.51.100.0/24"],
  });
  assertEquals((await site.ask("GET /a.txt")).status, 200);
  assertEquals((await site.ask("GET /a.txt", "X-Forwarded-For: 203.0.113.1")).status, 200);
  const refused = await site.ask("GET /a.txt", "X-Forwarded-For: 198.51.100.7");
  assertEquals([refused.status, await bodyText(refused)], [403, "<p>carried 403</p>"]);
});

Deno.test("access.deny is not got round by a stranger's X-Forwarded-For", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const site = siteOf(tree.root, { "access.trustedProxies": ["10.0.0.1"], "access.deny": ["192.0.2.0/24"] });
  for (const value of ["127.0.0.1", "10.0.0.1", "198.51.100.1, 10.0.0.1"]) {
    assertEquals((await site.ask("GET /a.txt", `X-Forwarded-For: ${value}`)).status, 403, value);
  }
});

Deno.test("accessChain() goes on counting wrong passwords when the settings are others", async () => {
  const settings: Settings = {
    ...defaultSettings(),
    "access.users": [["anna", await hashOf("secret")]],
    "access.realms": [["/**", { realm: "Closed" }]],
  };
  const tries = new FailedTries({ now: () => 0 });
  const statuses: number[] = [];
  for (const guesses of [3, 3]) {
    const { byPassword } = accessChain(settings, tries);
    const handler = compose(byPassword((path) => [path]), () => new HttpResponse({ status: 200 }));
    for (let guess = 0; guess < guesses; guess++) {
      const authorization = `Authorization: ${basic("anna", `guess ${guess}`)}`;
      statuses.push((await handler(requestOf("GET /", [authorization]))).status);
    }
  }
  assertEquals(statuses, [401, 401, 401, 401, 401, 429]);
});
