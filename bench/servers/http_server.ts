/** `http-server` from npm. */

import { npmServer, siblingFlags } from "./npm_server.ts";
import type { Server } from "./server.ts";

/** `http-server` on Node.js. */
export const httpServer: Server = npmServer({
  name: "http-server",
  title: "http-server",
  package: { name: "http-server", version: "14.1.1", script: "bin/http-server" },
  flags: (task) => ["-a", "127.0.0.1", "-p", String(task.port), "--silent", ...siblingFlags(task)],
});
