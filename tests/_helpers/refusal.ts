/** How a call refused a request. */

import { fail } from "@std/assert";
import { HttpError, type Refusal } from "../../src/http/http_error.ts";

/**
 * Calls, and gives the rule that the call refused by.
 *
 * @throws {Error} whatever else the call throws; an assertion error when it throws nothing
 */
export function refusalOf(call: () => unknown): Refusal {
  return refused(call).refusal;
}

/** Calls, and gives the {@linkcode HttpError} that it throws, for tests of the offset. */
export function refused(call: () => unknown): HttpError {
  try {
    call();
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
  fail("the call refused nothing");
}
