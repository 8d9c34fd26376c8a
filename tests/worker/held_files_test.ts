import { assertEquals } from "@std/assert";
import { MOST_FILES_TOLD } from "../../src/channel/questions.ts";
import { FileCache } from "../../src/files/file_cache.ts";
import { type CachedFile, cachedFile } from "../../src/handlers/static/kept_file.ts";
import { serveFile } from "../../src/handlers/static/served_file.ts";
import { heldFiles } from "../../src/worker/held_files.ts";
import { Random } from "../_helpers/random.ts";

function file(path: string, length: number, coding?: "br"): CachedFile {
  const representation = {
    kind: "loaded",
    bytes: new Uint8Array(length),
    length,
    tag: { weak: false, opaque: path },
    modified: 0,
    identity: { device: 1, inode: 1, size: length, modified: 0, changed: 0 },
    settled: true,
  } as const;
  const description = {
    path,
    urlPath: path,
    mediaType: "text/plain",
    coding,
    varies: true,
    settingsFields: [],
  };
  return cachedFile(serveFile(representation, description), { now: 1000 });
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
