import { assert, assertEquals } from "@std/assert";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { makeContent } from "../../bench/content.ts";
import { WORKLOADS } from "../../bench/workloads/all.ts";
import { BROWSER_FIELDS } from "../../bench/workloads/browser_fields.ts";
import { MANY, MANY_COUNT, MEDIUM, SMALL, STYLE, STYLE_CODINGS } from "../../bench/workloads/files.ts";

Deno.test("every workload has a name and a title of its own", () => {
  assertEquals(new Set(WORKLOADS.map(({ name }) => name)).size, WORKLOADS.length);
  assertEquals(new Set(WORKLOADS.map(({ title }) => title)).size, WORKLOADS.length);
});

Deno.test("every workload has the file that it asks for, unless it asks for an absent one", () => {
  for (const { name, content, target, warmUpTarget = target, expected, beside } of WORKLOADS) {
    const targets = content.map(({ path }) => `/${path}`);
    if (beside !== undefined) assert(targets.includes(beside.target), name);
    assertEquals(targets.includes(target), expected.status !== 404, name);
    assertEquals(targets.includes(warmUpTarget), expected.status !== 404, name);
    if (expected.status !== 404) assertEquals(`/${expected.file.path}`, target, name);
  }
});

Deno.test("a browser's head has about 600 bytes", () => {
  const lines = ["GET /1k.txt HTTP/1.1", "Host: 127.0.0.1:12345"].concat(
    BROWSER_FIELDS.map(([name, value]) => `${name}: ${value}`),
  );
  const size = lines.join("\r\n").length + 4;
  assert(size > 550 && size < 700, `${size}`);
});

Deno.test("the files have their sizes, and are the same each time", () => {
  assertEquals(SMALL.make().length, 1024);
  assertEquals(MEDIUM.make().length, 102_400);
  assertEquals(MEDIUM.make(), MEDIUM.make());
});

Deno.test("the many files are many, of 4 KiB each, and different", () => {
  const decoder = new TextDecoder();
  const contents = MANY.map(({ make }) => make());
  assertEquals(new Set(contents.map((bytes) => decoder.decode(bytes))).size, MANY_COUNT);
  assert(contents.every(({ length }) => length === 4096));
  assertEquals(MANY.at(-1)?.path, "many/99/9999.txt");
});

Deno.test("the style sheet's siblings are the style sheet, compressed", () => {
  const [gz, br] = STYLE_CODINGS.map(({ make }) => make());
  assert(gz !== undefined && br !== undefined);
  assertEquals(new Uint8Array(gunzipSync(gz)), STYLE.make());
  assertEquals(new Uint8Array(brotliDecompressSync(br)), STYLE.make());
  assert(br.length < gz.length && gz.length * 4 < STYLE.make().length);
});

Deno.test("makeContent() writes the files that are asked for", async () => {
  const root = await Deno.makeTempDir();
  try {
    await makeContent(root, [SMALL, STYLE, SMALL, ...MANY.slice(0, 1)]);
    assertEquals(await Deno.readFile(`${root}/1k.txt`), SMALL.make());
    assertEquals((await Deno.readFile(`${root}/many/00/0000.txt`)).length, 4096);
    assertEquals([...Deno.readDirSync(root)].length, 3);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
