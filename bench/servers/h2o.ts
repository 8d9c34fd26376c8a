/** h2o. */

import { findProgram } from "../find_program.ts";
import type { Server, Task } from "./server.ts";

/** h2o from Debian. */
export const h2o: Server = {
  name: "h2o",
  title: "h2o",
  origin: { kind: "debian", packages: ["h2o"] },
  find: () => findProgram("h2o"),
  version: ["-v"],
  hasWorkers: true,
  hasAccessLog: true,
  launch: (task) => ({ args: ["-c", "h2o.conf"], files: { "h2o.conf": configuration(task) } }),
};

function configuration({ root, port, workers, precompressed, accessLog }: Task): string {
  return [
    "listen:",
    "  host: 127.0.0.1",
    `  port: ${port}`,
    `num-threads: ${workers}`,
    "max-connections: 16384",
    // This is also how long an idle connection is kept.
    "http1-request-timeout: 75",
    ...(accessLog === undefined ? [] : [`access-log: ${accessLog}`]),
    "hosts:",
    "  default:",
    "    paths:",
    "      /:",
    `        file.dir: "${root}"`,
    `        file.send-compressed: ${precompressed ? "ON" : "OFF"}`,
    "",
  ].join("\n");
}
