/**
 * What the operator is told of a bug.
 *
 * @module
 */
import { printable } from "../settings/printable.ts";

/**
 * Describes an error that nobody expected, with its stack.
 *
 * What a client sent may be part of it, so nothing in it can act on a terminal, and each line but the first is
 * indented: none can pass for a line of its own.
 *
 * @param during What was being done, such as a request line.
 */
export function bugReport(error: unknown, during: string): string {
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  const [first = "", ...rest] = text.split("\n").map(printable);
  return [`bug: "${printable(during)}": ${first}`, ...rest.map((line) => `    ${line.trimStart()}`)].join(
    "\n",
  );
}
