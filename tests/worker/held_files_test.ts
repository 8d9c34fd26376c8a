import { assertEquals } from "@std/assert";
import { MOST_FILES_TOLD } from "../../src/channel/questions.ts";
import { identityOf } from "../../src/files/file_identity.ts";
import { LargeContent } from "../../src/files/large_content.ts";
import { FileCache } from "../../src/files/file_cache.ts";
import {
  type CachedFile,
  cachedFile,
  type KeptFile,
  largeFile,
} from "../../src/handlers/static/kept_file.ts";
import { type FileDescription, serveFile } from "../../src/handlers/static/served_file.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { heldFiles } from "../../src/worker/held_files.ts";
import { Random } from "../_helpers/random.ts";
import { contentTree } from "../_helpers/tree.ts";

/** What is told of a file's state, whatever is held of it. */
function described(path: string, length: number) {
  const identity = { device: 1, inode: 1, size: length, modified: 0, changed: 0 };
  return { length, tag: { weak: false, opaque: path }, modified: 0, identity, settled: true } as const;
}

function descriptionOf(path: string, coding?: "br"): FileDescription {
  return { path, urlPath: path, mediaType: "text/plain", coding, varies: true, settingsFields: [] };
}

function file(path: string, length: number, coding?: "br"): CachedFile {
  const bytes = new Uint8Array(length);
  const representation = { kind: "loaded", bytes, ...described(path, length) } as const;
  return cachedFile(serveFile(representation, descriptionOf(path, coding)), { now: 1000 });
}

Deno.test("heldFiles() tells path, coding, length and when it was looked at", () => {
  const cache = new FileCache<CachedFile>(1e9);
  cache.set("/a", file("/srv/a", 7));
  cache.set("/a\0made\0br", file("/srv/a", 3, "br"));
  assertEquals(heldFiles(cache, 1250), [
    { path: "/srv/a", coding: undefined, bytes: 7, checked: 250 },
    { path: "/srv/a", coding: "br", bytes: 3, checked: 250 },
  ]);
});

Deno.test("heldFiles() tells of a large file what is held of its ranges, if anything is", async () => {
  await using tree = await contentTree({ "a.bin": "content" });
  const path = tree.path("a.bin");
  const info = await Deno.stat(path);
  const content = new LargeContent({
    found: { path, realPath: path, info },
    identity: identityOf(info),
    settled: true,
  });
  const served = serveFile({ kind: "large", content, ...described(path, 7) }, descriptionOf(path));
  const cache = new FileCache<KeptFile>(1e9);
  const large = largeFile(served, { now: 1000, memory: 10_000, weighAnew: (file) => cache.set("/a", file) });
  cache.set("/a", large);
  assertEquals(heldFiles(cache, 1000), []);
  for (let round = 0; round < 2; round++) {
    large.hotRanges.answer({ start: 0, end: 7 }, () => new HttpResponse({ status: 206 }));
  }
  assertEquals(heldFiles(cache, 1000).map(({ bytes }) => bytes >= 7), [true]);
});

Deno.test("heldFiles() tells the largest ones of many", () => {
  const random = new Random(1);
  const cache = new FileCache<CachedFile>(1e9);
  const lengths = Array.from({ length: 3 * MOST_FILES_TOLD + 7 }, () => random.below(1000));
  lengths.forEach((length, index) => cache.set(String(index), file(String(index), length)));
  assertEquals(
    heldFiles(cache, 1000).map(({ bytes }) => bytes),
    lengths.toSorted((one, other) => other - one).slice(0, MOST_FILES_TOLD),
  );
});
