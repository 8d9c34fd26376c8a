/**
 * Why a request is answered as it is, for people and for programs.
 *
 * @module
 */
import type { Explanation, Step } from "../channel/explanation.ts";
import { latin1 } from "../http/bytes.ts";
import { printable } from "../settings/printable.ts";
import type { AskedHead } from "./asked_head.ts";
import { fitLine, refusedLine } from "./log/refused_line.ts";
import { shownText } from "./log/shown_text.ts";
import type { Output } from "./output.ts";
import { renderTable } from "./render.ts";
import { microsecondsText } from "./time_text.ts";

/** The decisions, numbered, then the answer's head. */
export function explanationText(explanation: Explanation, asked: AskedHead, output: Output): string {
  return [
    stepsText(allSteps(explanation, asked), output),
    ...caretLines(explanation, asked, output),
    ...(explanation.status === undefined ? [] : ["", answerText(explanation.head, output)]),
  ].join("\n");
}

/** Decisions, numbered; with the time that each came at, where they have one. */
export function stepsText(
  steps: readonly Step[],
  { style, columns }: Output,
): string {
  const isTimed = steps.some(({ at }) => at !== undefined);
  const width = String(steps.length).length;
  const rows = steps.map(({ by, text, at }, index) => [
    style.dim(String(index + 1).padStart(width)),
    ...(isTimed ? [style.dim(at === undefined ? "" : microsecondsText(at))] : []),
    style.cyan(by),
    printable(text),
  ]);
  return renderTable(rows, { columns });
}

/** The same for programs. */
export function explanationJson(explanation: Explanation, asked: AskedHead): unknown {
  const { status, head, refusal } = explanation;
  const [statusLine = null, ...fields] = head;
  return {
    request: requestLine(asked),
    client: asked.client.address,
    steps: allSteps(explanation, asked),
    refusal: refusal ?? null,
    status: status ?? null,
    statusLine,
    fields: fields.map(splitField),
  };
}

/** What was asked first, and why it is refused last. */
function allSteps({ steps, refusal }: Explanation, asked: AskedHead): readonly Step[] {
  const cut = asked.isCut ? "; its last fields are not known any more" : "";
  const request = { by: "request", text: `${requestLine(asked)}, from ${asked.client.address}${cut}` };
  const refused = refusal === undefined
    ? []
    : [{ by: "refused", text: `${refusal.rule} (${refusal.source})` }];
  return [request, ...steps, ...refused];
}

function requestLine({ bytes }: AskedHead): string {
  const text = latin1(bytes, 0, bytes.length).replace(/^[\r\n]+/, "");
  return shownText(text.split(/\r?\n/, 1)[0] ?? "");
}

/** The line that a head is refused for, with a caret under the byte. */
function caretLines(
  { refusal }: Explanation,
  { bytes }: AskedHead,
  { style, columns }: Output,
): readonly string[] {
  const whole = refusal === undefined ? undefined : refusedLine({ head: bytes, at: refusal.at });
  const found = whole === undefined ? undefined : fitLine(whole, columns, 2);
  if (found?.caret === undefined) return [];
  return ["", `  ${found.text}`, `  ${" ".repeat(found.caret)}${style.red("^")}`];
}

/** Status line and fields of an answer. */
export function answerText(
  [statusLine = "", ...fields]: readonly string[],
  { style, columns }: Output,
): string {
  const rows = fields.map((line) => {
    const [name, value] = splitField(line);
    return [style.cyan(printable(name)), printable(value)];
  });
  return [style.bold(printable(statusLine)), ...(rows.length === 0 ? [] : [renderTable(rows, { columns })])]
    .join("\n");
}

function splitField(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
