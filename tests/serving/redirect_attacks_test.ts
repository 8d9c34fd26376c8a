import { assert, assertEquals, assertMatch } from "@std/assert";
import { ask } from "../_helpers/keep_alive.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { hostileSite } from "./hostile_site.ts";

/** A line of ATTACKS.md: targets with the Location that each must have; without one, its status. */
interface RedirectAttack {
  readonly line: number;
  readonly behaviour: string;
  readonly targets: readonly (readonly [target: string, outcome: string | number])[];
}

const REDIRECT_ATTACKS: readonly RedirectAttack[] = [
  {
    line: 20,
    behaviour: "two slashes and dot segments lead to no other host",
    targets: [
      ["//evil.com/%2e%2e/sub", "/sub/"],
      ["///evil.com/..//sub", "/sub/"],
      ["//evil.com/..//sub", "/sub/"],
      ["////evil.com//..//..//sub", 400],
      ["//evil.com", "/evil.com/"],
      ["//evil.com/sub", "/evil.com/sub/"],
      ["/.//evil.com", "/evil.com/"],
      ["/sub/..//evil.com", "/evil.com/"],
      ["//evil.com/%2e%2e/%2e%2e/sub", 400],
    ],
  },
  {
    line: 21,
    behaviour: "nor does a backslash",
    targets: [
      ["/\\evil.com/..%2fsub", 400],
      ["/\\evil.com/../sub", 400],
      ["/%5cevil.com/%2e%2e/sub", 400],
      ["/%5C/evil.com/%2e%2e/%2e%2e/sub", 400],
      ["/sub/..%2F%5cgithub.com%2F%3f%2F..%2F..", 400],
    ],
  },
  {
    line: 22,
    behaviour: "Location starts with one slash",
    targets: [
      ["/sub", "/sub/"],
      ["//sub", "/sub/"],
      ["///sub", "/sub/"],
      ["/./sub", "/sub/"],
      ["/sub//deep", "/sub/deep/"],
      ["/sub/.", 200],
      ["/sub//", 200],
    ],
  },
  {
    line: 23,
    behaviour: "nothing ends the line of a field",
    targets: [
      ["/sub?%0d%0aSet-Cookie:a=b", "/sub/?%0d%0aSet-Cookie:a=b"],
      ["/sub?\fX", 400],
      ["/sub?\rX", 400],
      ["/sub%0d%0aX:", 404],
      ["/line%0D%0Abreak:", "/line%0D%0Abreak%3A/"],
      ["/line%0d%0abreak%3a?%0d%0a", "/line%0D%0Abreak%3A/?%0d%0a"],
    ],
  },
  {
    line: 24,
    behaviour: "the query is kept as it was sent",
    targets: [
      ["/sub?x=1", "/sub/?x=1"],
      ["/sub?", "/sub/?"],
      ["/sub?a=/../b&c=%2F%2f&d=?", "/sub/?a=/../b&c=%2F%2f&d=?"],
      ["/sub?//evil.com", "/sub/?//evil.com"],
    ],
  },
  {
    line: 25,
    behaviour: "the name of another host is not repeated",
    targets: [
      ["http://evil.com/sub", "/sub/"],
      ["http://evil.com//evil.com/..//sub?x", "/sub/?x"],
      // This port is not where https is served (RFC 9110 §7.4).
      ["https://evil.com:8443/sub", 421],
    ],
  },
];

/** Directories whose names would mean something else in a URL. */
const ODD_DIRECTORIES = [
  "line\r\nbreak:",
  "a b",
  "100%25",
  "what?",
  "#1",
  "Füße 🦕",
  "a;b=c",
  "%2e%2e",
  "<b>",
];

/** Sends a GET that has a Host of its own. */
async function get(port: number, target: string, host: string): Promise<RawResponse> {
  const request = `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  const { responses: [response] } = await rawExchange(port, [request], { responses: 1 });
  assert(response !== undefined, `no answer to ${JSON.stringify(target)}`);
  return response;
}

for (const { line, behaviour, targets } of REDIRECT_ATTACKS) {
  Deno.test(`ATTACKS.md ${line}: ${behaviour}`, async () => {
    await using tree = await hostileSite();
    for (const name of ODD_DIRECTORIES) await tree.write(`${name}/`, "");
    await using server = await startServer({ root: tree.root });
    for (const [target, outcome] of targets) {
      for (const host of ["localhost", "evil.com", "evil.com:80"]) {
        const response = await get(server.port, target, host);
        const location = field(response, "location");
        const status = typeof outcome === "string" ? 301 : outcome;
        assertEquals([response.status, location ?? status], [status, outcome], target);
        if (location === undefined) continue;
        // What any client makes of it: a path on the host that it asked.
        assertEquals(new URL(location, "http://asked.example/").host, "asked.example", target);
        assertMatch(location, /^\/(?![/\\])[\x21-\x7e]+$/);
        assert(!text(response).includes("evil.com"), target);
      }
    }
  });
}

Deno.test("a directory's redirect leads to the directory, whatever its name, for GET and HEAD", async () => {
  await using tree = await hostileSite();
  for (const name of ODD_DIRECTORIES) await tree.write(`${name}/index.html`, name);
  await using server = await startServer({ root: tree.root });
  for (const name of ODD_DIRECTORIES) {
    for (const method of ["GET", "HEAD"]) {
      const redirect = await ask(server.port, { method, target: `/${encodeURIComponent(name)}` });
      const location = field(redirect, "location") ?? "";
      assertEquals(redirect.status, 301, name);
      assertEquals(text(await ask(server.port, { target: location })), name);
    }
  }
});
