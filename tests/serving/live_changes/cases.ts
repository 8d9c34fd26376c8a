/** Each setting that takes hold while serving: another value for it, and what shows that it has. */

import { basic } from "../../_helpers/basic.ts";
import { hashOf } from "../../_helpers/password_hashes.ts";
import { field, text } from "../../_helpers/response_parser.ts";
import { DEADLINE_CASES } from "./deadline_cases.ts";
import { LIMIT_CASES } from "./limit_cases.ts";
import { type LiveCase, type LiveKey, TRUST } from "./live_case.ts";
import { LOG_AND_CACHE_CASES } from "./log_and_cache_cases.ts";
import type { Place, Sections } from "./place.ts";

/** A client that a proxy tells of: what it is forbidden or limited to does not concern the load. */
const STRANGER = "X-Forwarded-For: 203.0.113.9";
const GZIP = "Accept-Encoding: gzip";
const REALM: Sections = { access: { realms: { "/secret/**": { realm: "Secret" } } } };

/** Looks at a field. */
function fieldOf(target: string, name: string, ...fields: readonly string[]): LiveCase["look"] {
  return (place) => place.everywhere({ target, fields }, (answer) => field(answer, name));
}

/** Looks at whether there is a field. */
function hasField(target: string, name: string): LiveCase["look"] {
  return (place) => place.everywhere({ target }, (answer) => field(answer, name) !== undefined);
}

/** Looks at a status. */
function statusOf(target: string, ...fields: readonly string[]): LiveCase["look"] {
  return (place) => place.status(target, ...fields);
}

/** A request for another host. */
async function otherHost(place: Place, host: string): Promise<number> {
  using client = await place.connect();
  await client.send(`GET /b.txt HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  return (await client.read()).status;
}

/** The status for a client that is introduced. */
async function introduced(place: Place): Promise<number> {
  using client = await place.introduce("203.0.113.9");
  return (await client.request({ target: "/a.txt" })).status;
}

/** What one worker says to a password: each costs time. */
async function login(place: Place): Promise<number> {
  using client = await place.connect();
  const fields = [`Authorization: ${basic("anna", "secret")}`];
  return (await client.request({ target: "/secret/x.txt", fields })).status;
}

/** All of them, but timeouts.drain, which shows at the end: one that is missing here is an error of the type check. */
export const LIVE_CASES: Readonly<Record<Exclude<LiveKey, "timeouts.drain">, LiveCase>> = {
  "general.serverHeader": {
    typed: "other",
    look: fieldOf("/a.txt", "Server"),
    before: "LINPR",
    after: "other",
  },
  ...LIMIT_CASES,
  ...DEADLINE_CASES,
  "files.index": { typed: "i.txt", look: statusOf("/i/"), before: 404, after: 200 },
  "files.dotfiles": { typed: "on", look: statusOf("/.dot"), before: 404, after: 200 },
  "files.listing": { typed: "on", look: statusOf("/d/"), before: 404, after: 200 },
  "files.cleanUrls": { typed: "on", look: statusOf("/page"), before: 404, after: 200 },
  "files.trailingSlash": {
    typed: "always",
    given: ["set files.cleanUrls on"],
    look: fieldOf("/page", "Location"),
    before: undefined,
    after: "/page/",
  },
  "files.fallback": {
    typed: "a.txt",
    look: statusOf("/none", "Accept: text/html"),
    before: 404,
    after: 200,
  },
  "files.download": {
    typed: "*.txt",
    look: hasField("/d/x.txt", "Content-Disposition"),
    before: false,
    after: true,
  },
  "files.downloadQuery": {
    typed: "on",
    look: hasField("/d/x.txt?download", "Content-Disposition"),
    before: false,
    after: true,
  },
  "files.mediaTypes": {
    typed: "'.txt=text/x-foo'",
    look: fieldOf("/d/x.txt", "Content-Type"),
    before: "text/plain; charset=utf-8",
    after: "text/x-foo",
  },
  "files.charset": {
    typed: "iso-8859-1",
    look: fieldOf("/d/x.txt", "Content-Type"),
    before: "text/plain; charset=utf-8",
    after: "text/plain; charset=iso-8859-1",
  },
  "codings.siblings": {
    typed: "off",
    given: ["set codings.compress none"],
    look: fieldOf("/style.css", "Content-Encoding", GZIP),
    before: "gzip",
    after: undefined,
  },
  "codings.compress": {
    typed: "none",
    look: fieldOf("/large.css", "Content-Encoding", GZIP),
    before: "gzip",
    after: undefined,
  },
  "codings.smallest": {
    typed: "1MiB",
    look: fieldOf("/large.css", "Content-Encoding", GZIP),
    before: "gzip",
    after: undefined,
  },
  "routing.rules": {
    inFile: { routing: { rules: [{ match: { path: "/gone" }, answer: { status: 410 } }] } },
    look: statusOf("/gone"),
    before: 404,
    after: 410,
  },
  "routing.sites": {
    inFile: { routing: { sites: { b: { hosts: ["b.example", "c.example"], contentRoot: "other" } } } },
    look: (place) => otherHost(place, "c.example"),
    before: 404,
    after: 200,
  },
  "handlers.fetch": {
    inFile: { handlers: { fetch: { app: { module: "app/two.js", path: "/app/**" } } } },
    look: (place) => place.everywhere({ target: "/app/x" }, text),
    before: "",
    after: "two",
  },
  "headers.cacheControl": {
    typed: "'*.txt=no-store'",
    look: fieldOf("/a.txt", "Cache-Control"),
    before: "no-cache",
    after: "no-store",
  },
  "headers.immutable": {
    typed: "on",
    look: fieldOf("/app.3f9a1c0b.js", "Cache-Control"),
    before: "no-cache",
    after: "public, max-age=31536000, immutable",
  },
  "headers.set": {
    inFile: { headers: { set: { "*.txt": { "X-Own": "mine" } } } },
    look: fieldOf("/a.txt", "X-Own"),
    before: undefined,
    after: "mine",
  },
  "headers.security": {
    typed: "on",
    look: hasField("/a.txt", "X-Content-Type-Options"),
    before: false,
    after: true,
  },
  "headers.serverTiming": {
    typed: "on",
    look: hasField("/a.txt", "Server-Timing"),
    before: false,
    after: true,
  },
  "headers.cors": {
    typed: "https://x.example",
    look: fieldOf("/a.txt", "Access-Control-Allow-Origin", "Origin: https://x.example"),
    before: undefined,
    after: "https://x.example",
  },
  "access.allow": {
    typed: "127.0.0.1, 198.51.100.0/24",
    given: [TRUST],
    look: statusOf("/a.txt", STRANGER),
    before: 200,
    after: 403,
  },
  "access.deny": {
    typed: "203.0.113.0/24",
    given: [TRUST],
    look: statusOf("/a.txt", STRANGER),
    before: 200,
    after: 403,
  },
  "access.realms": { inFile: REALM, look: statusOf("/secret/x.txt"), before: 200, after: 401 },
  "access.users": {
    typed: `'anna=${await hashOf("secret")}'`,
    inFile: REALM,
    look: login,
    before: 401,
    after: 200,
  },
  "access.trustedProxies": {
    typed: "127.0.0.1",
    given: ["set access.deny 203.0.113.0/24"],
    look: statusOf("/a.txt", STRANGER),
    before: 200,
    after: 403,
  },
  "access.forwardedField": {
    typed: "Forwarded",
    given: [TRUST, "set access.deny 203.0.113.0/24"],
    look: statusOf("/a.txt", "Forwarded: for=203.0.113.9"),
    before: 200,
    after: 403,
  },
  "access.proxyProtocol": { typed: "on", given: [TRUST], look: introduced, before: 400, after: 200 },
  ...LOG_AND_CACHE_CASES,
};
