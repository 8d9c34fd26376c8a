import { assertEquals } from "@std/assert";
import { statusRows } from "../../src/console/commands/status.ts";
import type { ServerStatus } from "../../src/supervisor/status.ts";

const STOPPED: ServerStatus = {
  state: "stopped",
  address: undefined,
  contentRoot: "/srv/a\x1b[2J",
  uptime: 0,
  workers: [],
  connections: 0,
  active: 0,
  idle: 0,
  requests: 0,
  answers: [0, 0, 0, 0, 0, 0],
  bytesSent: 0,
  requestRates: { second: 0, minute: 0, quarter: 0 },
  byteRates: { second: 0, minute: 0, quarter: 0 },
  durations: { p50: 0, p90: 0, p99: 0, max: 0 },
  minuteDurations: { p50: 0, p90: 0, p99: 0, max: 0 },
  cache: { bytes: 0, entries: 0, hits: 0, misses: 0 },
  memory: 0,
  lag: 0,
  replaced: 0,
};

Deno.test("statusRows() of a stopped server are few, and harmless to a terminal", () => {
  assertEquals(statusRows(STOPPED), [["state", "stopped"], ["serving", "/srv/a\\u001b[2J"]]);
});

Deno.test("statusRows() tell addresses, times, sizes and what did not go well", () => {
  const worker = { index: 1, state: "listening", connections: 1, active: 0, requests: 60 } as const;
  const rows = statusRows({
    ...STOPPED,
    state: "listening",
    address: { hostname: "::", port: 8080 },
    contentRoot: "/srv",
    uptime: 3_604_999,
    workers: [worker, { ...worker, index: 2, state: "stuck" }],
    connections: 5,
    active: 2,
    idle: 3,
    requests: 120,
    answers: [0, 0, 117, 0, 3, 0],
    bytesSent: 1_572_864,
    requestRates: { second: 119.6, minute: 2, quarter: 0.1 },
    byteRates: { second: 2048, minute: 1024, quarter: 0 },
    durations: { p50: 0.02, p90: 0.031, p99: 1.1, max: 3000 },
    minuteDurations: { p50: 0.03, p90: 0.04, p99: 0.05, max: 0.06 },
    cache: { bytes: 3584, entries: 2, hits: 197, misses: 3 },
    memory: 104_857_600,
    lag: 12,
    replaced: 3,
  });
  assertEquals(Object.fromEntries(rows), {
    state: "listening",
    serving: "/srv",
    address: "[::]:8080",
    uptime: "1h 4s",
    workers: "2 (1 stuck, 3 replaced)",
    connections: "5 (2 active, 3 idle)",
    requests: "120 (2xx 117, 4xx 3)",
    rate: "120/s, 1m 2/s, 15m 0/s",
    "answered in": "p50 20 µs, p90 31 µs, p99 1.1 ms, max 3 s",
    "last minute": "p50 30 µs, p90 40 µs, p99 50 µs, max 60 µs",
    sent: "1.5 MiB, 2 KiB/s, 1m 1 KiB/s, 15m 0 B/s",
    cache: "2 files, 3.5 KiB, 98.5 % hits",
    memory: "100 MiB",
    "loop lag": "12 ms",
  });
  const { connections, sent } = Object.fromEntries(
    statusRows({ ...STOPPED, address: { hostname: "::", port: 1 }, bytesSent: 2048 }),
  );
  assertEquals(connections, "0");
  assertEquals(sent, "2 KiB, 0 B/s, 1m 0 B/s, 15m 0 B/s");
});

Deno.test("statusRows() do not count workers that others have taken the place of", () => {
  const one = { index: 1, state: "listening", connections: 0, active: 0, requests: 0 } as const;
  const leaving = { ...one, index: 2, state: "draining" } as const;
  const address = { hostname: "::", port: 1 };
  const workersOf = (changed: Partial<ServerStatus>) =>
    Object.fromEntries(statusRows({ ...STOPPED, address, ...changed })).workers;
  assertEquals(workersOf({ state: "listening", workers: [one, leaving] }), "1 (1 more draining)");
  assertEquals(workersOf({ state: "draining", workers: [leaving, leaving] }), "2");
});
