/** LINPR with the rights of an ordinary user, whoever runs the tests. */

import type { Program } from "./program.ts";

/** The rights of root that matter here: to read what nobody may, and to bind ports below 1024. */
const ROOT_RIGHTS = ["dac_override", "dac_read_search", "net_bind_service"];

/**
 * Takes root's special rights from a program; an ordinary user's one stays as it is.
 *
 * The user stays the same, so that its files and caches stay its own: `setpriv` of util-linux only takes capabilities.
 */
export function asOrdinaryUser(program: Program): Program {
  if (Deno.uid() !== 0) return program;
  const taken = ROOT_RIGHTS.map((right) => `-${right}`).join(",");
  return { command: "setpriv", args: [`--bounding-set=${taken}`, program.command, ...program.args] };
}
