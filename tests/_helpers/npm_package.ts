/** npm packages that tests use as content, unpacked into a cache outside of the tree. */

import { join } from "@std/path";
import { cacheDirectory } from "../../tools/cache_directory.ts";
import { integrityOf } from "../../tools/checksum.ts";
import { runCommand } from "../../tools/run_command.ts";

/** A package, pinned. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** As npm gives it: `sha512-` and the digest in base64. */
  readonly integrity: string;
}

/**
 * Gives the directory of a package's files; fetches it at the first call, by npm, and then keeps it.
 *
 * @throws {Error} when it cannot be had, or is not the one that was pinned
 */
export async function unpackedPackage(npmPackage: NpmPackage): Promise<string> {
  const { name, version } = npmPackage;
  const cache = join(cacheDirectory() ?? "/tmp/linpr", "packages");
  const kept = join(cache, `${name.replaceAll(/[^\w.-]/g, "_")}-${version}`);
  if (await isDirectory(kept)) return join(kept, "package");
  await Deno.mkdir(cache, { recursive: true });
  const scratch = await Deno.makeTempDir({ dir: cache, prefix: "partial-" });
  try {
    await unpack(npmPackage, scratch);
    // A directory of the final name is always a whole one.
    await Deno.rename(scratch, kept);
  } catch (error) {
    await Deno.remove(scratch, { recursive: true });
    // Another test run has been faster.
    if (!await isDirectory(kept)) throw error;
  }
  return join(kept, "package");
}

async function unpack({ name, version, integrity }: NpmPackage, directory: string): Promise<void> {
  await runCommand("npm", ["pack", `${name}@${version}`, "--ignore-scripts"], { cwd: directory });
  const [tarball, ...others] = [...Deno.readDirSync(directory)].map((entry) => join(directory, entry.name));
  if (tarball === undefined || others.length > 0) throw new Error(`npm pack left no tarball of ${name}`);
  const found = await integrityOf(tarball, "sha512");
  if (found !== integrity) throw new Error(`${name}@${version} has the integrity ${found}, not ${integrity}`);
  await runCommand("tar", ["-xzf", tarball, "-C", directory]);
  await Deno.remove(tarball);
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
