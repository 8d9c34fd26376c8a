/** `serve` from npm. */

import { findNpmPackage, type NpmPackage, npmScript } from "./npm_package.ts";
import type { Server } from "./server.ts";

const PACKAGE: NpmPackage = { name: "serve", version: "14.2.7", script: "build/main.js" };

/** `serve` on Node.js. */
export const serve: Server = {
  name: "serve",
  title: "serve",
  origin: { kind: "npm", package: PACKAGE },
  version: PACKAGE.version,
  find: () => findNpmPackage(PACKAGE),
  hasWorkers: false,
  hasAccessLog: false,
  launch: ({ root, port }) => ({
    args: [
      npmScript(PACKAGE),
      root,
      `--listen=tcp://127.0.0.1:${port}`,
      "--no-request-logging",
      "--no-clipboard",
      "--no-port-switching",
    ],
    // It asks the registry for its latest version otherwise.
    env: { NO_UPDATE_CHECK: "1" },
  }),
};
