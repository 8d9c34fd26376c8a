/**
 * Deno.serve with the file server of Deno's standard library, which is on JSR alone: the build of the library on the
 * npm registry, which the rest of this project uses, lacks modules that it needs.
 *
 * @module
 */
import type { Server } from "./server.ts";

/** The file server is a program too. */
export const STD_FILE_SERVER = "jsr:@std/http@1/file-server";

/** This project's own settings and lock file are not for it. */
const DENO_RUN = [
  "run",
  "--quiet",
  "--no-config",
  "--no-lock",
  "--cached-only",
  "--no-prompt",
  "--allow-all",
];

/** The file server of @std/http. */
export const stdFileServer: Server = {
  name: "std",
  title: "Deno.serve, @std/http",
  origin: { kind: "jsr", specifier: STD_FILE_SERVER },
  find: () => isCached() ? Deno.execPath() : undefined,
  version: [...DENO_RUN, STD_FILE_SERVER, "--version"],
  hasWorkers: false,
  hasAccessLog: false,
  launch: ({ root, port }) => ({
    args: [...DENO_RUN, STD_FILE_SERVER, "--host", "127.0.0.1", "--port", String(port), root],
  }),
};

function isCached(): boolean {
  const args = [...DENO_RUN, STD_FILE_SERVER, "--version"];
  return new Deno.Command(Deno.execPath(), { args, stdin: "null" }).outputSync().success;
}
