import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { KeepAliveClient, type PlainRequest } from "../_helpers/keep_alive.ts";
import { residentMemory } from "../_helpers/memory.ts";
import { Random } from "../_helpers/random.ts";
import { field, type RawResponse } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";

const CLIENTS = 200;
/** How long it goes on, in milliseconds, after a time in which caches fill and the collector finds its pace. */
const DURATION = 20_000;
const WARM_UP = 6_000;
/** What the server's memory may vary by after that: a garbage collector gives back late. */
const MOST_GROWTH = 48 << 20;
/** The pause between two looks at the memory, in milliseconds. */
const LOOK = 250;

const random = new Random(2026);
const FILES = {
  "index.html": "<!doctype html><title>index</title>",
  "small.txt": "small",
  "medium.css": random.bytes(100_000),
  "large.bin": random.bytes(1_500_000),
  "empty": "",
  "sub/index.html": "sub",
  "error/404.html": "not here",
};

/** A request, and what its answer must be. */
interface Expectation {
  readonly request: PlainRequest;
  readonly status: number;
  /** Absent where any will do. */
  readonly body: Uint8Array | undefined;
}

function expectation(request: PlainRequest, status: number, body?: string | Uint8Array): Expectation {
  return { request, status, body: typeof body === "string" ? new TextEncoder().encode(body) : body };
}

/** What the clients choose from; the more often something stands there, the more often it is chosen. */
const MENU: readonly Expectation[] = [
  ...Array.from({ length: 6 }, () => expectation({ target: "/" }, 200, FILES["index.html"])),
  ...Array.from({ length: 6 }, () => expectation({ target: "/small.txt?x=1" }, 200, FILES["small.txt"])),
  expectation({ target: "/sub/" }, 200, FILES["sub/index.html"]),
  expectation({ target: "/empty" }, 200, ""),
  expectation({ target: "/medium.css" }, 200, FILES["medium.css"]),
  expectation({ method: "HEAD", target: "/medium.css" }, 200, ""),
  expectation({ method: "HEAD", target: "/large.bin" }, 200, ""),
  expectation({ target: "/small.txt", fields: ["If-None-Match: *"] }, 304, ""),
  expectation({ target: "/large.bin", fields: ["If-None-Match: *"] }, 304, ""),
  expectation({ target: "/small.txt", fields: ['If-Match: "other"'] }, 412),
  expectation({ target: "/sub" }, 301, ""),
  expectation({ target: "/none" }, 404, "not here"),
  expectation({ method: "HEAD", target: "/none" }, 404, ""),
  expectation({ method: "OPTIONS", target: "*" }, 204, ""),
];

function assertRight({ request, status, body }: Expectation, response: RawResponse): void {
  const name = `${request.method ?? "GET"} ${request.target} ${request.fields ?? ""}`;
  assertEquals(response.status, status, name);
  if (body !== undefined) assertEquals(Buffer.compare(response.body, body), 0, name);
  assert(field(response, "date") !== undefined, name);
}

const LARGE = expectation({ target: "/large.bin" }, 200, FILES["large.bin"]);
const POST = expectation({ method: "POST", target: "/small.txt", body: "a=1&".repeat(1000) }, 405);

/** When the clients are warm, and when they end; milliseconds since 1970. */
interface Times {
  readonly warm: number;
  readonly end: number;
}

/** One client: single requests, batches, uploads and now and then a large file, until the time is up. */
async function visit(port: number, seed: number, { warm, end }: Times): Promise<number> {
  const random = new Random(seed);
  using client = await KeepAliveClient.connect(port);
  let answers = 0;
  while (Date.now() < end) {
    const batch = Array.from({ length: random.oneIn(4) ? 1 + random.below(10) : 1 }, () => random.pick(MENU));
    // At first more of what takes memory, so that it is taken early.
    const rare = Date.now() < warm ? 1 : 10;
    if (random.oneIn(rare)) batch.push(POST);
    if (random.oneIn(20 * rare)) batch.push(LARGE);
    const responses = await client.pipeline(batch.map(({ request }) => request));
    for (const [index, expected] of batch.entries()) {
      const response = responses[index];
      assert(response !== undefined);
      assertRight(expected, response);
    }
    answers += batch.length;
  }
  return answers;
}

/** Looks at a process's memory until the time is up. */
async function watchMemory(pid: number, end: number): Promise<{ time: number; bytes: number }[]> {
  const looks: { time: number; bytes: number }[] = [];
  while (Date.now() < end) {
    looks.push({ time: Date.now(), bytes: residentMemory(pid) });
    await new Promise((resume) => setTimeout(resume, LOOK));
  }
  return looks;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

Deno.test("200 connections with requests of all kinds for 20 s and more: every answer right, memory flat", async () => {
  await using server = await startServer({ files: FILES });
  const warm = Date.now() + WARM_UP;
  const end = warm + DURATION;
  const clients = Array.from({ length: CLIENTS }, (_, index) => visit(server.port, index, { warm, end }));
  const [looks, ...answers] = await Promise.all([watchMemory(server.pid, end), ...clients]);

  for (const count of answers) assert(count > 0, "a client starved");
  const sizes = looks.filter(({ time }) => time > warm).map(({ bytes }) => bytes);
  const quarter = Math.floor(sizes.length / 4);
  assert(quarter > 2, "too few looks");
  const growth = median(sizes.slice(-quarter)) - median(sizes.slice(0, quarter));
  assert(growth < MOST_GROWTH, `${growth} bytes more`);
  await server.stop();
  assertEquals(server.stderr(), "");
});
