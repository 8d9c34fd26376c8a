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
  requests: 0,
  answers: [0, 0, 0, 0, 0, 0],
  bytesSent: 0,
  replaced: 0,
};

Deno.test("statusRows() of a stopped server are few, and harmless to a terminal", () => {
  assertEquals(statusRows(STOPPED), [["state", "stopped"], ["serving", "/srv/a\\u001b[2J"]]);
});

Deno.test("statusRows() tell addresses, times, sizes and what did not go well", () => {
  const worker = { index: 1, state: "listening", connections: 1, requests: 60 } as const;
  const rows = statusRows({
    ...STOPPED,
    state: "listening",
    address: { hostname: "::", port: 8080 },
    contentRoot: "/srv",
    uptime: 3_604_999,
    workers: [worker, { ...worker, index: 2, state: "stuck" }],
    connections: 2,
    requests: 120,
    answers: [0, 0, 117, 0, 3, 0],
    bytesSent: 1_572_864,
    replaced: 3,
  });
  assertEquals(Object.fromEntries(rows), {
    state: "listening",
    serving: "/srv",
    address: "[::]:8080",
    uptime: "1h 4s",
    workers: "2 (1 stuck, 3 replaced)",
    connections: "2",
    requests: "120 (2xx 117, 4xx 3)",
    sent: "1.5 MiB",
  });
  const { sent } = Object.fromEntries(
    statusRows({ ...STOPPED, address: { hostname: "::", port: 1 }, bytesSent: 2048 }),
  );
  assertEquals(sent, "2 KiB");
});
