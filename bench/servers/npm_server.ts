/**
 * Static file servers from npm that run on Node.js, in one thread and without an access log in a file.
 *
 * @module
 */
import { findNpmPackage, type NpmPackage, npmScript } from "./npm_package.ts";
import type { Launch, Server, Task } from "./server.ts";

/** What one of them has of its own. */
export interface NpmServer {
  readonly name: string;
  readonly title: string;
  readonly package: NpmPackage;
  /** The flags for a task, behind the content root. */
  readonly flags: (task: Task) => readonly string[];
  readonly env?: Launch["env"];
}

/** A server from npm. */
export function npmServer({ name, title, package: npmPackage, flags, env }: NpmServer): Server {
  return {
    name,
    title,
    origin: { kind: "npm", package: npmPackage },
    version: npmPackage.version,
    find: () => findNpmPackage(npmPackage),
    hasWorkers: false,
    hasAccessLog: false,
    launch: (task) => ({
      args: [npmScript(npmPackage), task.root, ...flags(task)],
      ...(env !== undefined && { env }),
    }),
  };
}

/** How `sirv` and `http-server` are told to send compressed siblings. */
export function siblingFlags({ precompressed }: Task): readonly string[] {
  return precompressed ? ["--gzip", "--brotli"] : [];
}
