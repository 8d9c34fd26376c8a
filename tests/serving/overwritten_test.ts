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
