/** Caddy. */

import { findProgram } from "../find_program.ts";
import type { Server, Task } from "./server.ts";

/** Caddy from Debian. */
export const caddy: Server = {
  name: "caddy",
  title: "Caddy",
  origin: { kind: "debian", packages: ["caddy"] },
  find: () => findProgram("caddy"),
  version: ["version"],
  hasWorkers: true,
  hasAccessLog: true,
  launch: (task) => ({
    args: ["run", "--config", "Caddyfile", "--adapter", "caddyfile"],
    files: { Caddyfile: configuration(task) },
    env: {
      GOMAXPROCS: String(task.workers),
      XDG_CONFIG_HOME: task.directory,
      XDG_DATA_HOME: task.directory,
    },
  }),
};

function configuration({ root, port, precompressed, accessLog }: Task): string {
  return [
    "{",
    "  admin off",
    "  auto_https off",
    "  log {",
    "    level ERROR",
    "  }",
    "}",
    `http://:${port} {`,
    "  bind 127.0.0.1",
    `  root * "${root}"`,
    ...(accessLog === undefined ? [] : [`  log {`, `    output file ${accessLog}`, "  }"]),
    "  file_server {",
    ...(precompressed ? ["    precompressed br gzip"] : []),
    "  }",
    "}",
    "",
  ].join("\n");
}
