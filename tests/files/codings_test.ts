import { assertEquals } from "@std/assert";
import { CODING_ORDER, isCompressible, SIBLING_SUFFIX } from "../../src/files/codings.ts";
import { mediaType } from "../../src/files/media_type.ts";

Deno.test("isCompressible() holds for text and for binary types that are not compressed in themselves", () => {
  const names = [
    "html",
    "css",
    "js",
    "mjs",
    "json",
    "xml",
    "svg",
    "txt",
    "md",
    "csv",
    "webmanifest",
    "wasm",
    "ttf",
    "otf",
  ];
  for (const name of [...names, "ico", "bmp", "geojson", "rss", "atom", "eot"]) {
    assertEquals(isCompressible(mediaType(`a.${name}`)), true, name);
  }
});

Deno.test("isCompressible() does not hold for what is compressed already, streams, and bytes of unknown kind", () => {
  const names = [
    "png",
    "jpg",
    "gif",
    "webp",
    "avif",
    "woff",
    "woff2",
    "mp4",
    "webm",
    "mp3",
    "zip",
    "gz",
    "br",
    "pdf",
    "unknown",
  ];
  for (const name of names) assertEquals(isCompressible(mediaType(`a.${name}`)), false, name);
  for (const type of ["text/event-stream", "", "application/octet-stream"]) {
    assertEquals(isCompressible(type), false, type);
  }
});

Deno.test("SIBLING_SUFFIX names an ending for each coding in CODING_ORDER, each another one", () => {
  assertEquals(Object.keys(SIBLING_SUFFIX).sort(), [...CODING_ORDER].sort());
  assertEquals(new Set(Object.values(SIBLING_SUFFIX)).size, CODING_ORDER.length);
});
