/** Fields that settings give: caching, extra fields, downloads, media types, security, origins. */

import type { StaticCase, StaticSite } from "./case.ts";

type Fields = NonNullable<StaticCase["has"]>;

function has(path: string, fields: Fields, status = 200): StaticCase {
  return { shows: `${path} has ${JSON.stringify(fields)}`, ask: `GET ${path}`, status, has: fields };
}

const FOR_EVER = "public, max-age=31536000, immutable";

export const CACHING: StaticSite = {
  name: "caching",
  settings: {
    headers: {
      cacheControl: {
        "*.{css,js}": "max-age=60",
        "/fonts/**": "max-age=3600",
        "*.{css,map}": "max-age=1",
        "index.html": "no-store",
      },
      immutable: true,
      set: {
        "/**": { "X-All": "1" },
        "*.html": { "X-Page": "yes", "X-Both": "first" },
        "/docs/**": { "x-both": "second", "Cache-Control": "private" },
      },
    },
  },
  files: {
    "index.html": "home",
    "a.css": "a{}",
    "a.txt": "a",
    "fonts/a/b.woff2": "font",
    "app.3f9a1c0b.png": "hashed",
    "app.3f9a1c0b.js": "hashed",
    "assets/index-BX3kd92_.svg": "hashed",
    "report-20240131.pdf": "dated",
    "docs/page.html": "page",
  },
  cases: [
    has("/", { "Cache-Control": "no-store", "X-All": "1", "X-Page": "yes", "X-Both": "first" }),
    has("/a.css", { "Cache-Control": "max-age=60", "X-All": "1", "X-Page": undefined }),
    has("/fonts/a/b.woff2", { "Cache-Control": "max-age=3600" }),
    has("/a.txt", { "Cache-Control": "no-cache" }),
    has("/app.3f9a1c0b.png", { "Cache-Control": FOR_EVER }),
    has("/app.3f9a1c0b.js", { "Cache-Control": "max-age=60" }),
    has("/assets/index-BX3kd92_.svg", { "Cache-Control": FOR_EVER }),
    has("/report-20240131.pdf", { "Cache-Control": "no-cache" }),
    has("/docs/page.html", { "Cache-Control": "private", "X-Both": "second", "X-Page": "yes" }),
    has("/app.3f9a1c0b.txt", { "Cache-Control": "no-cache", "X-All": undefined }, 404),
    {
      shows: "a 304 has them, too",
      ask: "GET /a.css",
      fields: ["If-None-Match: *"],
      status: 304,
      has: { "Cache-Control": "max-age=60", "X-All": "1" },
    },
    {
      shows: "a 206 has them, too",
      ask: "GET /a.css",
      fields: ["Range: bytes=0-0"],
      status: 206,
      has: { "Cache-Control": "max-age=60", "X-All": "1" },
    },
    {
      shows: "a 416 is not to be kept",
      ask: "GET /app.3f9a1c0b.png",
      fields: ["Range: bytes=99-"],
      status: 416,
      has: { "Cache-Control": "no-cache" },
    },
    {
      shows: "a 412 is not to be kept",
      ask: "GET /app.3f9a1c0b.png",
      fields: ['If-Match: "x"'],
      status: 412,
      has: { "Cache-Control": "no-cache" },
    },
  ],
};

const UTF8 = "F%C3%BC%C3%9Fe%20%F0%9F%A6%95%20%27%28a%29%2A%22%25%3B.txt";

export const DOWNLOADS: StaticSite = {
  name: "downloads and media types",
  settings: {
    files: {
      download: ["*.zip", "/files/**"],
      downloadQuery: true,
      mediaTypes: { "foo": "text/x-foo", ".TXT": "text/x-mine; charset=latin1", "zip": "application/x-mine" },
      charset: "",
      fallback: "index.html",
    },
  },
  files: {
    "index.html": "home",
    "a.zip": "zip",
    "files/a.pdf": "pdf",
    "a.foo": "foo",
    "a.FOO": "foo",
    "a.txt": "a".repeat(3000),
    "a.css": "a{}".repeat(1000),
    "Füße 🦕 '(a)*\"%;.txt": "names",
    "new\nline.txt": "names",
  },
  cases: [
    has("/a.zip", {
      "Content-Disposition": 'attachment; filename="a.zip"',
      "Content-Type": "application/x-mine",
    }),
    has("/files/a.pdf", { "Content-Disposition": 'attachment; filename="a.pdf"' }),
    has("/a.css", { "Content-Disposition": undefined, "Content-Type": "text/css" }),
    has("/a.css?download", { "Content-Disposition": 'attachment; filename="a.css"' }),
    has("/a.css?x=1&download=1", { "Content-Disposition": 'attachment; filename="a.css"' }),
    has("/a.css?downloads", { "Content-Disposition": undefined }),
    has("/a.css", { "Content-Disposition": undefined }),
    has("/?download", { "Content-Disposition": 'attachment; filename="index.html"' }),
    has("/a.zip?download", { "Content-Disposition": 'attachment; filename="a.zip"' }),
    has("/absent.css?download", { "Content-Disposition": undefined }, 404),
    has("/a.foo", { "Content-Type": "text/x-foo" }),
    has("/a.FOO", { "Content-Type": "text/x-foo" }),
    has("/a.txt", { "Content-Type": "text/x-mine; charset=latin1" }),
    has("/index.html", { "Content-Type": "text/html" }),
    has(`/${UTF8}?download`, {
      "Content-Disposition": `attachment; filename="F__e _ '(a)*__;.txt"; filename*=UTF-8''${UTF8}`,
    }),
    has("/new%0Aline.txt?download", {
      "Content-Disposition": "attachment; filename=\"new_line.txt\"; filename*=UTF-8''new%0Aline.txt",
    }),
    {
      shows: "a coded download",
      ask: "GET /a.css?download",
      fields: ["Accept-Encoding: gzip"],
      status: 200,
      coding: "gzip",
      body: "@a.css",
      has: { "Content-Disposition": /^attachment/ },
    },
    {
      shows: "the same, not as a download",
      ask: "GET /a.css",
      fields: ["Accept-Encoding: gzip"],
      status: 200,
      coding: "gzip",
      body: "@a.css",
      has: { "Content-Disposition": undefined },
    },
    {
      shows: "a part of a download",
      ask: "GET /a.css?download",
      fields: ["Range: bytes=0-1"],
      status: 206,
      body: "a{",
      has: { "Content-Disposition": /^attachment/ },
    },
    {
      shows: "a download that the client has",
      ask: "GET /a.css?download",
      fields: ["If-None-Match: <tag>"],
      status: 304,
      has: { "Content-Disposition": undefined },
    },
  ],
};

const PRESET: Fields = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};

function asks(ask: string, status: number, has: Fields, ...fields: string[]): StaticCase {
  return { shows: `${ask} ${fields.join(", ")}`, ask, fields, status, has };
}

export const SECURITY: StaticSite = {
  name: "security fields",
  settings: {
    headers: { security: true, set: { "/embed/**": { "x-frame-options": "DENY" } } },
    files: { listing: true },
  },
  files: { "index.html": "home", "embed/a.html": "a", "sub/index.html": "", "list/a.txt": "" },
  cases: [
    asks("GET /", 200, PRESET),
    asks("HEAD /", 200, PRESET),
    asks("GET /", 304, PRESET, "If-None-Match: *"),
    asks("GET /", 206, PRESET, "Range: bytes=0-0"),
    asks("GET /", 416, PRESET, "Range: bytes=99-"),
    asks("GET /absent", 404, PRESET),
    asks("GET /sub", 301, PRESET),
    asks("DELETE /", 405, PRESET),
    asks("OPTIONS /", 204, PRESET),
    asks("GET /list/", 200, PRESET, "Accept: text/html"),
    asks("GET /embed/a.html", 200, { ...PRESET, "X-Frame-Options": "DENY" }),
    asks("GET /%zz", 400, PRESET),
    asks("BREW /", 501, PRESET),
  ],
};

export const NO_EXTRAS: StaticSite = {
  name: "without extra fields",
  settings: {},
  files: { "index.html": "home" },
  cases: [
    asks("GET /", 200, Object.fromEntries(Object.keys(PRESET).map((name) => [name, undefined]))),
    asks(
      "GET /",
      200,
      { "Access-Control-Allow-Origin": undefined, "Vary": "Accept-Encoding" },
      "Origin: https://a.example",
    ),
    asks(
      "OPTIONS /",
      204,
      { "Access-Control-Allow-Origin": undefined, "Allow": "GET, HEAD, OPTIONS" },
      "Origin: https://a.example",
      "Access-Control-Request-Method: GET",
    ),
    asks("GET /?download", 200, { "Content-Disposition": undefined }),
  ],
};

const EXPOSED = "Content-Range, ETag, Accept-Ranges, Content-Length";
const ORIGIN = "Origin: https://a.example";
const METHOD = "Access-Control-Request-Method: GET";
const ANY: Fields = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED };
const PREFLIGHT: Fields = {
  "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
  "Access-Control-Max-Age": /^\d+$/,
  "Access-Control-Expose-Headers": undefined,
  "Access-Control-Allow-Credentials": undefined,
};

export const CORS_ANY: StaticSite = {
  name: "answers for every origin",
  settings: { headers: { cors: ["*"] } },
  files: { "a.json": "{}", "sub/index.html": "" },
  cases: [
    asks("GET /a.json", 200, { ...ANY, "Vary": "Accept-Encoding" }, ORIGIN),
    asks("GET /a.json", 200, ANY),
    asks("HEAD /a.json", 200, ANY, ORIGIN),
    asks("GET /a.json", 304, ANY, ORIGIN, "If-None-Match: *"),
    asks("GET /a.json", 206, ANY, ORIGIN, "Range: bytes=0-0"),
    asks("GET /absent", 404, ANY, ORIGIN),
    asks("GET /sub", 301, ANY, ORIGIN),
    asks(
      "OPTIONS /a.json",
      204,
      { ...PREFLIGHT, "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": undefined },
      ORIGIN,
      METHOD,
    ),
    asks(
      "OPTIONS /a.json",
      204,
      { ...PREFLIGHT, "Access-Control-Allow-Headers": "range, x-a" },
      ORIGIN,
      METHOD,
      "Access-Control-Request-Headers: range,x-a",
    ),
    asks(
      "OPTIONS /a.json",
      204,
      { "Access-Control-Allow-Headers": "x-a" },
      ORIGIN,
      METHOD,
      "Access-Control-Request-Headers: x a, x-a, <b>, (c)",
    ),
    asks("OPTIONS /a.json", 204, {
      "Allow": "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Methods": undefined,
      ...ANY,
    }, ORIGIN),
    asks("OPTIONS /absent", 204, { ...PREFLIGHT, "Access-Control-Allow-Origin": "*" }, ORIGIN, METHOD),
    asks("DELETE /a.json", 405, ANY, ORIGIN),
  ],
};

const ALLOWED: Fields = {
  "Access-Control-Allow-Origin": "https://a.example",
  "Access-Control-Expose-Headers": EXPOSED,
};
const REFUSED: Fields = {
  "Access-Control-Allow-Origin": undefined,
  "Access-Control-Expose-Headers": undefined,
};

export const CORS_LISTED: StaticSite = {
  name: "answers for some origins",
  settings: {
    headers: {
      cors: ["https://a.example", "http://b.example:8080"],
      set: { "*.woff2": { "Access-Control-Allow-Origin": "*" } },
    },
  },
  files: { "a.json": "{}", "a.png": "png", "font.woff2": "font" },
  cases: [
    asks("GET /a.json", 200, { ...ALLOWED, "Vary": "Accept-Encoding, Origin" }, ORIGIN),
    asks("GET /a.png", 200, { ...ALLOWED, "Vary": "Origin" }, ORIGIN),
    asks(
      "GET /a.png",
      200,
      { "Access-Control-Allow-Origin": "http://b.example:8080" },
      "Origin: http://b.example:8080",
    ),
    asks("GET /a.png", 200, { ...REFUSED, "Vary": "Origin" }, "Origin: https://evil.example"),
    asks("GET /a.png", 200, { ...REFUSED, "Vary": "Origin" }, "Origin: http://a.example"),
    asks("GET /a.png", 200, { ...REFUSED, "Vary": "Origin" }, "Origin: https://a.example.evil.example"),
    asks("GET /a.png", 200, { ...REFUSED, "Vary": "Origin" }, "Origin: null"),
    asks("GET /a.png", 200, { ...REFUSED, "Vary": "Origin" }),
    asks("GET /a.png", 200, REFUSED, ORIGIN, "Origin: https://evil.example"),
    asks("GET /a.png", 304, { ...ALLOWED, "Vary": "Origin" }, ORIGIN, "If-None-Match: *"),
    asks("GET /absent", 404, ALLOWED, ORIGIN),
    asks("GET /font.woff2", 200, { "Access-Control-Allow-Origin": "*" }, ORIGIN),
    asks(
      "OPTIONS /a.png",
      204,
      { ...PREFLIGHT, "Access-Control-Allow-Origin": "https://a.example", "Vary": "Origin" },
      ORIGIN,
      METHOD,
    ),
    asks(
      "OPTIONS /a.png",
      204,
      { ...REFUSED, "Access-Control-Allow-Methods": undefined, "Vary": "Origin" },
      "Origin: https://evil.example",
      METHOD,
    ),
  ],
};
