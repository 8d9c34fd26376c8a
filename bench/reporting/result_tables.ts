/**
 * Results as tables.
 *
 * @module
 */
import type { Sample } from "../measuring/sample.ts";
import { ratios, type Spread, spread } from "../measuring/statistics.ts";
import type { Result, Row } from "../run.ts";
import type { Server } from "../servers/server.ts";
import { factor, latencyText, memoryText, NONE, rateText, ratioText, shareText } from "./figures.ts";
import type { Table } from "./table.ts";

/** Below this share of its cores in use, a server could have done more. */
const BUSY = 0.9;

/** All figures of one workload. */
export function detailTable({ workload: { unit = "requests" }, rows }: Result, baseline: Server): Table {
  const base = rows.find(({ server }) => server === baseline);
  const columns: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
    ["server", ({ server }) => server.title],
    [`${unit}/s`, (row) => rateText(middle(row, ({ rate }) => rate), unit)],
    [`${baseline.title} = 1`, (row) => hasFailed(row) ? "failed" : ratioText(ratioTo(row, base))],
    ["p50", (row) => latencyText(middle(row, ({ p50 }) => p50))],
    ["p99", (row) => latencyText(middle(row, ({ p99 }) => p99))],
    [`${unit}/CPU s`, (row) => rateText(middle(row, ({ cpuRate }) => cpuRate), unit)],
    ["busy", (row) => shareText(middle(row, ({ serverBusy }) => serverBusy)) + mark(row)],
    ["wrk busy", (row) => shareText(middle(row, ({ loadBusy }) => loadBusy))],
    ["memory", (row) => memoryText(middle(row, ({ memory }) => memory))],
  ];
  return {
    header: columns.map(([title]) => title),
    rows: rows.map((row) => columns.map(([, cell]) => cell(row))),
  };
}

/** What the figures of one workload do not tell: a line for each server with something to say. */
export function remarks({ rows }: Result): string[] {
  return rows.flatMap(({ server, samples, failure }) => {
    const errors = samples.reduce((sum, sample) => sum + sample.errors, 0);
    const parts = [
      ...(failure === undefined ? [] : failure.problem.split("\n", 1)),
      ...(errors > 0 ? [`${errors} connections broken or answers late`] : []),
    ];
    return parts.length === 0 ? [] : [`${server.title}: ${parts.join("; ")}`];
  });
}

/** The ratios alone: a row for each workload, a column for each server. */
export function summaryTable(
  results: readonly Result[],
  servers: readonly Server[],
  baseline: Server,
): Table {
  return {
    header: ["", ...servers.map(({ title }) => title)],
    rows: results.map(({ workload, rows }) => {
      const base = rows.find(({ server }) => server === baseline);
      const cells = servers.map((server) => summaryCell(rows.find((row) => row.server === server), base));
      return [workload.title, ...cells];
    }),
  };
}

function summaryCell(row: Row | undefined, base: Row | undefined): string {
  if (row === undefined) return NONE;
  if (hasFailed(row)) return "failed";
  const ratio = ratioTo(row, base);
  return ratio === undefined ? NONE : factor(ratio.median) + mark(row);
}

function ratioTo(row: Row, base: Row | undefined): Spread | undefined {
  const rates = ({ samples }: Row) => samples.map(({ rate }) => rate);
  return base === undefined ? undefined : spread(ratios(rates(row), rates(base)));
}

/** The median of one figure; undefined when no round has it. */
function middle({ samples }: Row, figure: (sample: Sample) => number | undefined): number | undefined {
  return spread(samples.map(figure).filter((value) => value !== undefined))?.median;
}

/** The mark of a server that could have done more. */
function mark(row: Row): string {
  return (middle(row, ({ serverBusy }) => serverBusy) ?? 1) < BUSY ? "*" : "";
}

function hasFailed({ samples }: Row): boolean {
  return samples.length === 0;
}
