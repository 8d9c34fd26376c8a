/** `sirv-cli` from npm. It looks for files when it starts, and knows only those. */

import { npmServer, siblingFlags } from "./npm_server.ts";
import type { Server } from "./server.ts";

/** `sirv-cli` on Node.js. */
export const sirv: Server = npmServer({
  name: "sirv",
  title: "sirv-cli",
  package: { name: "sirv-cli", version: "3.0.1", script: "bin.js" },
  flags: (task) => [
    ...["--host", "127.0.0.1", "--port", String(task.port), "--quiet", "--no-clear"],
    ...siblingFlags(task),
  ],
});
