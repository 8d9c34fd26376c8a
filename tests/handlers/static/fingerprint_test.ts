import { assertEquals } from "@std/assert";
import { isFingerprinted } from "../../../src/handlers/static/fingerprint.ts";

Deno.test("isFingerprinted() knows the names that build tools make", () => {
  const names = [
    "app.3f9a1c0b.js",
    "main.0123456789abcdef.js.map",
    "main.3f9a1c0b.chunk.js",
    "3f9a1c0b4d5e6f70.css",
    "index-BX3kd92a.css",
    "index-BX3kd92_.css",
    "chunk-R2ST3U45.js",
    "a-1a2b3c4d.woff2",
  ];
  for (const name of names) assertEquals(isFingerprinted(`/assets/${name}`), true, name);
});

Deno.test("isFingerprinted() takes no words, dates, versions and pages for it", () => {
  const names = [
    "",
    "index.html",
    "getting-started.css",
    "jquery-3.7.1.min.js",
    "my-report-2024-final.pdf",
    "post-2024-01-31.pdf",
    "photo-20240131.jpg",
    "chapter-12-introduction.pdf",
    "Annual-Report24.pdf",
    "report-deadbeef.html",
    "README",
    "3f9a1c0b",
    "facade-decades.js",
  ];
  for (const name of names) assertEquals(isFingerprinted(`/3f9a1c0b4d/${name}`), false, name);
});
