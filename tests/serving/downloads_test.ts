/** Downloads that break off and are resumed, by the programs that people use. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import { debianProgram } from "../_helpers/debian.ts";
import { eventually } from "../_helpers/eventually.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";
import { noise } from "./static_cases/content.ts";

const MIB = 1 << 20;
const SIZE = 200 * MIB;
/** How much is on the disk when the first attempt is killed. */
const HALF = SIZE / 2;

/** A program that downloads a URL to a file; the first attempt so slowly that it can be broken off. */
interface Downloader {
  readonly program: string;
  readonly debianPackage?: string;
  readonly first: (url: string, file: string) => string[];
  readonly resume: (url: string, file: string) => string[];
  /** What the program prints when it got a part. */
  readonly says: string;
}

const DOWNLOADERS: readonly Downloader[] = [
  {
    program: "wget",
    first: (url, file) => ["--limit-rate=100m", "--quiet", "-O", file, url],
    resume: (url, file) => ["--continue", "-O", file, url],
    says: "206 Partial Content",
  },
  {
    program: "curl",
    first: (url, file) => ["--limit-rate", "100M", "--silent", "-o", file, url],
    resume: (
      url,
      file,
    ) => ["-C", "-", "--silent", "--show-error", "--write-out", "status %{http_code}", "-o", file, url],
    says: "status 206",
  },
  {
    program: "aria2c",
    debianPackage: "aria2",
    first: (url, file) => [...aria2(url, file), "--max-download-limit=100M"],
    resume: (url, file) => [...aria2(url, file), "--continue=true"],
    says: "(OK):download completed",
  },
];

function aria2(url: string, file: string): string[] {
  const [, directory = "", name = ""] = /^(.*)\/([^/]*)$/.exec(file) ?? [];
  // Eight connections, and a control file that is written often enough to be of use after a kill.
  const options = ["-x8", "-s8", "--min-split-size=1M", "--file-allocation=none", "--auto-save-interval=1"];
  return [...options, "--no-conf", `--dir=${directory}`, `--out=${name}`, url];
}

async function writeLargeFile(path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  const block = noise(MIB);
  for (let number = 0; number < SIZE / MIB; number++) {
    // No two blocks are the same, so that one in another's place would show.
    new DataView(block.buffer).setUint32(0, number);
    for (let at = 0; at < MIB;) at += await file.write(block.subarray(at));
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const buffer = new Uint8Array(MIB);
  for (let count = await file.read(buffer); count !== null; count = await file.read(buffer)) {
    hash.update(buffer.subarray(0, count));
  }
  return hash.digest("hex");
}

/** What a file takes on the disk: of one that is written here and there, its length says nothing. */
function allocated(path: string): number {
  try {
    return (Deno.statSync(path).blocks ?? 0) * 512;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

async function breakOff(command: string, args: string[], file: string): Promise<void> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
  try {
    await eventually(() => allocated(file) >= HALF ? true : undefined, `${HALF} bytes of ${file}`);
  } finally {
    child.kill("SIGKILL");
    await child.status;
  }
  const { size } = await Deno.stat(file);
  assert(size > 0 && allocated(file) < SIZE, `the first attempt was done: ${size}`);
}

async function resume(command: string, args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(command, { args, stdin: "null" }).output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  assertEquals(code, 0, said);
  return said;
}

async function serveLargeFile(): Promise<
  { server: Server; expected: string; directory: string } & AsyncDisposable
> {
  await using cleanUp = new AsyncDisposableStack();
  const tree = cleanUp.use(await contentTree());
  await writeLargeFile(tree.path("large.bin"));
  const expected = await hashOf(tree.path("large.bin"));
  const server = cleanUp.use(await startServer({ cwd: tree.base, root: tree.root }));
  const owned = cleanUp.move();
  return { server, expected, directory: tree.base, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

for (const { program, debianPackage, first, resume: again, says } of DOWNLOADERS) {
  const command = debianProgram(program, debianPackage);
  Deno.test({
    name: `a download of 200 MB that was killed half way is resumed to the very same file (${program})`,
    ignore: command === undefined,
    fn: async () => {
      if (command === undefined) return;
      await using served = await serveLargeFile();
      const url = new URL("/large.bin", served.server.url).href;
      const file = `${served.directory}/copy.bin`;
      await breakOff(command, first(url, file), file);
      assertStringIncludes(await resume(command, again(url, file)), says);
      assertEquals(await hashOf(file), served.expected);
      assertEquals(served.server.stderr(), "");
    },
  });
}
