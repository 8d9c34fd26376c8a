import { assert, assertEquals } from "@std/assert";
import type { Sample } from "../../bench/measuring/sample.ts";
import { markdownReport, textReport } from "../../bench/reporting/report.ts";
import { detailTable, remarks, summaryTable } from "../../bench/reporting/result_tables.ts";
import type { Result, Row } from "../../bench/run.ts";
import { BASELINE, SERVERS } from "../../bench/servers/all.ts";
import type { Server } from "../../bench/servers/server.ts";
import { WORKLOADS } from "../../bench/workloads/all.ts";
import type { Workload } from "../../bench/workloads/workload.ts";

function server(name: string): Server {
  const found = SERVERS.find((server) => server.name === name);
  if (found === undefined) throw new Error(`no server ${name}`);
  return found;
}

function workload(name: string): Workload {
  const found = WORKLOADS.find((workload) => workload.name === name);
  if (found === undefined) throw new Error(`no workload ${name}`);
  return found;
}

function sample(rate: number, changes: Partial<Sample> = {}): Sample {
  const busy = { serverBusy: 0.99, loadBusy: 0.5 };
  return { rate, cpuRate: rate * 1.1, p50: 400, p99: 1300, memory: 50e6, errors: 0, ...busy, ...changes };
}

const ROWS: readonly Row[] = [
  { server: server("linpr"), samples: [sample(60_000), sample(50_000), sample(66_000)] },
  { server: BASELINE, samples: [sample(40_000), sample(40_000), sample(33_000, { errors: 2 })] },
  { server: server("h2o"), samples: [sample(70_000, { serverBusy: 0.7, cpuRate: undefined })] },
  { server: server("caddy"), samples: [], failure: { kind: "wrong", problem: "200 expected\nand more" } },
];
const RESULT: Result = { workload: workload("1k"), rows: ROWS };

Deno.test("detailTable() gives medians, and ratios round by round", () => {
  const { header, rows } = detailTable(RESULT, BASELINE);
  assertEquals(header[2], "nginx = 1");
  assertEquals(rows, [
    ["LINPR", "60,000", "1.50 (1.25-2.00)", "0.40 ms", "1.30 ms", "66,000", "99 %", "50 %", "50 MB"],
    ["nginx", "40,000", "1.00 (1.00-1.00)", "0.40 ms", "1.30 ms", "44,000", "99 %", "50 %", "50 MB"],
    ["h2o", "70,000", "1.75 (1.75-1.75)", "0.40 ms", "1.30 ms", "-", "70 %*", "50 %", "50 MB"],
    ["Caddy", "-", "failed", "-", "-", "-", "-", "-", "-"],
  ]);
});

Deno.test("detailTable() has no ratios without the baseline", () => {
  const { rows } = detailTable({ ...RESULT, rows: ROWS.slice(0, 1) }, BASELINE);
  assertEquals(rows.map((cells) => cells[2]), ["-"]);
});

Deno.test("remarks() tells what failed and what broke", () => {
  assertEquals(remarks(RESULT), ["nginx: 2 connections broken or answers late", "Caddy: 200 expected"]);
});

Deno.test("summaryTable() has a row for each workload and a column for each server", () => {
  const servers = [...ROWS.map(({ server }) => server), server("constant")];
  const leftOut: Result = { workload: workload("workers-2"), rows: [], leftOut: "needs 3 cores" };
  assertEquals(summaryTable([RESULT, leftOut], servers, BASELINE), {
    header: ["", "LINPR", "nginx", "h2o", "Caddy", "ceiling: a constant on raw TCP"],
    rows: [
      ["1 KiB", "1.50", "1.00", "1.75*", "failed", "-"],
      ["1 KiB, 2 workers", "-", "-", "-", "-", "-"],
    ],
  });
});

Deno.test("both reports have the ratios, the remarks and the notes", () => {
  const results = [RESULT, { workload: workload("workers-2"), rows: [], leftOut: "needs 3 cores" }];
  const report = { notes: ["Machine: M*", "Left out: nothing."], servers: [BASELINE], results };
  for (const text of [textReport(report), markdownReport(report)]) {
    for (const part of ["1.50 (1.25-2.00)", "needs 3 cores", "Caddy: 200 expected", "Left out: nothing."]) {
      assert(text.includes(part), `${part} is missing in:\n${text}`);
    }
  }
  assert(markdownReport(report).includes("- Machine: M\\*\n- Left out"), markdownReport(report));
});
