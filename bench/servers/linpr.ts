/**
 * LINPR: its source, the same with a cache that is trusted for a second, and the compiled binary.
 *
 * @module
 */
import { fromFileUrl } from "@std/path";
import { findProgram } from "../find_program.ts";
import { DENO_RUN } from "./deno_run.ts";
import type { Server, Task } from "./server.ts";

const MAIN = fromFileUrl(new URL("../../main.ts", import.meta.url));
const BINARY = fromFileUrl(new URL("../../linpr", import.meta.url));

/** As `deno task serve` starts it. */
const LINPR_RUN: readonly string[] = [...DENO_RUN, "--v8-flags=--max-semi-space-size=8", MAIN];

const source = {
  origin: { kind: "other", advice: "it is always here" },
  find: () => Deno.execPath(),
  version: [...LINPR_RUN, "--version"],
  hasWorkers: true,
  hasAccessLog: true,
} as const satisfies Partial<Server>;

/** The source, with the settings it has by default: no file is ever served stale. */
export const linpr: Server = {
  ...source,
  name: "linpr",
  title: "LINPR",
  launch: (task) => ({ args: [...LINPR_RUN, ...serveArguments(task)] }),
};

/** The source, trusting a cached file for a second, as nginx does with `open_file_cache_valid 1s`. */
export const linprTrusting: Server = {
  ...source,
  name: "linpr-1s",
  title: "LINPR, cache.validFor 1s",
  launch: (task) => ({ args: [...LINPR_RUN, ...serveArguments(task), "--set", "cache.validFor=1s"] }),
};

/** The compiled binary in the project's directory. */
export const linprBinary: Server = {
  name: "linpr-binary",
  title: "LINPR, binary",
  origin: { kind: "other", advice: "deno task compile" },
  find: () => findProgram("linpr", [BINARY.slice(0, -"/linpr".length)]),
  version: ["--version"],
  hasWorkers: true,
  hasAccessLog: true,
  launch: (task) => ({ args: serveArguments(task) }),
};

function serveArguments({ root, port, workers, accessLog }: Task): string[] {
  const address = ["--host", "127.0.0.1", "--port", String(port)];
  // As long as nginx keeps an idle connection by default.
  const log = accessLog === undefined ? [] : ["--set", `log.access=${accessLog}`];
  const settings = ["--workers", String(workers), "--set", "timeouts.idle=75s", ...log];
  return ["serve", "--quiet", ...address, ...settings, root];
}
