/**
 * The command line of the benchmark.
 *
 * @module
 */
import { type Args, parseArgs } from "@std/cli/parse-args";

/** What the benchmark is to do. */
export interface BenchOptions {
  readonly mode: "run" | "list" | "install" | "help";
  /** Names of workloads; undefined: all. */
  readonly only: readonly string[] | undefined;
  /** Names of servers; undefined: all. */
  readonly servers: readonly string[] | undefined;
  readonly rounds: number;
  readonly seconds: number;
  /** Seconds before each measurement. */
  readonly warmUp: number;
  readonly smoke: boolean;
  readonly markdown: boolean;
}

/** A command line that makes no sense. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** What `--help` prints. */
export const USAGE = `usage: deno task bench [OPTIONS]

Measures LINPR beside the other web servers that are installed, one at a time on one core, with wrk on another.

  --only A,B      these workloads only (see --list)
  --servers X,Y   these servers only (see --list); ratios need nginx among them
  --rounds N      how often each is measured (default: 3)
  --seconds N     how long each load lasts (default: 3)
  --markdown      print Markdown for the README
  --smoke         run everything for an instant: to see that it works, not how fast
                  all of it, with all servers, takes about an hour; this takes three minutes
  --list          print the workloads and servers, and which of them are installed
  --install       install the servers and wrk that are missing (Debian packages, as root; npm packages into the
                  user's cache directory), and end. Debian starts some servers on port 80 when it installs them
  -h, --help      this text

Exit status: 0 done, 1 a server or wrk did not work, 2 wrong usage, 130 interrupted.`;

/** Long enough for a few hundred answers. */
const SMOKE_SECONDS = 0.3;
const VALUES = ["only", "servers", "rounds", "seconds"] as const;
const MODES = ["help", "list", "install"] as const;
const SWITCHES = ["markdown", "smoke", ...MODES] as const;

/** The names that `--only` and `--servers` may give. */
export interface KnownNames {
  readonly workloads: readonly string[];
  readonly servers: readonly string[];
}

/** @throws {UsageError} for what is unknown or makes no sense */
export function parseOptions(args: readonly string[], known: KnownNames): BenchOptions {
  const parsed = parseFlags(args);
  const smoke = parsed["smoke"] === true;
  return {
    mode: MODES.find((mode) => parsed[mode] === true) ?? "run",
    only: namesIn(parsed, "only", known.workloads),
    servers: namesIn(parsed, "servers", known.servers),
    rounds: numberIn(parsed, "rounds", "a whole number", Number.isInteger) ?? (smoke ? 1 : 3),
    seconds: numberIn(parsed, "seconds", "a number", Number.isFinite) ?? (smoke ? SMOKE_SECONDS : 3),
    warmUp: smoke ? 0 : 1,
    smoke,
    markdown: parsed["markdown"] === true,
  };
}

function parseFlags(args: readonly string[]): Args {
  const unknown: string[] = [];
  const parsed = parseArgs(args, {
    string: ["_", ...VALUES],
    boolean: SWITCHES,
    alias: { help: "h" },
    unknown: (argument) => void unknown.push(argument),
  });
  if (unknown[0] !== undefined) throw new UsageError(`unknown argument: ${unknown[0]}`);
  return parsed;
}

function namesIn(parsed: Args, flag: string, known: readonly string[]): string[] | undefined {
  const given = parsed[flag];
  if (given === undefined) return undefined;
  const names = String(given).split(",").filter((name) => name !== "");
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new UsageError(`--${flag}: no ${stranger}; there are ${known.join(", ")}`);
  }
  if (names.length === 0) throw new UsageError(`--${flag} needs names: ${known.join(", ")}`);
  return names;
}

function numberIn(
  parsed: Args,
  flag: string,
  kind: string,
  suits: (value: number) => boolean,
): number | undefined {
  const given = parsed[flag];
  if (given === undefined) return undefined;
  const value = given === "" ? NaN : Number(given);
  if (suits(value) && value > 0) return value;
  throw new UsageError(`--${flag} needs ${kind} above 0, not '${given}'`);
}
