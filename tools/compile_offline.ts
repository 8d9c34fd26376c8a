/**
 * Builds the binary where only the npm registry can be reached.
 *
 * `deno task compile:offline` makes the same ./linpr as `deno task compile`, with the flags of that
 * task, but with the Deno version whose base runtime an npm package carries (see denort.ts).
 *
 * Exit status: 0 built, 1 not built, 2 wrong usage.
 *
 * @module
 */

import { parseArgs } from "@std/cli/parse-args";
import { format as formatBytes } from "@std/fmt/bytes";
import { fromFileUrl, join, resolve } from "@std/path";
import config from "../deno.json" with { type: "json" };
import { BuildError } from "./build_error.ts";
import { cacheDirectory } from "./cache_directory.ts";
import { compileArguments } from "./compile_task.ts";
import { DENORT_TARGET, DENORT_VERSION, obtainDenort } from "./denort.ts";
import { runCommand } from "./run_command.ts";
import { type LockFile, runtimeLock } from "./runtime_lock.ts";

const ROOT = fromFileUrl(new URL("../", import.meta.url));

const USAGE = `usage: deno task compile:offline [--output FILE]

Builds the binary where only the npm registry can be reached (Linux, x86-64).

  --output FILE   where to write it, relative to the working directory (default: ./linpr of the project)
  -h, --help      this text`;

/** The directory for what is downloaded. */
function runtimeCache(): string {
  const cache = cacheDirectory();
  if (cache !== undefined) return cache;
  throw new BuildError("neither XDG_CACHE_HOME nor HOME is set: set one, to keep the runtime in");
}

function say(line: string): void {
  console.error(`compile:offline: ${line}`);
}

/** Builds the binary and returns a line about it. */
async function build(output: string | undefined): Promise<string> {
  if (Deno.build.target !== DENORT_TARGET) {
    throw new BuildError(
      `this way works for ${DENORT_TARGET} only, and here is ${Deno.build.target}: ` +
        "use `deno task compile` on a machine with internet",
    );
  }
  const started = performance.now();
  const compile = compileArguments(
    config.tasks.compile.command,
    output === undefined ? undefined : resolve(output),
  );
  const env = {
    DENORT_BIN: await obtainDenort(runtimeCache(), say),
    // Unlike later versions this one does not trust the system's certificates by itself.
    DENO_TLS_CA_STORE: Deno.env.get("DENO_TLS_CA_STORE") ?? "mozilla,system",
  };
  // Types are the business of `deno task check`: this version has another TypeScript, whose ideas of
  // the standard library differ, and would put @types/node into the binary for checking.
  const lock = await Deno.makeTempFile({ suffix: ".lock" });
  try {
    await Deno.writeTextFile(lock, JSON.stringify(runtimeLock(await readLock(), await importedPackages())));
    const args = ["-y", `deno@${DENORT_VERSION}`, "compile", "--no-check", `--lock=${lock}`, ...compile.args];
    await runCommand("npx", args, { cwd: ROOT, env, verbose: true });
  } finally {
    await Deno.remove(lock);
  }

  const path = resolve(ROOT, compile.output);
  const size = formatBytes((await Deno.stat(path)).size);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return `${path}: ${size}, built in ${seconds} s`;
}

async function readLock(): Promise<LockFile> {
  return JSON.parse(await Deno.readTextFile(join(ROOT, "deno.lock")));
}

/** The npm packages that the program itself imports, as `name@version`. */
async function importedPackages(): Promise<readonly string[]> {
  const command = new Deno.Command(Deno.execPath(), { args: ["info", "--json", "main.ts"], cwd: ROOT });
  const { success, stdout, stderr } = await command.output();
  if (!success) throw new BuildError(`deno info failed: ${new TextDecoder().decode(stderr)}`);
  const { modules }: ModuleGraph = JSON.parse(new TextDecoder().decode(stdout));
  return modules.flatMap(({ npmPackage }) => npmPackage ?? []);
}

/** The part of `deno info --json` that is used. */
interface ModuleGraph {
  readonly modules: readonly { readonly npmPackage?: string }[];
}

/** Returns the output file asked for, or the exit status when there is nothing to build. */
function readCommandLine(args: readonly string[]): { readonly output?: string } | number {
  const unknown: string[] = [];
  const parsed = parseArgs(args, {
    string: ["output"],
    boolean: ["help"],
    alias: { help: "h" },
    unknown: (argument) => void unknown.push(argument),
  });
  if (parsed["help"] === true) {
    console.log(USAGE);
    return 0;
  }
  const { output } = parsed;
  if (unknown.length === 0 && output === undefined) return {};
  if (unknown.length === 0 && typeof output === "string" && output !== "") return { output };
  console.error(USAGE);
  return 2;
}

/** Whether an error is the surroundings' (a read-only or full disk, say) and not a mistake of ours. */
function isExpected(error: unknown): error is Error {
  return error instanceof BuildError ||
    (error instanceof Error && "code" in error && typeof error.code === "string");
}

async function main(): Promise<number> {
  const wanted = readCommandLine(Deno.args);
  if (typeof wanted === "number") return wanted;
  try {
    console.log(await build(wanted.output));
    return 0;
  } catch (error) {
    if (!isExpected(error)) throw error;
    say(error.message);
    return 1;
  }
}

if (import.meta.main) Deno.exit(await main());
