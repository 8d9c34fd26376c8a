/** Content codings (RFC 9110 §8.4, §12.5.3): forms that lie beside a file, and those made on the fly. */

import { binary } from "../../_helpers/program.ts";
import type { StaticCase, StaticSite } from "./case.ts";
import { ENCODE, noise, prose } from "./content.ts";

const STYLE = prose(4000, 2);
const BR = ENCODE.br(STYLE);
const LARGE = prose(1_200_000, 3);
const LARGE_GZIP = ENCODE.gzip(LARGE);

/** The runtime of the binary has no encoder for zstd. */
const ZSTD_MADE = binary() === undefined;

type Coding = NonNullable<StaticCase["coding"]>;

function accepts(accept: string, coding: Coding | undefined): StaticCase {
  return {
    shows: `Accept-Encoding: ${accept}`,
    ask: "GET /page.html",
    fields: [`Accept-Encoding: ${accept}`],
    status: 200,
    ...(coding === undefined ? {} : { coding }),
    body: "@page.html",
    has: {
      "Content-Encoding": coding,
      "Vary": "Accept-Encoding",
      "Content-Type": "text/html; charset=utf-8",
    },
  };
}

function refuses(accept: string, target = "/page.html"): StaticCase {
  return {
    shows: `Accept-Encoding: ${accept} leaves nothing of ${target}`,
    ask: `GET ${target}`,
    fields: [`Accept-Encoding: ${accept}`],
    status: 406,
    has: { "Vary": "Accept-Encoding", "Content-Encoding": undefined, "ETag": undefined },
  };
}

const NEGOTIATED: readonly StaticCase[] = [
  accepts("gzip, deflate, br, zstd", "br"),
  accepts("gzip, deflate, br", "br"),
  accepts("gzip, deflate", "gzip"),
  accepts("GZip", "gzip"),
  accepts("x-gzip", "gzip"),
  accepts("zstd", ZSTD_MADE ? "zstd" : undefined),
  accepts("zstd, gzip", ZSTD_MADE ? "zstd" : "gzip"),
  accepts("*", "br"),
  accepts("br;q=0, *", ZSTD_MADE ? "zstd" : "gzip"),
  accepts("br;q=0.5, gzip", "gzip"),
  accepts("br;q=0.5, gzip;q=0.499", "br"),
  accepts("gzip;q=0.001", "gzip"),
  accepts("br ; q=1", "br"),
  accepts("br;q=0", undefined),
  accepts("deflate", undefined),
  accepts("identity", undefined),
  accepts("identity, br;q=0.5", undefined),
  accepts("identity;q=0.5, br;q=0.6", "br"),
  accepts("identity;q=0, br", "br"),
  accepts("*;q=0, gzip", "gzip"),
  accepts("gzip;q=1.5", undefined),
  accepts("gzip;q=x", undefined),
  accepts("", undefined),
  accepts(`${"x,".repeat(2000)}gzip`, "gzip"),
  refuses("identity;q=0"),
  refuses("*;q=0"),
  refuses("identity;q=0, deflate"),
  refuses("identity;q=0, br", "/photo.png"),
  refuses("identity;q=0, br", "/tiny.css"),
  {
    shows: "who sends no Accept-Encoding gets the file as it is",
    ask: "GET /page.html",
    status: 200,
    body: "@page.html",
    has: { "Content-Encoding": undefined, "Vary": "Accept-Encoding" },
  },
  {
    shows: "Accept-Encoding over two lines",
    ask: "GET /page.html",
    fields: ["Accept-Encoding: br;q=0", "Accept-Encoding: gzip"],
    status: 200,
    coding: "gzip",
    body: "@page.html",
  },
];

const WITH_BR = ["Accept-Encoding: br"];

const FILES: readonly StaticCase[] = [
  {
    shows: "a file of 1,023 bytes is not worth it",
    ask: "GET /at1023.txt",
    fields: WITH_BR,
    status: 200,
    body: "@at1023.txt",
    has: { "Content-Encoding": undefined },
  },
  {
    shows: "a file of 1,024 bytes is",
    ask: "GET /at1024.txt",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@at1024.txt",
  },
  {
    shows: "a tiny file still varies: it may grow",
    ask: "GET /tiny.css",
    fields: WITH_BR,
    status: 200,
    body: "@tiny.css",
    has: { "Vary": "Accept-Encoding" },
  },
  {
    shows: "an image is not compressed, and does not vary",
    ask: "GET /photo.png",
    fields: WITH_BR,
    status: 200,
    body: "@photo.png",
    has: { "Content-Encoding": undefined, "Vary": undefined },
  },
  {
    shows: "a form beside an image is not looked for",
    ask: "GET /photo.png",
    fields: ["Accept-Encoding: gzip"],
    status: 200,
    body: "@photo.png",
  },
  {
    shows: "text that does not compress arrives all the same",
    ask: "GET /noise.txt",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@noise.txt",
  },
  { shows: "an index file", ask: "GET /", fields: WITH_BR, status: 200, coding: "br", body: "@index.html" },
  {
    shows: "a script of 200 KB, compressed in pieces",
    ask: "GET /big.js",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@big.js",
  },
  {
    shows: "the same again, from memory",
    ask: "GET /big.js",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@big.js",
  },
  {
    shows: "the same as gzip",
    ask: "GET /big.js",
    fields: ["Accept-Encoding: gzip"],
    status: 200,
    coding: "gzip",
    body: "@big.js",
  },
  {
    shows: "a file too large for memory",
    ask: "GET /huge.json",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@huge.json",
  },
  {
    shows: "the same as it is",
    ask: "GET /huge.json",
    status: 200,
    body: "@huge.json",
    has: { "Content-Encoding": undefined },
  },
  {
    shows: "HEAD tells what GET would send",
    ask: "HEAD /page.html",
    fields: WITH_BR,
    status: 200,
    has: { "Content-Encoding": "br", "ETag": /-br"$/ },
  },
  {
    shows: "an error page is not compressed",
    ask: "GET /absent",
    fields: WITH_BR,
    status: 404,
    has: { "Content-Encoding": undefined },
  },
  {
    shows: "a 304 to the tag of the coding",
    ask: "GET /page.html",
    fields: [...WITH_BR, "If-None-Match: <tag>"],
    status: 304,
    has: { "ETag": /-br"$/, "Vary": "Accept-Encoding", "Content-Encoding": undefined },
  },
  {
    shows: "a 200 to the tag of the file without a coding",
    ask: "GET /page.html",
    fields: [...WITH_BR, "If-None-Match: <plain>"],
    status: 200,
    coding: "br",
    body: "@page.html",
  },
  {
    shows: "a 304 to either, where both are known",
    ask: "GET /page.html",
    fields: [...WITH_BR, "If-None-Match: <plain>, <tag>"],
    status: 304,
  },
  {
    shows: "a 412 to the tag of the file without a coding",
    ask: "GET /page.html",
    fields: [...WITH_BR, "If-Match: <plain>"],
    status: 412,
  },
];

const BESIDE: readonly StaticCase[] = [
  {
    shows: "the form beside the file, as it lies there",
    ask: "GET /site.css",
    fields: WITH_BR,
    status: 200,
    body: "@site.css.br",
    has: {
      "Content-Encoding": "br",
      "Content-Type": "text/css; charset=utf-8",
      "Content-Length": String(BR.length),
      "ETag": /-br"$/,
      "Vary": "Accept-Encoding",
    },
  },
  {
    shows: "gzip",
    ask: "GET /site.css",
    fields: ["Accept-Encoding: gzip"],
    status: 200,
    body: "@site.css.gz",
    has: { "Content-Encoding": "gzip", "ETag": /-gzip"$/ },
  },
  {
    shows: "zstd",
    ask: "GET /site.css",
    fields: ["Accept-Encoding: zstd"],
    status: 200,
    body: "@site.css.zst",
    has: { "Content-Encoding": "zstd", "ETag": /-zstd"$/ },
  },
  {
    shows: "the one that the client likes best",
    ask: "GET /site.css",
    fields: ["Accept-Encoding: gzip, br;q=0.1"],
    status: 200,
    body: "@site.css.gz",
  },
  {
    shows: "no form where none is accepted",
    ask: "GET /site.css",
    fields: ["Accept-Encoding: deflate"],
    status: 200,
    body: "@site.css",
  },
  {
    shows: "a form that lies there before one that would be made",
    ask: "GET /only.css",
    fields: ["Accept-Encoding: br, gzip"],
    status: 200,
    body: "@only.css.gz",
  },
  {
    shows: "a form is made where none that is accepted lies there",
    ask: "GET /only.css",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@only.css",
  },
  {
    shows: "a form of a tiny file",
    ask: "GET /small.css",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@small.css",
  },
  {
    shows: "a form that is older than its file is of another content",
    ask: "GET /old.css",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@old.css",
  },
  {
    shows: "a form that leaves the root is none",
    ask: "GET /linked.css",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@linked.css",
  },
  {
    shows: "a directory of a form's name is none",
    ask: "GET /dir.css",
    fields: WITH_BR,
    status: 200,
    coding: "br",
    body: "@dir.css",
  },
  {
    shows: "the form itself, asked for by its name",
    ask: "GET /site.css.br",
    fields: WITH_BR,
    status: 200,
    body: "@site.css.br",
    has: { "Content-Encoding": undefined, "Content-Type": "application/octet-stream" },
  },
  {
    shows: "a form without its file is no file of that name",
    ask: "GET /alone.css",
    fields: WITH_BR,
    status: 404,
  },
  {
    shows: "a large file's form",
    ask: "GET /large.txt",
    fields: ["Accept-Encoding: gzip, br"],
    status: 200,
    body: "@large.txt.gz",
    has: { "Content-Encoding": "gzip", "Content-Length": String(LARGE_GZIP.length) },
  },
  {
    shows: "a large file as it is",
    ask: "GET /large.txt",
    status: 200,
    body: "@large.txt",
    has: { "Vary": "Accept-Encoding" },
  },
  {
    shows: "HEAD of a large file's form",
    ask: "HEAD /large.txt",
    fields: ["Accept-Encoding: gzip"],
    status: 200,
    has: { "Content-Encoding": "gzip", "Content-Length": String(LARGE_GZIP.length) },
  },
  {
    shows: "a 304 to the tag of a large file's form",
    ask: "GET /large.txt",
    fields: ["Accept-Encoding: gzip", "If-None-Match: <tag>"],
    status: 304,
  },
];

const RANGED: readonly StaticCase[] = [
  {
    shows: "a range is one of the coded form (ATTACKS.md 34)",
    ask: "GET /site.css",
    fields: [...WITH_BR, "Range: bytes=3-9"],
    status: 206,
    body: BR.slice(3, 10),
    has: {
      "Content-Encoding": "br",
      "Content-Range": `bytes 3-9/${BR.length}`,
      "Vary": "Accept-Encoding",
      "ETag": /-br"$/,
    },
  },
  {
    shows: "the end of a coded form",
    ask: "GET /site.css",
    fields: [...WITH_BR, "Range: bytes=-4"],
    status: 206,
    body: BR.slice(-4),
  },
  {
    shows: "beyond a coded form",
    ask: "GET /site.css",
    fields: [...WITH_BR, `Range: bytes=${BR.length}-`],
    status: 416,
    has: { "Content-Range": `bytes */${BR.length}`, "Vary": "Accept-Encoding" },
  },
  {
    shows: "If-Range with the tag of the coded form",
    ask: "GET /site.css",
    fields: [...WITH_BR, "Range: bytes=0-0", "If-Range: <tag>"],
    status: 206,
    body: BR.slice(0, 1),
  },
  {
    shows: "If-Range with the tag of another form",
    ask: "GET /site.css",
    fields: [...WITH_BR, "Range: bytes=0-0", "If-Range: <plain>"],
    status: 200,
    body: "@site.css.br",
  },
  {
    shows: "several ranges of a coded form would be a coded multipart: it goes whole",
    ask: "GET /site.css",
    fields: [...WITH_BR, "Range: bytes=0-0, 5-5"],
    status: 200,
    body: "@site.css.br",
  },
  {
    shows: "a range of the file without a coding",
    ask: "GET /site.css",
    fields: ["Range: bytes=0-9"],
    status: 206,
    body: STYLE.slice(0, 10),
    has: { "Content-Encoding": undefined },
  },
  {
    shows: "a range of a form that was made",
    ask: "GET /page.html",
    fields: [...WITH_BR, "Range: bytes=1-2", "If-Range: <tag>"],
    status: 206,
    has: { "Content-Encoding": "br", "Content-Range": /^bytes 1-2\/\d{3,4}$/, "Content-Length": "2" },
  },
  {
    shows: "a range of a large file's form",
    ask: "GET /large.txt",
    fields: ["Accept-Encoding: gzip", "Range: bytes=100-199"],
    status: 206,
    body: LARGE_GZIP.slice(100, 200),
    has: { "Content-Encoding": "gzip" },
  },
];

export const CODINGS: StaticSite = {
  name: "codings",
  settings: {},
  files: {
    "index.html": prose(2000),
    "page.html": prose(3000),
    "tiny.css": "a{}",
    "at1023.txt": prose(1023),
    "at1024.txt": prose(1024),
    "photo.png": noise(3000),
    "photo.png.gz": "no image",
    "noise.txt": noise(2000),
    "big.js": prose(200_000),
    "huge.json": prose(1_500_000),
    "site.css": STYLE,
    "site.css.br": BR,
    "site.css.gz": ENCODE.gzip(STYLE),
    "site.css.zst": ENCODE.zstd(STYLE),
    "only.css": STYLE,
    "only.css.gz": ENCODE.gzip(STYLE),
    "small.css": "b{}",
    "small.css.br": ENCODE.br("b{}"),
    "old.css": STYLE,
    "old.css.br": ENCODE.br("what it was before"),
    "linked.css": STYLE,
    "dir.css": STYLE,
    "dir.css.br/index.html": "",
    "alone.css.br": BR,
    "large.txt": LARGE,
    "large.txt.gz": LARGE_GZIP,
  },
  prepare: async (tree) => {
    await Deno.utime(tree.path("old.css.br"), 0, 0);
    await tree.symlink(await tree.writeOutside("secret.br", "secret"), "linked.css.br");
  },
  cases: [...NEGOTIATED, ...FILES, ...BESIDE, ...RANGED],
};

const OFF = ["Accept-Encoding: br, gzip, zstd"];

/** Neither forms beside a file nor any made. */
export const CODINGS_OFF: StaticSite = {
  name: "codings switched off",
  settings: { codings: { siblings: false, compress: [] } },
  files: { "page.html": prose(3000), "site.css": STYLE, "site.css.br": BR, "huge.json": prose(1_500_000) },
  cases: ["page.html", "site.css", "huge.json"].map((name) => ({
    shows: `${name} goes as it is, and does not vary`,
    ask: `GET /${name}`,
    fields: OFF,
    status: 200,
    body: `@${name}`,
    has: { "Content-Encoding": undefined, "Vary": undefined },
  })),
};

const WITH_ZSTD = ["Accept-Encoding: zstd"];

/** Only some are made, in an order of the operator's own, of files of every size; what lies beside them is not looked at. */
export const CODINGS_CHOSEN: StaticSite = {
  name: "codings as the settings choose",
  settings: { codings: { siblings: false, compress: ["gzip", "br"], smallest: 1 } },
  files: {
    "page.html": prose(3000),
    "tiny.css": "a{}",
    "empty.css": "",
    "site.css": STYLE,
    "site.css.gz": "not looked at",
  },
  cases: [
    {
      shows: "a coding that is not chosen",
      ask: "GET /page.html",
      fields: WITH_ZSTD,
      status: 200,
      body: "@page.html",
      has: { "Content-Encoding": undefined, "Vary": "Accept-Encoding" },
    },
    {
      shows: "the first one of those that are",
      ask: "GET /page.html",
      fields: OFF,
      status: 200,
      coding: "gzip",
      body: "@page.html",
    },
    {
      shows: "the second one",
      ask: "GET /page.html",
      fields: WITH_BR,
      status: 200,
      coding: "br",
      body: "@page.html",
    },
    {
      shows: "the second one, which the client likes better",
      ask: "GET /page.html",
      fields: ["Accept-Encoding: gzip;q=0.9, br"],
      status: 200,
      coding: "br",
      body: "@page.html",
    },
    {
      shows: "a file of 3 bytes",
      ask: "GET /tiny.css",
      fields: OFF,
      status: 200,
      coding: "gzip",
      body: "@tiny.css",
    },
    {
      shows: "an empty file",
      ask: "GET /empty.css",
      fields: OFF,
      status: 200,
      body: "",
      has: { "Content-Encoding": undefined },
    },
    {
      shows: "what lies beside a file",
      ask: "GET /site.css",
      fields: OFF,
      status: 200,
      coding: "gzip",
      body: "@site.css",
    },
  ],
};
