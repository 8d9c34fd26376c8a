/**
 * The whole report of a run, for a terminal or for the README.
 *
 * @module
 */
import type { Result } from "../run.ts";
import { BASELINE } from "../servers/all.ts";
import type { Server } from "../servers/server.ts";
import { detailTable, remarks, summaryTable } from "./result_tables.ts";
import { alignedTable, markdownTable } from "./table.ts";

/** What a report tells. */
export interface Report {
  /** How it was measured: a sentence or two each. */
  readonly notes: readonly string[];
  /** The servers that were measured. */
  readonly servers: readonly Server[];
  readonly results: readonly Result[];
}

/** For a terminal. */
export function textReport({ notes, servers, results }: Report): string {
  const details = results.map((result) => {
    const { workload: { name, title }, leftOut } = result;
    const figures = leftOut === undefined
      ? alignedTable(detailTable(result, BASELINE))
      : `left out: ${leftOut}`;
    return [`${title} (${name})`, figures, ...remarks(result)].join("\n");
  });
  const summary = alignedTable(summaryTable(results, servers, BASELINE));
  return [...details, `Throughput, ${BASELINE.title} = 1`, summary, ...notes].join("\n\n");
}

/** For the README: the ratios, and all figures folded away. */
export function markdownReport({ notes, servers, results }: Report): string {
  const details = results.flatMap((result) => {
    const { workload: { name, title }, leftOut } = result;
    const figures = leftOut === undefined
      ? markdownTable(detailTable(result, BASELINE))
      : `Left out: ${leftOut}.`;
    return [`**${title}** (\`${name}\`)`, figures, ...list(remarks(result))];
  });
  return [
    `Throughput, ${BASELINE.title} = 1:`,
    markdownTable(summaryTable(results, servers, BASELINE)),
    ...list(notes),
    "<details><summary>All figures</summary>",
    ...details,
    "</details>",
  ].join("\n\n");
}

/** A list as one paragraph, or none. An asterisk in it is one, and no emphasis. */
function list(lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [lines.map((line) => `- ${line.replaceAll("*", "\\*")}`).join("\n")];
}
