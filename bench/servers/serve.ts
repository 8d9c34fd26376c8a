/** `serve` from npm. */

import { npmServer } from "./npm_server.ts";
import type { Server } from "./server.ts";

/** `serve` on Node.js. */
export const serve: Server = npmServer({
  name: "serve",
  title: "serve",
  package: { name: "serve", version: "14.2.7", script: "build/main.js" },
  flags: ({ port }) => [
    `--listen=tcp://127.0.0.1:${port}`,
    "--no-request-logging",
    "--no-clipboard",
    "--no-port-switching",
  ],
  // It asks the registry for its latest version otherwise.
  env: { NO_UPDATE_CHECK: "1" },
});
