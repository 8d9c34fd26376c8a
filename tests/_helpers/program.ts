/** What the end-to-end tests run: the source, or a binary that was built from it. */

import { fromFileUrl } from "@std/path";

/** A command and its first arguments; LINPR's own come after them. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The binary under test, an absolute path: the environment variable `LINPR_BINARY`.
 *
 * @returns undefined when the source is tested
 * @throws {Error} when the variable does not name a file by its absolute path
 */
export function binary(): string | undefined {
  const path = Deno.env.get("LINPR_BINARY") ?? "";
  if (path === "") return undefined;
  if (path.startsWith("/") && Deno.statSync(path).isFile) return path;
  throw new Error(`LINPR_BINARY is not the absolute path of a file: ${path}`);
}

/**
 * How to start LINPR, from whatever working directory.
 *
 * It is one process in either case, so signals reach LINPR itself.
 *
 * @throws {Error} as {@linkcode binary}
 */
export function program(): Program {
  const path = binary();
  if (path !== undefined) return { command: path, args: [] };
  const main = fromFileUrl(new URL("../../main.ts", import.meta.url));
  return {
    command: Deno.execPath(),
    args: ["run", "--quiet", "--no-prompt", "--v8-flags=--max-semi-space-size=8", "--allow-all", main],
  };
}
