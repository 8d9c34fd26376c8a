import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import type { HttpResponse } from "../../../src/http/response.ts";
import type { Settings } from "../../../src/settings/settings.ts";
import { Random } from "../../_helpers/random.ts";
import { bodyBytes } from "../../_helpers/response_body.ts";
import { type Site, siteOf } from "../../_helpers/site.ts";
import { contentTree } from "../../_helpers/tree.ts";

/** A time at which every file of a test has settled, so that it may be remembered. */
const LATER = (): number => Date.now() + 10_000;
const BR = "Accept-Encoding: br";
const GZIP = "Accept-Encoding: gzip";

function prose(length: number, seed = 1): string {
  const random = new Random(seed);
  const words = Array.from({ length: 100 }, () => random.text(["a", "en", "str"], 4));
  let text = "";
  while (text.length < length) text += `${random.pick(words)} `;
  return text.slice(0, length);
}

/** The text of an answer, decoded. */
async function decoded(response: HttpResponse): Promise<string> {
  const bytes = await bodyBytes(response);
  const coding = response.field("content-encoding");
  const plain = coding === "br" ? brotliDecompressSync(bytes) : coding === "gzip" ? gunzipSync(bytes) : bytes;
  return new TextDecoder().decode(plain);
}

const coding = (response: HttpResponse): string | undefined => response.field("content-encoding");

Deno.test("CodedFiles makes a form once: a hot file's answer is the same object in each coding", async () => {
  await using tree = await contentTree({ "a.txt": prose(3000), "large.txt": prose(200_000) });
  const site = siteOf(tree.root, {}, LATER);
  for (const name of ["a.txt", "large.txt"]) {
    for (const line of [BR, GZIP]) {
      const first = await site.ask(`GET /${name}`, line);
      assertEquals(await decoded(first), await Deno.readTextFile(tree.path(name)));
      assertStrictEquals(await site.ask(`GET /${name}`, line), first, `${name} ${line}`);
    }
  }
});

Deno.test("CodedFiles makes one form for all who wait for it", async () => {
  await using tree = await contentTree({ "large.txt": prose(200_000) });
  const site = siteOf(tree.root, {}, LATER);
  const [first, ...others] = await Promise.all(
    Array.from({ length: 10 }, () => site.ask("GET /large.txt", BR)),
  );
  for (const other of others) assertStrictEquals(other, first);
});

Deno.test("CodedFiles sends files as they are while many forms are in the making", async () => {
  const names = Array.from({ length: 10 }, (_, at) => `${at}.txt`);
  await using tree = await contentTree(
    Object.fromEntries(names.map((name, at) => [name, prose(100_000, at)])),
  );
  const site = siteOf(tree.root, {}, LATER);
  const all = (...lines: string[]): Promise<HttpResponse[]> =>
    Promise.all(names.map((name) => site.ask(`GET /${name}`, ...lines)));
  const codings = (await all(BR)).map(coding);
  assertEquals(codings.filter((coding) => coding === "br").length, 4);
  assertEquals(codings.filter((coding) => coding === undefined).length, 6);
  // Who refuses them as they are gets none of them, rather than what was refused.
  const strict = (await all("Accept-Encoding: gzip, identity;q=0")).map(({ status }) => status);
  assertEquals(strict.toSorted(), [200, 200, 200, 200, 406, 406, 406, 406, 406, 406]);
  // The makers come free again.
  for (let round = 0; round < 3; round++) await all(BR);
  assertEquals((await all(BR)).map(coding), names.map(() => "br"));
});

Deno.test("CodedFiles makes nothing of what is too small, too large, or would not be kept", async () => {
  await using tree = await contentTree({ "a.txt": prose(3000) });
  const made = async (settings: Partial<Settings>): Promise<string | undefined> => {
    const response = await siteOf(tree.root, settings, LATER).ask("GET /a.txt", BR);
    await bodyBytes(response);
    return coding(response);
  };
  assertEquals(await made({ "codings.smallest": 3000 }), "br");
  assertEquals(await made({ "codings.smallest": 3001 }), undefined);
  const open = { "cache.largestFile": 100 };
  assertEquals(await made({ ...open, "cache.size": 12_000 }), "br");
  assertEquals(await made({ ...open, "cache.size": 11_999 }), undefined);
});

Deno.test("CodedFiles makes nothing of an open file that may still change unseen", async () => {
  await using tree = await contentTree({ "a.txt": prose(3000) });
  const early = siteOf(tree.root, { "cache.largestFile": 100 }, () => 0);
  const response = await early.ask("GET /a.txt", BR);
  assertEquals([coding(response), await decoded(response)], [undefined, prose(3000)]);
});

Deno.test("CodedFiles keeps what is saved and what is shown apart", async () => {
  await using tree = await contentTree({ "a.css": prose(3000), "b.css": "b", "b.css.gz": gzipSync("b") });
  for (const lines of [["?download", ""], ["", "?download", ""]]) {
    const site = siteOf(tree.root, { "files.downloadQuery": true }, LATER);
    for (const query of [...lines, ...lines]) {
      for (const name of ["a.css", "b.css"]) {
        const response = await site.ask(`GET /${name}${query}`, GZIP);
        assertEquals([coding(response), response.field("content-disposition") !== undefined], [
          "gzip",
          query !== "",
        ]);
      }
    }
  }
});

Deno.test("CodedFiles keeps within the cache's bounds, whatever is made", async () => {
  const names = Array.from({ length: 30 }, (_, at) => `${at}.txt`);
  await using tree = await contentTree(Object.fromEntries(names.map((name, at) => [name, prose(5000, at)])));
  const site = siteOf(tree.root, { "cache.size": 60_000 }, LATER);
  for (const line of [BR, GZIP, BR]) {
    for (const [at, name] of names.entries()) {
      assertEquals(await decoded(await site.ask(`GET /${name}`, line)), prose(5000, at));
      assert(site.pipeline.cache.bytes <= 60_000);
    }
  }
});

Deno.test("CodedFiles understands as many kinds of client as there are", async () => {
  await using tree = await contentTree({ "a.txt": prose(3000) });
  const site = siteOf(tree.root, {}, LATER);
  for (let round = 0; round < 700; round++) {
    const weight = (round % 999 + 1) / 1000;
    const response = await site.ask("GET /a.txt", `Accept-Encoding: gzip;q=${weight}, x${"-".repeat(round)}`);
    assertEquals(coding(response), "gzip");
  }
});

/** Asks for everything that can come of an open file, and reads what comes; the sanitizer sees what stays open. */
async function askAll(site: Site, name: string): Promise<void> {
  const tag = (await site.ask(`HEAD /${name}`, GZIP)).field("etag");
  const lines = [
    ["GET"],
    ["HEAD"],
    ["GET", `If-None-Match: ${tag}`],
    ["GET", 'If-Match: "x"'],
    ["GET", "Range: bytes=1-2"],
    ["GET", "Range: bytes=1-2, 5-6"],
    ["GET", "Range: bytes=99999-"],
    ["HEAD", "Range: bytes=1-2"],
    ["GET", "Accept-Encoding: identity;q=0"],
  ];
  for (const [method, ...fields] of lines) {
    await bodyBytes(await site.ask(`${method} /${name}`, ...fields));
    await bodyBytes(await site.ask(`${method} /${name}`, GZIP, ...fields));
  }
}

Deno.test("CodedFiles leaves no file open, whatever comes of it", async () => {
  await using tree = await contentTree({
    "made.txt": prose(3000),
    "beside.txt": prose(3000),
    "beside.txt.gz": gzipSync(prose(3000)),
    "older.txt": prose(3000),
    "older.txt.gz": gzipSync("older"),
    "image.png": prose(3000),
  });
  await Deno.utime(tree.path("older.txt.gz"), 0, 0);
  for (const size of [0, 1_000_000]) {
    const site = siteOf(tree.root, { "cache.largestFile": 100, "cache.size": size }, LATER);
    for (const name of ["made.txt", "beside.txt", "older.txt", "image.png"]) await askAll(site, name);
    // Remembered as not older, and older by the time that it is opened.
    await Deno.utime(tree.path("beside.txt.gz"), 0, 0);
    await askAll(site, "beside.txt");
    await Deno.remove(tree.path("beside.txt.gz"));
    await askAll(site, "beside.txt");
    await tree.write("beside.txt.gz", gzipSync(prose(3000)));
  }
});
