/**
 * What is odd about the settings, told to the operator.
 *
 * @module
 */
import { formatProblem, type Problem } from "../settings/settings_error.ts";
import type { Output } from "./output.ts";

/**
 * Warns of what is taken and yet hardly meant; says nothing where there is none.
 *
 * @param warnings what was found when the settings were read
 */
export function warnOfOddities(warnings: readonly Problem[], output: Pick<Output, "warn">): void {
  if (warnings.length > 0) {
    output.warn(warnings.map((warning) => `Warning: ${formatProblem(warning)}`).join("\n"));
  }
}
