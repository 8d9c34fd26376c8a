import { assertEquals } from "@std/assert";
import { limitChain } from "../../../src/handlers/limits/limit_chain.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { defaultSettings } from "../../../src/settings/settings.ts";
import { requestOf } from "../../_helpers/request.ts";
import { sharedCounts, siteOf } from "../../_helpers/site.ts";
import { contentTree } from "../../_helpers/tree.ts";

Deno.test("limitChain() is empty where nothing is asked for, and takes a second's requests for a burst", () => {
  const settings = defaultSettings();
  assertEquals(limitChain(settings, sharedCounts()), []);
  const rates: unknown[] = [];
  const counts = { ...sharedCounts(), take: (_: string, rate: unknown) => rates.push(rate) > 0 };
  for (const burst of [0, 9]) {
    const [limit] = limitChain(
      { ...settings, "limits.requestsPerSecond": 5, "limits.burst": burst },
      counts,
    );
    limit?.(() => new HttpResponse({ status: 204 }))(requestOf("GET /"));
  }
  assertEquals(rates, [{ perSecond: 5, burst: 5 }, { perSecond: 5, burst: 9 }]);
});

Deno.test("makePipeline() counts a stranger's requests as his, whatever he says of whom they are from", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const limit = { "limits.requestsPerSecond": 1, "limits.burst": 2 };
  const statuses = async (trusted: string) => {
    const site = siteOf(tree.root, { ...limit, "access.trustedProxies": [trusted] });
    const answers = ["127.0.0.1", "198.51.100.1", "198.51.100.2"].map((address) =>
      site.ask("GET /a.txt", `X-Forwarded-For: ${address}`)
    );
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  assertEquals(await statuses("203.0.113.0/24"), [200, 200, 429]);
  // A trusted proxy's clients have a bucket each.
  assertEquals(await statuses("192.0.2.0/24"), [200, 200, 200]);
});

Deno.test("makePipeline() gives 429 its page, on every site, before any password is looked at", async () => {
  await using tree = await contentTree({ "a.txt": "A", "error/429.html": "slower" });
  const site = siteOf(tree.root, {
    "limits.requestsPerSecond": 1,
    "access.realms": [["/**", { realm: "Team" }]],
    "routing.sites": [["blog", { hosts: ["blog.example"], contentRoot: tree.root, rules: [] }]],
  });
  assertEquals((await site.ask("GET /a.txt")).status, 401);
  const refused = await site.pipeline.handle({ ...requestOf("GET /a.txt"), host: "blog.example" });
  assertEquals([refused.status, refused.field("retry-after"), refused.length], [429, "1", 6]);
});
