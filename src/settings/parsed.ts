/**
 * What comes of checking a value: the value in the setting's own unit, or all that is wrong with it.
 *
 * @module
 */
import { describeFound } from "./printable.ts";

/** Something in a value that the setting does not take. */
export interface Fault {
  /** What it takes there: this completes "expected …". */
  readonly expected: string;
  /** What is there instead. */
  readonly found: unknown;
  /** Where in the value, from the outside in: members by name, items by number from 0; empty for all of it. */
  readonly path: readonly (string | number)[];
  /** Whether the last member's name is at fault, not what the member holds. */
  readonly inName: boolean;
  /** The name that was probably meant. */
  readonly suggestion?: string;
}

/** Says what is wrong: "expected …, got …". */
export function describeFault({ expected, found }: Fault): string {
  return `expected ${expected}, got ${describeFound(found)}`;
}

/** A value, or at least one fault. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** A value that is taken. */
export function good<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/**
 * A value that is not taken, all of it.
 *
 * @param expected what would have been: it completes "expected …"
 * @param found the value
 */
export function refused(expected: string, found: unknown): Parsed<never> {
  return { ok: false, faults: [{ expected, found, path: [], inName: false }] };
}

/** The faults; none of a value that is taken. */
export function faultsOf(parsed: Parsed<unknown>): readonly Fault[] {
  return parsed.ok ? [] : parsed.faults;
}

/**
 * All values of a row, or all faults of all of them.
 *
 * @param parts each part of a list or map, with its number or name in there
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { collect, good, refused } from "./parsed.ts";
 *
 * assertEquals(collect([[0, good("a")], [1, good("b")]]), good(["a", "b"]));
 * assertEquals(collect([[0, good("a")], [1, refused("text", 7)]]), {
 *   ok: false,
 *   faults: [{ expected: "text", found: 7, path: [1], inName: false }],
 * });
 * ```
 */
export function collect<T>(
  parts: readonly (readonly [step: string | number, parsed: Parsed<T>])[],
): Parsed<readonly T[]> {
  const faults = parts.flatMap(([step, parsed]) =>
    faultsOf(parsed).map((fault) => ({ ...fault, path: [step, ...fault.path] }))
  );
  if (faults.length > 0) return { ok: false, faults };
  return good(parts.flatMap(([, parsed]) => parsed.ok ? [parsed.value] : []));
}
