/** Request targets against random ones, and against the platform's URL parser; the seeds are fixed. */

import { assert, assertEquals } from "@std/assert";
import { hostFault, isHost } from "../../src/http/host.ts";
import { HttpError, type Refusal } from "../../src/http/http_error.ts";
import { normalizePath, parseTarget } from "../../src/http/target.ts";
import { Random } from "../_helpers/random.ts";

const ROUNDS = 30_000;

const PIECES: readonly string[] = [
  ...["/", "/", "/", ".", "..", "...", "a", "b.txt", "%", "%2", "?", "*", ":", "@", "|^{}`", "~", "+", "&="],
  ...["%2e", "%2E", "%2f", "%5c", "%00", "%25", "%252e", "%20", "%0d%0a", "%7f", "%3f", "%23"],
  ...["%c3%a9", "%F0%9F%A6%95", "%ff", "%c0%ae", "%ed%a0%80", "%ef%bb%bf", "%e2%80%ae"],
];

/** What a call gives, or nothing when it refuses; whatever else it throws is a failure. */
function taken<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}

/** A decoded path as a client would send it: `/` stays, every other byte that could mean something is encoded. */
function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

Deno.test("normalizePath() yields no path that means more than it says, and is a fixed point of itself", () => {
  const random = new Random(1);
  let normalized = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const path = `/${random.text(PIECES, 8)}`;
    const normal = taken(() => normalizePath(path));
    if (normal === undefined) continue;
    normalized++;
    const shown = `${JSON.stringify(path)} became ${JSON.stringify(normal)}`;
    assert(normal.startsWith("/"), shown);
    assert(!/\/\/|[\\\0]/.test(normal), shown);
    assert(!normal.split("/").some((segment) => segment === "." || segment === ".."), shown);
    assert(normal.isWellFormed(), shown);
    assertEquals(normalizePath(encoded(normal)), normal, shown);
  }
  assert(normalized > ROUNDS / 10 && normalized < ROUNDS, `${normalized} were taken`);
});

Deno.test("normalizePath() agrees with the URL standard on paths without empty segments", () => {
  const random = new Random(2);
  let compared = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const path = `/${random.text(PIECES.filter((piece) => piece !== "?"), 6)}`;
    const normal = taken(() => normalizePath(path));
    if (normal === undefined || path.includes("//")) continue;
    compared++;
    const { pathname } = new URL(`http://a.example${path}`);
    // An empty segment is left where a URL's `..` takes away what stood before a last slash.
    assertEquals(normal, decodeURIComponent(pathname).replace(/\/+/g, "/"), JSON.stringify(path));
  }
  assert(compared > ROUNDS / 20, `only ${compared} were compared`);
});

Deno.test("parseTarget() lets no path by that normalizePath() would change or refuse", () => {
  const random = new Random(4);
  for (let round = 0; round < ROUNDS; round++) {
    const path = `/${random.text(PIECES.filter((piece) => piece !== "?"), 5)}`;
    const query = random.pick(["", "?", "?/../%zz"]);
    const normal = taken(() => normalizePath(path));
    for (const start of ["", "http://a.example"]) {
      assertEquals(taken(() => parseTarget("GET", start + path + query))?.path, normal, start + path + query);
    }
  }
});

Deno.test("parseTarget() and hostFault() name a place within what they refuse, or its end", () => {
  const random = new Random(5);
  const starts = ["/", "/a", "//", "http://", "HTTP://a.example", "[::1", "a.example:", ""];
  const places = new Map<Refusal, number>();
  for (let round = 0; round < ROUNDS; round++) {
    const raw = random.pick(starts) + random.text(PIECES, 6);
    const at = hostFault(raw);
    assert(at >= -1 && at <= raw.length && (at === -1) === isHost(raw), `${JSON.stringify(raw)}: ${at}`);
    try {
      parseTarget(random.pick(["GET", "CONNECT"]), raw);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      const { at, part, refusal } = error;
      assert(at >= 0 && at <= raw.length && part === "target", `${JSON.stringify(raw)}: ${at}`);
      places.set(refusal, (places.get(refusal) ?? 0) + 1);
    }
  }
  assertEquals(places.size, 6);
});

Deno.test("parseTarget() refuses or gives a whole target, for every method and form", () => {
  const random = new Random(3);
  const starts = [
    "/",
    "//",
    "http://",
    "HTTPS://a.example",
    "http://a.example:80",
    "*",
    "a.example:443",
    "",
    "[::1]:1",
  ];
  const methods = ["GET", "OPTIONS", "CONNECT", "POST"];
  let parsed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const raw = random.pick(starts) + random.text(PIECES, 5);
    const method = random.pick(methods);
    const target = taken(() => parseTarget(method, raw));
    if (target === undefined) continue;
    parsed++;
    assertEquals(target.raw, raw);
    const { path, query, host } = target;
    assert(
      /^\/(?!\/)/.test(path) || (path === "*" && method === "OPTIONS") ||
        (path === "" && method === "CONNECT"),
    );
    assert(query === undefined || raw.endsWith(`?${query}`), JSON.stringify(raw));
    assert(host === undefined || raw.includes(host), JSON.stringify(raw));
  }
  assert(parsed > ROUNDS / 20, `only ${parsed} were taken`);
});
