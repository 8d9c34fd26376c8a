/**
 * The command line, taken apart.
 *
 * @module
 */
import { type Args, parseArgs } from "@std/cli/parse-args";
import type { SettingFlags } from "../settings/flags.ts";
import { nearest } from "../settings/nearest.ts";
import { excerpt } from "../settings/printable.ts";
import { isSettingKey, SETTING_KEYS, type SettingKey } from "../settings/settings.ts";
import { dashed, type Flag, FLAGS, type ValueFlag } from "./flags.ts";
import { UsageError } from "./usage_error.ts";

/** What LINPR is started for; without a word it is the console. */
export type Mode = "console" | "serve" | "attach" | "do" | "check" | "hash" | "help" | "version";

/** A command line that makes sense. */
export interface Options {
  readonly mode: Mode;
  /** The settings that it gives, as typed: nothing has looked at the values yet. */
  readonly settings: SettingFlags;
  /** The line that `do` is to run; empty in other modes. */
  readonly line: string;
  /** The settings file that it names. */
  readonly config: string | undefined;
  /** Take the next free port when the wanted one is busy. */
  readonly anyPort: boolean;
  /** Open the site in a browser. */
  readonly open: boolean;
  /** Run the rest of a script after a command that failed. */
  readonly keepGoing: boolean;
  /** Print errors only. */
  readonly quiet: boolean;
  /** Tell which settings are not the defaults. */
  readonly verbose: boolean;
}

/** The words that may follow `linpr`. */
const MODES: readonly Mode[] = ["serve", "attach", "do", "check", "hash", "help", "version"];

const TABLE: readonly Flag[] = FLAGS;
const WITH_VALUE = TABLE.filter((flag): flag is ValueFlag => flag.value !== undefined);
const SWITCHES = TABLE.filter((flag) => flag.value === undefined);

/**
 * Takes the command line apart.
 *
 * @throws {UsageError} for an unknown word or flag, a flag without its value or given twice, and a second root
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseOptions } from "./options.ts";
 *
 * const { mode, settings } = parseOptions(["serve", "site", "-p", "8080"]);
 * assertEquals(mode, "serve");
 * assertEquals(settings, { "general.contentRoot": "site", "general.port": "8080" });
 * ```
 */
export function parseOptions(args: readonly string[]): Options {
  const parsed = parseFlags(args);
  const [word, ...words] = parsed._.map(String);
  const mode = modeOf(word, parsed);
  // The password is not given back: a terminal may be recorded.
  if (mode === "hash" && words.length > 0) {
    throw new UsageError(
      "'linpr hash' takes no password here, where the shell remembers it: it asks for one.",
    );
  }
  const options: Options = {
    mode,
    settings: { ...settingsOf(parsed), ...placeOf(mode, words, parsed) },
    line: mode === "do" ? lineOf(words) : "",
    config: valueOf(parsed, "config"),
    anyPort: parsed["any-port"] === true,
    open: parsed["open"] === true,
    keepGoing: parsed["keep-going"] === true,
    quiet: parsed["quiet"] === true,
    verbose: parsed["verbose"] === true,
  };
  if (options.open && mode === "console") {
    throw new UsageError(
      "'--open' goes with 'linpr serve': the console does not listen before it is told to.",
    );
  }
  return options;
}

function parseFlags(args: readonly string[]): Args {
  const unknown: string[] = [];
  const parsed = parseArgs(args, {
    // "_" keeps words that look like numbers as they were typed.
    string: ["_", ...WITH_VALUE.map((flag) => flag.name)],
    collect: WITH_VALUE.map((flag) => flag.name),
    boolean: SWITCHES.map((flag) => flag.name),
    alias: Object.fromEntries(TABLE.map((flag) => [flag.name, flag.aliases])),
    unknown: (_, key) => {
      if (key !== undefined) unknown.push(key);
      return key === undefined;
    },
  });
  if (unknown[0] !== undefined) {
    const advice = parsed._[0] === "do" ? " The command of 'linpr do' goes into quotes." : "";
    throw new UsageError(unknownFlag(unknown[0]) + advice);
  }
  for (const { name, value, repeatable } of WITH_VALUE) {
    const values = valuesOf(parsed, name);
    if (values.includes("")) throw new UsageError(`'--${name}' needs a value: --${name} ${value}`);
    if (values.length > 1 && repeatable !== true) throw new UsageError(`'--${name}' is given twice.`);
  }
  return parsed;
}

function unknownFlag(name: string): string {
  const names = TABLE.flatMap((flag) => [flag.name, ...flag.aliases]);
  const near = nearest(name, names.filter((other) => (other.length === 1) === (name.length === 1)));
  const advice = near === undefined ? "See 'linpr --help'." : `Did you mean '${dashed(near)}'?`;
  return `Unknown flag '${excerpt(dashed(name))}'. ${advice}`;
}

function modeOf(word: string | undefined, parsed: Args): Mode {
  if (parsed["help"] === true) return "help";
  if (parsed["version"] === true) return "version";
  if (word === undefined) return "console";
  const mode = MODES.find((mode) => mode === word);
  if (mode !== undefined) return mode;
  const near = nearest(word, MODES);
  const advice = near === undefined
    ? `To serve a directory: linpr serve ${excerpt(word)}`
    : `Did you mean '${near}'?`;
  throw new UsageError(`Unknown command '${excerpt(word)}'; there are ${MODES.join(", ")}. ${advice}`);
}

/** The setting that the words after the mode give. */
function placeOf(mode: Mode, words: readonly string[], parsed: Args): SettingFlags {
  if (mode === "do") return {};
  return mode === "attach" ? socketOf(words, parsed) : rootOf(words, parsed);
}

/** The words of `do`, one or many: a shell has taken their quotes off, so a word with blanks is best the only one. */
function lineOf(words: readonly string[]): string {
  if (words.length === 0) throw new UsageError("'linpr do' needs a command: linpr do 'status'");
  return words.join(" ");
}

function socketOf([path, second]: readonly string[], parsed: Args): SettingFlags {
  if (path === undefined) return {};
  if (second !== undefined || valueOf(parsed, "socket") !== undefined) {
    throw new UsageError("One socket can be attached to; the path is given twice.");
  }
  return { "control.socket": path };
}

function rootOf(roots: readonly string[], parsed: Args): SettingFlags {
  const [root, second] = roots;
  if (root === undefined) return {};
  if (second !== undefined) {
    throw new UsageError(
      `One directory can be served, not '${excerpt(root)}' and '${excerpt(second)}' both.`,
    );
  }
  const dir = valueOf(parsed, "dir");
  if (dir !== undefined) {
    throw new UsageError(`The directory is given twice: '${excerpt(root)}', and '${excerpt(dir)}' by --dir.`);
  }
  return { "general.contentRoot": root };
}

/** A setting's own flag wins over `--set`. */
function settingsOf(parsed: Args): SettingFlags {
  const settings: Partial<Record<SettingKey, string>> = {};
  for (const assignment of valuesOf(parsed, "set")) {
    const [key, value] = parseAssignment(assignment);
    settings[key] = value;
  }
  for (const { name, setting } of WITH_VALUE) {
    const value = valueOf(parsed, name);
    if (setting !== undefined && value !== undefined) settings[setting] = value;
  }
  return settings;
}

function parseAssignment(assignment: string): readonly [SettingKey, string] {
  const equals = assignment.indexOf("=");
  if (equals === -1) throw new UsageError(`'--set ${excerpt(assignment)}' has no value: --set KEY=VALUE`);
  const key = assignment.slice(0, equals);
  if (isSettingKey(key)) return [key, assignment.slice(equals + 1)];
  const near = nearest(key, SETTING_KEYS);
  const advice = near === undefined ? "'linpr --help' lists them." : `Did you mean '${near}'?`;
  throw new UsageError(`Unknown setting '${excerpt(key)}'. ${advice}`);
}

function valueOf(parsed: Args, name: string): string | undefined {
  return valuesOf(parsed, name)[0];
}

function valuesOf(parsed: Args, name: string): readonly string[] {
  const values = parsed[name];
  return Array.isArray(values) ? values.map(String) : [];
}
