/**
 * A request that was followed, for people and for programs.
 *
 * @module
 */
import type { Trace, TracePhases } from "../channel/trace.ts";
import { latin1 } from "../http/bytes.ts";
import { printable } from "../settings/printable.ts";
import { answerText, stepsText } from "./explanation_text.ts";
import { maskedHead } from "./masked_fields.ts";
import type { Output } from "./output.ts";
import { renderTable } from "./render.ts";
import { sizeText } from "./size_text.ts";
import { microsecondsText } from "./time_text.ts";

/** What the phases are called in the table, in their order. */
const PHASES: readonly (readonly [phase: keyof TracePhases, name: string])[] = [
  ["received", "received"],
  ["parsed", "parsed"],
  ["decided", "decided"],
  ["located", "located"],
  ["described", "described"],
  ["headSent", "head sent"],
  ["bodySent", "body sent"],
];

/** The head as it came, the decisions, how long each phase took, and the answer's head. */
export function traceText(trace: Trace, output: Output): string {
  const { style, columns } = output;
  const { address, port } = trace.client;
  const facts = [
    ["from", `${address}, port ${port}`],
    ["worker", String(trace.worker)],
    ["cache", cacheOf(trace)],
    ["sent", sizeText(trace.bytes)],
  ];
  const phases = PHASES.map(([phase, name]) => [name, phaseText(trace.phases[phase])]);
  return [
    ...rawLines(trace).map((line) => style.dim(line)),
    "",
    ...(trace.steps.length === 0 ? [] : [stepsText(trace.steps, output), ""]),
    renderTable([...facts, ...phases], { columns }),
    ...(trace.answer.length === 0 ? [] : ["", answerText(trace.answer.map(maskedHead), output)]),
  ].join("\n");
}

/** The same for programs; times in milliseconds. */
export function traceJson(trace: Trace): unknown {
  const { head, phases, answer, ...rest } = trace;
  const shown = { head: maskedHead(latin1(head, 0, head.length)), answer: answer.map(maskedHead) };
  return { ...rest, ...shown, cache: cacheOf(trace), milliseconds: phases };
}

function rawLines({ head }: Trace): readonly string[] {
  return maskedHead(latin1(head, 0, head.length)).trimEnd().split(/\r?\n/).map(printable);
}

function cacheOf({ steps }: Trace): "hit" | "miss" | "none" {
  if (steps.some(({ by }) => by === "cache")) return "hit";
  return steps.some(({ by }) => by === "coding") ? "miss" : "none";
}

function phaseText(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "not measured" : microsecondsText(milliseconds);
}
