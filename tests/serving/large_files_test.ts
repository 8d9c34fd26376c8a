import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { peakMemory, residentMemory } from "../_helpers/memory.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { Download } from "./download.ts";

const MIB = 1 << 20;
/** Far more than a server may hold in memory. */
const HUGE = 300 * MIB;
/** What the whole server may grow by while it sends huge files to several clients. */
const MOST_GROWTH = 64 * MIB;

/** Writes a file that is all holes but for its offsets, one at the start of every 16 MiB. */
async function writeHuge(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  await file.truncate(HUGE);
  for (let at = 0; at < HUGE; at += 16 * MIB) {
    await file.seek(at, Deno.SeekMode.Start);
    await file.write(latin1Bytes(String(at).padStart(12, "0")));
  }
}

const ZEROS = new Uint8Array(MIB);

/** Fails at the first byte that {@linkcode writeHuge} did not write there. */
function assertHuge(piece: Uint8Array, at: number): void {
  const first = at % (16 * MIB);
  if (first >= 12) {
    const hole = piece.subarray(0, 16 * MIB - first);
    assertEquals(Buffer.compare(hole, ZEROS.subarray(0, hole.length)), 0, `a byte of the hole at ${at}`);
    if (hole.length < piece.length) assertHuge(piece.subarray(hole.length), at + hole.length);
    return;
  }
  const mark = String(at - first).padStart(12, "0").slice(first);
  assertEquals(latin1Text(piece.subarray(0, mark.length)), mark.slice(0, piece.length));
  if (mark.length < piece.length) assertHuge(piece.subarray(mark.length), at + mark.length);
}

Deno.test("a huge file goes to several clients at once, whole, and the server's memory stays bounded", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  await writeHuge(`${server.root}/huge.bin`);
  await ask(server.port, { target: "/a.txt" });
  const before = residentMemory(server.pid);
  const pull = async () => {
    using download = await Download.start(server.port, "/huge.bin");
    assertEquals(download.length, HUGE);
    assertEquals(await download.readOn(0, Infinity, assertHuge), HUGE);
  };
  await Promise.all([pull(), pull(), pull(), pull()]);
  const growth = peakMemory(server.pid) - before;
  assert(growth < MOST_GROWTH, `grew by ${Math.round(growth / MIB)} MiB`);
  await server.stop();
  assertEquals(server.stderr(), "");
});

Deno.test("clients that read slowly cost little memory, and hold up nobody", async () => {
  await using server = await startServer({ files: { "a.txt": "A" }, args: ["-w", "1"] });
  await writeHuge(`${server.root}/huge.bin`);
  using stack = new DisposableStack();
  await ask(server.port, { target: "/a.txt" });
  const before = residentMemory(server.pid);
  const slow: Download[] = [];
  for (let i = 0; i < 40; i++) slow.push(stack.use(await Download.start(server.port, "/huge.bin")));
  let places = slow.map(() => 0);
  for (let round = 1; round <= 10; round++) {
    places = await Promise.all(
      slow.map((one, i) => one.readOn(places[i] ?? 0, round * 64 * 1024, assertHuge)),
    );
    assertEquals(text(await ask(server.port, { target: "/a.txt" })), "A");
  }
  const growth = peakMemory(server.pid) - before;
  assert(growth < MOST_GROWTH, `grew by ${Math.round(growth / MIB)} MiB`);
  // One of them makes up its mind, and gets the rest.
  assertEquals(await slow[7]?.readOn(places[7] ?? 0, Infinity, assertHuge), HUGE);
});

Deno.test("a huge file costs nothing where it is not sent", async () => {
  await using server = await startServer();
  await writeHuge(`${server.root}/huge.bin`);
  using client = await KeepAliveClient.connect(server.port);
  const target = "/huge.bin";
  const head = await client.request({ method: "HEAD", target });
  assertEquals([head.status, field(head, "content-length")], [200, String(HUGE)]);
  for (const fields of [[`If-None-Match: ${field(head, "etag")}`], ["If-None-Match: *"]]) {
    assertEquals((await client.request({ target, fields })).status, 304);
  }
  assertEquals((await client.request({ target, fields: ['If-Match: "x"'] })).status, 412);
  const handles = [...Deno.readDirSync(`/proc/${server.pid}/fd`)].map(({ name }) => linkTo(server.pid, name));
  assert(!handles.some((path) => path.endsWith("/huge.bin")), "a handle is left open");
});

/** What a process has open under a number. */
function linkTo(pid: number, name: string): string {
  try {
    return Deno.readLinkSync(`/proc/${pid}/fd/${name}`);
  } catch (error) {
    // Closed since the folder was read.
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

Deno.test("a file's connection goes on after it, large and small in one pipeline", async () => {
  const large = new Uint8Array(3 * MIB).map((_, index) => index % 251);
  await using server = await startServer({ files: { "a.txt": "A", "large.bin": large } });
  using client = await KeepAliveClient.connect(server.port);
  for (let round = 0; round < 2; round++) {
    const targets = ["/a.txt", "/large.bin", "/a.txt", "/none", "/large.bin", "/large.bin", "/a.txt"];
    const responses = await client.pipeline(targets.map((target) => ({ target })));
    assertEquals(responses.map(({ status }) => status), [200, 200, 200, 404, 200, 200, 200]);
    for (const index of [1, 4, 5]) assertEquals(responses[index]?.body, large);
  }
});

/** Starts a download of 64 MiB of ones, has the file changed once it has begun, and reads on. */
async function changedWhileSent(
  change: (path: string) => Promise<void>,
): Promise<{ received: number; foreign: number; next: number }> {
  const size = 64 * MIB;
  const ones = new Uint8Array(MIB).fill(1);
  await using server = await startServer({ files: { "file.bin": new Uint8Array(size).fill(1) } });
  let received = 0;
  let foreign = 0;
  {
    using download = await Download.start(server.port, "/file.bin");
    assertEquals(download.length, size);
    await change(`${server.root}/file.bin`);
    received = await download.readOn(0, Infinity, (piece) => {
      if (Buffer.compare(piece, ones.subarray(0, piece.length)) !== 0) foreign += 1;
    });
  }
  const next = (await ask(server.port, { method: "HEAD", target: "/file.bin" })).status;
  await server.stop();
  assertEquals(server.stderr(), "");
  return { received, foreign, next };
}

Deno.test("a file replaced, removed or grown while it is sent arrives as it was", async () => {
  const changes: readonly ((path: string) => Promise<void>)[] = [
    async (path) => {
      await Deno.writeFile(`${path}.new`, new Uint8Array(64 * MIB));
      await Deno.rename(`${path}.new`, path);
    },
    (path) => Deno.remove(path),
    (path) => Deno.writeFile(path, new Uint8Array(MIB), { append: true }),
  ];
  const outcomes = [];
  for (const change of changes) outcomes.push(await changedWhileSent(change));
  const whole = { received: 64 * MIB, foreign: 0 };
  assertEquals(outcomes, [{ ...whole, next: 200 }, { ...whole, next: 404 }, { ...whole, next: 200 }]);
});

Deno.test("a file cut short while it is sent ends the connection: the client sees that it is not whole", async () => {
  const { received, foreign, next } = await changedWhileSent((path) => Deno.truncate(path, 8 * MIB));
  assert(received < 64 * MIB, `${received} bytes`);
  assertEquals([foreign, next], [0, 200]);
});

Deno.test("a client that goes away in the middle is no matter", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  await writeHuge(`${server.root}/huge.bin`);
  for (let i = 0; i < 20; i++) {
    using download = await Download.start(server.port, "/huge.bin");
    await download.read();
  }
  assertEquals(text(await ask(server.port, { target: "/a.txt" })), "A");
  await server.stop();
  assertEquals(server.stderr(), "");
});
