/**
 * What there is to say of the conditions and ranges of a request.
 *
 * @module
 */
import { formatEntityTag } from "../../http/entity_tag.ts";
import { formatHttpDate } from "../../http/http_date.ts";
import type { Validators, Verdict } from "../../http/preconditions.ts";
import type { RangeOutcome } from "../../http/range.ts";
import type { HttpRequest } from "../../http/request.ts";
import type { ServedFile } from "./served_file.ts";

/** The fields that may decide, by verdict; of each pair the first, where it is there (RFC 9110 §13.2.2). */
const DECIDING = {
  412: ["If-Match", "If-Unmodified-Since"],
  304: ["If-None-Match", "If-Modified-Since"],
} as const;

/** Takes down which precondition decided. */
export function notePreconditions(request: HttpRequest, current: Validators, verdict: Verdict): void {
  const { decisions, fields } = request;
  const state = `the file is ${formatEntityTag(current.tag)}, of ${formatHttpDate(current.modified)}`;
  if (verdict !== "proceed") {
    const name = DECIDING[verdict].find((name) => fields.count(name.toLowerCase()) > 0) ?? "";
    return decisions?.note(
      "precondition",
      `${name}: ${fields.get(name.toLowerCase())}, and ${state}: ${verdict}`,
    );
  }
  const met = Object.values(DECIDING).flat().filter((name) => fields.count(name.toLowerCase()) > 0);
  if (met.length > 0) decisions?.note("precondition", `${met.join(", ")}: the answer goes on, as ${state}`);
}

/** Takes down what a Range field comes to. */
export function noteRange(
  request: HttpRequest,
  outcome: RangeOutcome,
  { representation, description }: ServedFile,
): void {
  const value = request.fields.get("range");
  if (value === undefined) return;
  request.decisions?.note(
    "range",
    `Range: ${value}, of ${representation.length} bytes${outcomeText(outcome, description)}`,
  );
}

function outcomeText(outcome: RangeOutcome, { coding }: ServedFile["description"]): string {
  if (outcome.kind === "whole") return " is no range that is sent: all of it is";
  if (outcome.kind === "unsatisfiable") return " has nothing in it: 416";
  const parts = outcome.parts.map(({ start, end }) => `${start}-${end - 1}`).join(", ");
  const isWhole = outcome.parts.length > 1 && coding !== undefined;
  return isWhole ? ` is several parts of a coded file, which is sent whole` : `: ${parts} is sent, 206`;
}
