import { assertEquals, assertMatch } from "@std/assert";
import { mediaType, OCTET_STREAM } from "../../src/files/media_type.ts";
import { isFieldValue } from "../../src/http/grammar.ts";
import { HOSTILE_NAMES } from "../_helpers/tree.ts";

Deno.test("mediaType() knows the files of the web", () => {
  const cases: Record<string, string> = {
    "index.html": "text/html; charset=utf-8",
    "a.htm": "text/html; charset=utf-8",
    "a.css": "text/css; charset=utf-8",
    "a.js": "text/javascript; charset=utf-8",
    "a.mjs": "text/javascript; charset=utf-8",
    "a.json": "application/json; charset=utf-8",
    "a.webmanifest": "application/manifest+json; charset=utf-8",
    "a.xml": "application/xml; charset=utf-8",
    "a.svg": "image/svg+xml; charset=utf-8",
    "a.txt": "text/plain; charset=utf-8",
    "a.md": "text/markdown; charset=utf-8",
    "a.csv": "text/csv; charset=utf-8",
    "a.png": "image/png",
    "a.jpg": "image/jpeg",
    "a.jpeg": "image/jpeg",
    "a.gif": "image/gif",
    "a.webp": "image/webp",
    "a.avif": "image/avif",
    "a.wasm": "application/wasm",
    "a.woff": "font/woff",
    "a.woff2": "font/woff2",
    "a.ttf": "font/ttf",
    "a.otf": "font/otf",
    "a.pdf": "application/pdf",
    "a.mp4": "video/mp4",
    "a.webm": "video/webm",
    "a.mp3": "audio/mpeg",
    "a.zip": "application/zip",
    "a.gz": "application/gzip",
  };
  for (const [name, type] of Object.entries(cases)) assertEquals(mediaType(name), type, name);
});

Deno.test("mediaType() goes by the last extension, whatever its case", () => {
  assertEquals(mediaType("/a/b.c/INDEX.HTML"), "text/html; charset=utf-8");
  assertEquals(mediaType("archive.tar.gz"), "application/gzip");
  assertEquals(mediaType("a.html.png"), "image/png");
});

Deno.test("mediaType() takes a name without a known extension for bytes", () => {
  const names = ["", "LICENSE", ".html", "a.", "a.html ", "/b.html/a", "a.unknown", "a..", "html"];
  const inherited = ["a.__proto__", "a.constructor", "a.toString", "a.hasOwnProperty"];
  for (const name of [...names, ...inherited]) {
    assertEquals(mediaType(name), OCTET_STREAM, JSON.stringify(name));
  }
});

Deno.test("mediaType() gives a field value for every hostile name", () => {
  const endings = [".;", ".a;b", ". ;charset=x", ".\n", ".é", ".=", '."', ".html;x", ".text/html", ".%00"];
  for (const name of [...HOSTILE_NAMES, ...endings.map((ending) => `a${ending}`)]) {
    const type = mediaType(name);
    assertEquals(isFieldValue(type), true, JSON.stringify(name));
    assertMatch(type, /^[a-z]+\/[A-Za-z0-9.+-]+(; charset=utf-8)?$/, JSON.stringify(name));
  }
});
