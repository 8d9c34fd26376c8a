/**
 * What the two ends of an attached console say to each other: one JSON object a line.
 *
 * The client's first line begins with a NUL, which no typed command does; on the same socket everything else is a
 * session of plain lines. All that is read is checked: the other end may be another version, or not LINPR.
 *
 * @module
 */
import type { Outcome } from "../interpreter.ts";

/** What a client begins with; the number is the version of these frames. */
export const GREETING = "\0linpr 1 ";

/** The longest line of either mode, in UTF-16 units, from client to server. */
export const LONGEST_LINE = 64 * 1024;

/** The longest line from server to client: an answer may be large. */
export const LONGEST_ANSWER = 256 * 1024 * 1024;

/** What stands behind the greeting: what the client's end is like. */
export interface Hello {
  /** A person is there, with a terminal. */
  readonly interactive: boolean;
  /** The terminal's width; absent where results do not go to one. */
  readonly columns?: number;
  readonly coloured: boolean;
}

/** From client to server. */
export type ClientFrame =
  /** Run this; the next one is sent when that is done. */
  | { readonly type: "line"; readonly line: string }
  /** Answers a `question`; absent text: Ctrl-C or the end of input. */
  | { readonly type: "answer"; readonly text?: string }
  | { readonly type: "complete"; readonly id: number; readonly line: string }
  /** Ctrl-C. */
  | { readonly type: "interrupt"; readonly busy: boolean }
  /** The terminal has another width now. */
  | { readonly type: "window"; readonly columns: number };

/** From server to client. */
export type ServerFrame =
  | { readonly type: "prompt"; readonly text: string }
  | { readonly type: "print"; readonly text: string }
  | { readonly type: "warn"; readonly text: string }
  /** What went wrong with a command. */
  | { readonly type: "problem"; readonly text: string }
  /** Text in its place; absent: leave the last one standing. */
  | { readonly type: "paint"; readonly text?: string }
  | { readonly type: "question"; readonly text: string }
  | {
    readonly type: "completion";
    readonly id: number;
    readonly candidates: readonly string[];
    readonly typed: string;
  }
  /** What became of a `line`. */
  | { readonly type: "done"; readonly outcome: Outcome }
  /** The server ends the session, and says why. */
  | { readonly type: "end"; readonly reason: string };

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isOptionalText: Check = (value) => value === undefined || isText(value);
const isTruth: Check = (value) => typeof value === "boolean";
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isOutcome: Check = (value) => value === "done" || value === "failed" || value === "exit";

/** The members of each frame; a type that is not here is none. */
const CLIENT_FRAMES: Readonly<Record<ClientFrame["type"], Readonly<Record<string, Check>>>> = {
  line: { line: isText },
  answer: { text: isOptionalText },
  complete: { id: isCount, line: isText },
  interrupt: { busy: isTruth },
  window: { columns: isCount },
};
const SERVER_FRAMES: Readonly<Record<ServerFrame["type"], Readonly<Record<string, Check>>>> = {
  prompt: { text: isText },
  print: { text: isText },
  warn: { text: isText },
  problem: { text: isText },
  paint: { text: isOptionalText },
  question: { text: isText },
  completion: { id: isCount, candidates: isTexts, typed: isText },
  done: { outcome: isOutcome },
  end: { reason: isText },
};
const HELLO: Readonly<Record<string, Check>> = {
  interactive: isTruth,
  columns: (value) => value === undefined || isCount(value),
  coloured: isTruth,
};

/** Writes a frame, line break included. */
export function frameText(frame: ClientFrame | ServerFrame): string {
  return `${JSON.stringify(frame)}\n`;
}

/** Reads a line from a client; undefined for anything but a frame. */
export function readClientFrame(line: string): ClientFrame | undefined {
  return readFrame(line, CLIENT_FRAMES) as ClientFrame | undefined;
}

/** Reads a line from a server; undefined for anything but a frame. */
export function readServerFrame(line: string): ServerFrame | undefined {
  return readFrame(line, SERVER_FRAMES) as ServerFrame | undefined;
}

/** Reads what stands behind a greeting; undefined for anything but a hello. */
export function readHello(text: string): Hello | undefined {
  const value = parseObject(text);
  return value !== undefined && fits(value, HELLO) ? value as unknown as Hello : undefined;
}

function readFrame(
  line: string,
  shapes: Readonly<Record<string, Readonly<Record<string, Check>>>>,
): Readonly<Record<string, unknown>> | undefined {
  const value = parseObject(line);
  const type = value?.["type"];
  if (value === undefined || typeof type !== "string" || !Object.hasOwn(shapes, type)) return undefined;
  return fits(value, shapes[type] ?? {}) ? value : undefined;
}

function fits(value: Readonly<Record<string, unknown>>, shape: Readonly<Record<string, Check>>): boolean {
  return Object.entries(shape).every(([name, check]) => check(value[name]));
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value as Readonly<Record<string, unknown>>
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
