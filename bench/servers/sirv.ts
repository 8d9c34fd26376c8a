/** `sirv-cli` from npm. It looks for files when it starts, and knows only those. */

import { findNpmPackage, type NpmPackage, npmScript } from "./npm_package.ts";
import type { Server } from "./server.ts";

const PACKAGE: NpmPackage = { name: "sirv-cli", version: "3.0.1", script: "bin.js" };

/** `sirv-cli` on Node.js. */
export const sirv: Server = {
  name: "sirv",
  title: "sirv-cli",
  origin: { kind: "npm", package: PACKAGE },
  version: PACKAGE.version,
  find: () => findNpmPackage(PACKAGE),
  hasWorkers: false,
  hasAccessLog: false,
  launch: ({ root, port, precompressed }) => ({
    args: [
      npmScript(PACKAGE),
      root,
      ...["--host", "127.0.0.1", "--port", String(port), "--quiet", "--no-clear"],
      ...(precompressed ? ["--gzip", "--brotli"] : []),
    ],
  }),
};
