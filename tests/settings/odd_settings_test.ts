/** What is taken, and yet warned of: by `linpr check`, at the start and at a reload. */

import { assertEquals } from "@std/assert";
import { loadSettings } from "../../src/settings/load.ts";
import { formatProblem } from "../../src/settings/settings_error.ts";

function warningsOf(sections: object, flags: Readonly<Record<string, string>> = {}): readonly string[] {
  const { warnings } = loadSettings({
    cwd: "/srv",
    file: { path: "/srv/.linprconfig", text: JSON.stringify(sections) },
    shipped: { text: "{}", contentRoot: "/carried" },
    environment: {},
    flags,
  });
  return warnings.map(formatProblem);
}

const HASH = "$scrypt$ln=14,r=8,p=5$230k8wxjyYEK7l1r6lWqMA$WKMFRegM69IYKRtlfTalYTENesAs9nneRST04AojPs0";
const users = { anna: HASH };

Deno.test("loadSettings() warns of globs that an earlier one leaves no path, with their place", () => {
  const realm = { realm: "Closed" };
  const realms = {
    "/a/**": { open: true },
    "/a/b/*.pdf": realm,
    "/b": realm,
    "*.css": realm,
    "/c/x.css": realm,
  };
  assertEquals(warningsOf({ access: { users, realms } }), [
    ".linprconfig:1:165 access.realms./a/b/*.pdf: no path gets to it: /a/** before it takes them all",
    ".linprconfig:1:246 access.realms./c/x.css: no path gets to it: *.css before it takes them all",
  ]);
  const fetch = {
    all: { module: "/app/a.ts", path: "/api/**" },
    part: { module: "/app/b.ts", path: "/api/part/**" },
    ruled: { module: "/app/b.ts" },
  };
  assertEquals(warningsOf({ handlers: { fetch } }), [
    ".linprconfig:1:105 handlers.fetch.part.path: no path gets to it: /api/** before it takes them all",
  ]);
  assertEquals(warningsOf({ headers: { cacheControl: { "*": "no-store", "/a.css": "max-age=1" } } }), [
    ".linprconfig:1:53 headers.cacheControl./a.css: no path gets to it: * before it takes them all",
  ]);
  const apart = { "/a/b/**": { open: true }, "/a/**": realm, "/a*": realm, "*": realm };
  assertEquals(warningsOf({ access: { users, realms: apart } }), []);
});

Deno.test("loadSettings() warns of what of the server's own would be served", () => {
  const log = (access: string) => warningsOf({ general: { contentRoot: "pub" }, log: { access } });
  const warning = "log.access: lies within a content root, so that everybody can read it";
  assertEquals(log("pub/access.log"), [warning]);
  assertEquals(log("/srv/pub/logs/access.log"), [warning]);
  for (const access of ["stdout", "pub.log", "pub-logs/access.log", ""]) {
    assertEquals(log(access), [], access);
  }
});

Deno.test("loadSettings() warns of what does nothing without another setting, or the contrary of what it is for", () => {
  const cases:
    readonly (readonly [sections: object, flags: Record<string, string>, warnings: readonly string[]])[] = [
      [{ access: { proxyProtocol: true } }, {}, [
        "access.proxyProtocol: has no effect: access.trustedProxies names nobody",
      ]],
      [{ access: { proxyProtocol: true } }, { "access.trustedProxies": "127.0.0.1" }, []],
      [{ access: { forwardedField: "Forwarded" } }, {}, [
        "access.forwardedField: has no effect: access.trustedProxies names nobody",
      ]],
      [{ access: { trustedProxies: ["10.0.0.0/8", "::/0"] } }, {}, [
        "access.trustedProxies: everybody is trusted, and can pass for anybody: name the proxies alone",
      ]],
      [{ limits: { burst: 5 } }, {}, ["limits.burst: has no effect: limits.requestsPerSecond is 0"]],
      [{ limits: { burst: 5, requestsPerSecond: 1 } }, {}, []],
      [{ access: { realms: { "/a": { realm: "A" } } } }, {}, [
        "access.realms: nobody can enter: access.users names nobody",
      ]],
      [{ access: { realms: { "/a": { open: true } } } }, {}, []],
      [{ access: { realms: { "/a": { realm: "A" } } } }, { "access.users": `anna=${HASH}` }, []],
    ];
  for (const [sections, flags, warnings] of cases) {
    assertEquals(warningsOf(sections, flags), warnings, JSON.stringify([sections, flags]));
  }
});
