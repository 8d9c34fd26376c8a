/**
 * Making the lines of the access log.
 *
 * @module
 */
import { parseTemplate } from "../../patterns/template.ts";
import { escapeJson, escapeSeparators, escapeText } from "../../settings/log_text.ts";
import { JSON_FORMAT, LOG_NAMES, type LogPlaceholder, logTemplate } from "../../settings/log_format.ts";
import type { Answered } from "../recorder.ts";
import { LOG_VALUES, type LogContext, type LogValueOf } from "./log_values.ts";

/** Makes the line of an answer, without its line break. */
export type LogLine = (answered: Answered) => string;

/** What stands where there is nothing to tell. */
const NOTHING = "-";

/** What lines are taken apart by, beside spaces and tabs. */
const SEPARATORS: readonly string[] = [",", ";", "|"];

/** What is to be filled in. */
interface Slot {
  readonly valueOf: LogValueOf;
  readonly isQuoted: boolean;
}

/** A piece of a template: text, or a slot. */
type Piece = string | Slot;

/**
 * Compiles a format, once.
 *
 * @param format One that the settings' check let through.
 */
export function compileLogLine(format: string, context: LogContext): LogLine {
  if (format === JSON_FORMAT) return (answered) => jsonLine(answered, context);
  const pieces = piecesOf(format);
  // Those that the template has itself: elsewhere they are as good as any other character.
  const separators = SEPARATORS.filter((one) =>
    pieces.some((piece) => typeof piece === "string" && piece.includes(one))
  );
  return (answered) => {
    let line = "";
    for (const piece of pieces) {
      line += typeof piece === "string"
        ? piece
        : textOf(piece.valueOf(answered, context), piece.isQuoted, separators);
    }
    return line;
  };
}

function textOf(value: ReturnType<LogValueOf>, isQuoted: boolean, separators: readonly string[]): string {
  if (value === undefined || value === "") return NOTHING;
  if (typeof value === "number") return String(value);
  const text = escapeText(value, isQuoted);
  return isQuoted ? text : escapeSeparators(text, separators);
}

/** A value is quoted where an odd number of quotes stands before it. */
function piecesOf(format: string): readonly Piece[] {
  let isQuoted = false;
  return (parseTemplate(logTemplate(format)) ?? []).map((part): Piece => {
    if (typeof part !== "string") {
      // The settings' check knows no other names.
      const name = part.name as LogPlaceholder;
      // The time of the common format has a space, and brackets around it.
      return { valueOf: LOG_VALUES[name], isQuoted: isQuoted || name === "time" };
    }
    if (part.split('"').length % 2 === 0) isQuoted = !isQuoted;
    return part;
  });
}

/** What people ask a log for first comes first; the rest is there once, and not in a second form. */
const JSON_NAMES: readonly LogPlaceholder[] = LOG_NAMES.filter((name) =>
  name !== "time" && name !== "request"
);

function jsonLine(answered: Answered, context: LogContext): string {
  const members = JSON_NAMES.map((name) => {
    const value = LOG_VALUES[name](answered, context);
    const json = typeof value === "string" ? escapeJson(value) : String(value ?? null);
    return `"${name === "isoTime" ? "time" : name}":${json}`;
  });
  return `{${members.join(",")}}`;
}
