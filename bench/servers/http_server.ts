/** `http-server` from npm. */

import { findNpmPackage, type NpmPackage, npmScript } from "./npm_package.ts";
import type { Server } from "./server.ts";

const PACKAGE: NpmPackage = { name: "http-server", version: "14.1.1", script: "bin/http-server" };

/** `http-server` on Node.js. */
export const httpServer: Server = {
  name: "http-server",
  title: "http-server",
  origin: { kind: "npm", package: PACKAGE },
  version: PACKAGE.version,
  find: () => findNpmPackage(PACKAGE),
  hasWorkers: false,
  hasAccessLog: false,
  launch: ({ root, port, precompressed }) => ({
    args: [
      npmScript(PACKAGE),
      root,
      ...["-a", "127.0.0.1", "-p", String(port), "--silent"],
      ...(precompressed ? ["--gzip", "--brotli"] : []),
    ],
  }),
};
