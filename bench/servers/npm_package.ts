/**
 * Servers from the npm registry: installed into a cache outside the tree, each in a directory of its own.
 *
 * They are run by `node` itself. `npx` would put an npm process and a shell around them, whose memory would be counted
 * and which do not pass signals on.
 *
 * @module
 */
import { join } from "@std/path";
import { cacheDirectory } from "../../tools/cache_directory.ts";
import { BenchError } from "../bench_error.ts";
import { findProgram } from "../find_program.ts";
import { isFile } from "../is_file.ts";

/** A package, and the script in it that is the server. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly script: string;
}

/** The directory that npm installs a package into. */
export function npmPrefix({ name, version }: NpmPackage): string {
  return join(benchCache(), `${name}-${version}`);
}

/** The server's script. */
export function npmScript(npmPackage: NpmPackage): string {
  return join(npmPrefix(npmPackage), "node_modules", npmPackage.name, npmPackage.script);
}

/** The path of `node`, or undefined when it or the package is not installed. */
export function findNpmPackage(npmPackage: NpmPackage): string | undefined {
  return isFile(npmScript(npmPackage)) ? findProgram("node") : undefined;
}

function benchCache(): string {
  const cache = cacheDirectory();
  if (cache !== undefined) return join(cache, "bench");
  throw new BenchError("neither XDG_CACHE_HOME nor HOME is set: set one, to keep the npm packages in");
}
