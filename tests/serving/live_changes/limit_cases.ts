/** The live settings that bound what a client may do. */

import { type LiveCase, type LiveKey, TRUST } from "./live_case.ts";
import type { Place } from "./place.ts";

const POST = "POST /app/x HTTP/1.1\r\nHost: localhost\r\n";
/** What one connection may be sent in a second, in bytes, and what the file that takes its time has. */
const RATE = 400_000;
const PACED = 300_000;

/** Whether a client is told that it asks too often, when it asks as often as it can. */
async function tooMany(place: Place, address: () => string, together: number): Promise<boolean> {
  using client = await place.connect();
  for (let turn = 0; turn < 10; turn++) {
    const request = { target: "/a.txt", fields: [`X-Forwarded-For: ${address()}`] };
    const answers = await client.pipeline(Array.from({ length: together }, () => request));
    if (answers.some(({ status }) => status === 429)) return true;
  }
  return false;
}

/** A client that has asked for nothing yet. */
function newcomer(): string {
  return ["10", ...crypto.getRandomValues(new Uint8Array(3))].join(".");
}

/** Whether a file takes as long as its pace asks at the least: what is sent at once is a quarter of a second's. */
async function isPaced(place: Place): Promise<boolean> {
  using client = await place.connect();
  const start = performance.now();
  await client.request({ target: "/paced.bin" });
  return performance.now() - start >= 1000 * (PACED - RATE / 4) / RATE - 10;
}

/** What is answered beside another connection; those of the load were there before the limit, and do not count. */
async function beside(place: Place): Promise<unknown> {
  using first = await place.connect();
  await first.request({ target: "/a.txt" });
  return await place.status("/a.txt");
}

/** The status of a second request for what one client has in hand. */
async function second(place: Place): Promise<number> {
  using first = await place.connect();
  await first.send(`${POST}Content-Length: 5\r\n\r\nhe`);
  await place.until("a body that is read", async () => await place.connectionOf(first, "body") !== undefined);
  using other = await place.connect();
  const { status } = await other.request({ method: "POST", target: "/app/x", body: "hello" });
  await first.send("llo");
  await first.read();
  return status;
}

/** Their part of the table. */
export const LIMIT_CASES: Readonly<Record<Extract<LiveKey, `limits.${string}`>, LiveCase>> = {
  "limits.target": {
    typed: "64",
    look: (place) => place.status(`/${"x".repeat(100)}`),
    before: 404,
    after: 414,
  },
  "limits.head": {
    typed: "512",
    look: (place) => place.status("/a.txt", `X: ${"x".repeat(600)}`),
    before: 200,
    after: 431,
  },
  "limits.fields": {
    typed: "3",
    look: (place) => place.status("/a.txt", "A: 1", "B: 2", "C: 3"),
    before: 200,
    after: 431,
  },
  "limits.body": {
    typed: "10",
    look: (place) =>
      place.everywhere(
        { method: "POST", target: "/app/x", body: "x".repeat(20) },
        ({ status }) => status,
      ),
    before: 200,
    after: 413,
  },
  "limits.connectionsPerAddress": { typed: "1", look: beside, before: 200, after: 503 },
  "limits.requestsPerSecond": {
    typed: "100",
    given: [TRUST],
    look: (place) => tooMany(place, () => "203.0.113.9", 100),
    before: false,
    after: true,
  },
  "limits.burst": {
    typed: "5",
    given: [TRUST, "set limits.requestsPerSecond 100"],
    look: (place) => tooMany(place, newcomer, 40),
    before: false,
    after: true,
  },
  "limits.bandwidth": { typed: String(RATE), look: isPaced, after: true },
  "limits.concurrent": {
    inFile: { limits: { concurrent: { "/app/**": 1 } } },
    look: second,
    before: 200,
    after: 503,
  },
};
