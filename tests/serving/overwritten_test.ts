/** Files that are written over while they are sent: what arrives is one content or is seen to be cut. */

import { assert, assertEquals } from "@std/assert";
import { Download } from "./download.ts";
import { startServer } from "../_helpers/server.ts";

/** Larger than what the sockets hold between them, so that the server has to go on reading after the edit. */
const SIZE = 48 * 1024 * 1024;
/** What a client reads before the edit. */
const BEFORE = 256 * 1024;

function filled(letter: string, size = SIZE): Uint8Array {
  return new Uint8Array(size).fill(letter.charCodeAt(0));
}

const OVERWRITES: Readonly<Record<string, (path: string) => Promise<void>>> = {
  "written anew, as long": (path) => Deno.writeFile(path, filled("b")),
  "written anew, longer": (path) => Deno.writeFile(path, filled("b", SIZE + 1000)),
  "written anew, shorter": (path) => Deno.writeFile(path, filled("b", SIZE / 2)),
  "written over in place": async (path) => {
    using file = await Deno.open(path, { write: true });
    const piece = filled("b", 1 << 20);
    for (let at = 0; at < SIZE;) at += await file.write(piece);
  },
};

for (const [way, overwrite] of Object.entries(OVERWRITES)) {
  Deno.test(`a file that is ${way} while it is sent is cut, never mixed`, async () => {
    await using server = await startServer({ files: { "a.bin": filled("a") } });
    using download = await Download.start(server.port, "/a.bin");
    assertEquals(download.length, SIZE);
    let mixed = false;
    const look = (piece: Uint8Array) => {
      mixed ||= piece.includes("b".charCodeAt(0));
    };
    const read = await download.readOn(0, BEFORE, look);
    await overwrite(`${server.root}/a.bin`);
    const all = await download.readOn(read, Infinity, look);
    assert(!mixed, "bytes of another content");
    assert(all < SIZE, `${all} bytes arrived as if nothing had happened`);
  });
}

Deno.test("a log that is written to while it is sent arrives as long as it was", async () => {
  await using server = await startServer({ files: { "a.log": filled("a") } });
  using download = await Download.start(server.port, "/a.log");
  let at = 0;
  for (let round = 0; round < 20; round++) {
    await Deno.writeTextFile(`${server.root}/a.log`, "another line\n", { append: true });
    at = await download.readOn(at, at + BEFORE, () => {});
  }
  assertEquals(await download.readOn(at, Infinity, () => {}), SIZE);
});

Deno.test("small files that are written over again and again arrive as one of their contents", async () => {
  const size = 500_000;
  await using server = await startServer({ files: { "a.bin": filled("a", size) } });
  const path = `${server.root}/a.bin`;
  let over = false;
  const editor = async () => {
    using file = await Deno.open(path, { write: true });
    for (let round = 0; !over; round++) {
      await file.seek(0, Deno.SeekMode.Start);
      const content = filled(round % 2 === 0 ? "b" : "a", size);
      for (let at = 0; at < size;) at += await file.write(content.subarray(at));
      await new Promise((resume) => setTimeout(resume, 5));
    }
  };
  const reader = async () => {
    for (let round = 0; round < 150; round++) {
      const body = new Uint8Array(await (await fetch(new URL("/a.bin", server.url))).arrayBuffer());
      assertEquals(body.length, size);
      const other = body.findIndex((byte) => byte !== body[0]);
      assertEquals(other, -1, "two contents in one answer");
    }
  };
  const reading = reader().finally(() => {
    over = true;
  });
  await Promise.all([editor(), reading]);
});
