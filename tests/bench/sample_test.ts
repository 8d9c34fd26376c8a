import { assertEquals } from "@std/assert";
import { type Measured, problemOf, toSample } from "../../bench/measuring/sample.ts";
import { SMALL } from "../../bench/workloads/files.ts";
import type { Workload } from "../../bench/workloads/workload.ts";

const WORKLOAD: Workload = {
  name: "1k",
  title: "1 KiB",
  content: [SMALL],
  target: "/1k.txt",
  expected: { status: 200, file: SMALL },
  connections: 64,
  idle: 900,
};

const MEASURED: Measured = {
  workload: WORKLOAD,
  cores: { server: [0], load: [1] },
  report: {
    requests: 30_000,
    bytes: 36_000_000,
    microseconds: 2_000_000,
    p50: 400,
    p99: 1300,
    statusErrors: 0,
    socketErrors: 2,
    timeouts: 1,
    cpuSeconds: 1,
  },
  cpuSeconds: 1.5,
  memory: 50_000_000,
  idleLost: 0,
};

Deno.test("toSample() relates requests to time and to processor time", () => {
  assertEquals(toSample(MEASURED), {
    rate: 15_000,
    cpuRate: 20_000,
    p50: 400,
    p99: 1300,
    serverBusy: 0.75,
    loadBusy: 0.5,
    memory: 50_000_000,
    errors: 3,
  });
});

Deno.test("toSample() counts bytes where the workload does", () => {
  const { rate, cpuRate } = toSample({ ...MEASURED, workload: { ...WORKLOAD, unit: "bytes" } });
  assertEquals([rate, cpuRate], [18_000_000, 24_000_000]);
});

Deno.test("toSample() divides how busy the cores were by their number", () => {
  const { serverBusy, loadBusy } = toSample({ ...MEASURED, cores: { server: [0, 1], load: [2, 3] } });
  assertEquals([serverBusy, loadBusy], [0.375, 0.25]);
});

Deno.test("toSample() has no rate per processor second when none was used", () => {
  assertEquals(toSample({ ...MEASURED, cpuSeconds: 0 }).cpuRate, undefined);
});

Deno.test("problemOf() finds what makes figures worthless", () => {
  const { report } = MEASURED;
  const absent: Workload = { ...WORKLOAD, expected: { status: 404 } };
  const cases: readonly [measured: Measured, problem: string | undefined][] = [
    [MEASURED, undefined],
    [{ ...MEASURED, report: { ...report, requests: 0 } }, "no answer in time"],
    [{ ...MEASURED, report: { ...report, statusErrors: 7 } }, "7 answers of 400 and more"],
    [{ ...MEASURED, idleLost: 3 }, "3 of 900 idle connections closed"],
    [{ ...MEASURED, workload: absent }, "30000 answers below 400"],
    [{ ...MEASURED, workload: absent, report: { ...report, statusErrors: 30_000 } }, undefined],
  ];
  for (const [measured, problem] of cases) assertEquals(problemOf(measured), problem);
});
