/** Tests of what only the source can do. */

import { binary } from "./program.ts";

/**
 * A test that is left out where the binary is tested.
 *
 * @param why what the binary's runtime cannot do
 */
export function sourceTest(
  name: string,
  why: string,
  fn: (t: Deno.TestContext) => void | Promise<void>,
): void {
  Deno.test({ name: `${name} (from source: ${why})`, ignore: binary() !== undefined, fn });
}
