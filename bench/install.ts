/**
 * Installs what a run needs and does not find. Nothing is installed unless it is asked for.
 *
 * @module
 */
import { BenchError } from "./bench_error.ts";
import { findProgram } from "./find_program.ts";
import { isFile } from "./is_file.ts";
import { type NpmPackage, npmPrefix } from "./servers/npm_package.ts";
import type { Server } from "./servers/server.ts";

/**
 * Installs servers that are missing, and wrk.
 *
 * @param say Takes each command line before it is run.
 * @throws {BenchError} when one of them fails, or this is not root
 */
export async function install(servers: readonly Server[], say: (line: string) => void): Promise<void> {
  const packages = new Set(servers.flatMap((server) => debianPackages(server, isInstalled)));
  if (findProgram("wrk") === undefined) packages.add("wrk");
  if (packages.size > 0) await installDebian([...packages], say);
  for (const { origin, find } of servers) {
    if (origin.kind === "npm" && find() === undefined) await installNpm(origin.package, say);
    if (origin.kind === "jsr" && find() === undefined) await cacheJsr(origin.specifier, say);
  }
}

/** The packages that a server lacks: a module of it perhaps, unless its program comes from elsewhere. */
export function debianPackages(
  { origin, find }: Pick<Server, "origin" | "find">,
  isInstalled: (name: string) => boolean,
): readonly string[] {
  if (origin.kind !== "debian") return [];
  const [main = "", ...modules] = origin.packages;
  if (find() === undefined) return origin.packages;
  return isInstalled(main) ? modules.filter((name) => !isInstalled(name)) : [];
}

function isInstalled(name: string): boolean {
  return isFile(`/var/lib/dpkg/info/${name}.list`);
}

async function installDebian(packages: readonly string[], say: (line: string) => void): Promise<void> {
  const args = ["install", "--yes", "--no-install-recommends", ...packages];
  if (Deno.uid() !== 0) throw new BenchError(`only root can: apt-get ${args.join(" ")}`);
  await runAloud("apt-get", ["--quiet", "update"], say);
  await runAloud("apt-get", ["--quiet", ...args], say);
}

async function installNpm(npmPackage: NpmPackage, say: (line: string) => void): Promise<void> {
  const prefix = npmPrefix(npmPackage);
  await Deno.mkdir(prefix, { recursive: true });
  const { name, version } = npmPackage;
  const quiet = ["--no-audit", "--no-fund", "--no-save"];
  await runAloud("npm", ["install", "--prefix", prefix, ...quiet, `${name}@${version}`], say);
}

/** Not a failure where JSR cannot be reached: that server is then left out. */
async function cacheJsr(specifier: string, say: (line: string) => void): Promise<void> {
  try {
    await runAloud(Deno.execPath(), ["cache", "--quiet", "--no-config", "--no-lock", specifier], say);
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    say(`${specifier} is left out: ${error.message}`);
  }
}

async function runAloud(command: string, args: string[], say: (line: string) => void): Promise<void> {
  say(`$ ${command} ${args.join(" ")}`);
  const path = command.startsWith("/") ? command : findProgram(command);
  if (path === undefined) throw new BenchError(`${command} is not installed`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const options = { args, env, stdin: "null", stdout: "null", stderr: "inherit" } as const;
  const { code } = await new Deno.Command(path, options).output();
  if (code !== 0) throw new BenchError(`${command} failed with status ${code}`);
}
