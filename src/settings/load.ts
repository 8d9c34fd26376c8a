/**
 * The settings that are in force: command line over environment over file over defaults.
 *
 * @module
 */
import { dirname, resolve } from "@std/path";
import { type CheckedSettings, checkSettings } from "./check.ts";
import { checkEnvironment } from "./environment.ts";
import { isLogFile } from "./log_format.ts";
import { exposedFiles } from "./exposed_files.ts";
import { checkFlags, type SettingFlags } from "./flags.ts";
import { vainSettings } from "./vain_settings.ts";
import { nestedRoots } from "./routing/nested_roots.ts";
import {
  defaultSettings,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  type SettingValue,
} from "./settings.ts";
import { type Problem, SettingsError } from "./settings_error.ts";
import { displayName, readSettingsFile } from "./settings_file.ts";
import { systemErrorCode } from "./system_error.ts";

/** A settings file that has been read. */
export interface SettingsFile {
  /** A relative one is relative to the working directory. */
  readonly path: string;
  /** Its whole text. */
  readonly text: string;
}

/** All that decides about the settings. */
export interface LoadInputs {
  /** The working directory: an absolute path. */
  readonly cwd: string;
  /** Default: the shipped settings apply. */
  readonly file?: SettingsFile;
  /** What LINPR brings along: the text of its settings file, and the absolute path of its own site. */
  readonly shipped: { readonly text: string; readonly contentRoot: string };
  /** All environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the command line gives, as typed. */
  readonly flags: SettingFlags;
}

/** Where the value of a setting came from. */
export type SettingSource = "default" | "file" | "environment" | "command line" | "console";

/** Complete settings, and where each came from. */
export interface LoadedSettings {
  /** `general.contentRoot`, the roots of `routing.sites`, and what `handlers` names are absolute here. */
  readonly settings: Settings;
  /** What the shipped settings say counts as `default`. */
  readonly sources: Readonly<Record<SettingKey, SettingSource>>;
  /** The absolute path of the settings file; undefined where there is none. */
  readonly file: string | undefined;
  /** That file's text, as it was read. */
  readonly text: string | undefined;
  /** What that file says, even where something else wins. Paths are absolute. */
  readonly inFile: ReadonlyMap<SettingKey, SettingValue>;
  /** What is odd about them, and yet taken. */
  readonly warnings: readonly Problem[];
}

/** One source of settings. */
interface Layer extends CheckedSettings {
  readonly source: SettingSource;
}

/** The settings file that is looked for in the working directory. */
export const SETTINGS_FILE = ".linprconfig";

/**
 * Settles every setting. A relative content root is relative to the folder of the file that names
 * it, else to the working directory. The file system is asked one question at most: whether
 * `htdocs` is a directory, where nothing says what to serve.
 *
 * @throws {SettingsError} with everything that is wrong in the file, the environment and the flags
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { loadSettings } from "./load.ts";
 *
 * const { settings, sources } = loadSettings({
 *   cwd: "/srv",
 *   file: { path: "/srv/.linprconfig", text: '{ "general": { "port": 8080 } }' },
 *   shipped: { text: "{}", contentRoot: "/usr/share/linpr" },
 *   environment: { LINPR_TIMEOUTS_IDLE: "5s" },
 *   flags: { "general.port": "9000" },
 * });
 * assertEquals(settings["general.port"], 9000);
 * assertEquals(sources["general.port"], "command line");
 * assertEquals(settings["timeouts.idle"], 5000);
 * ```
 */
export function loadSettings(inputs: LoadInputs): LoadedSettings {
  const { cwd, environment, flags } = inputs;
  const file = inputs.file === undefined ? undefined : resolve(cwd, inputs.file.path);
  const lowest = fileLayer(inputs, file);
  const layers: readonly Layer[] = [
    lowest,
    { source: "environment", ...withAbsoluteRoots(checkEnvironment(environment), cwd) },
    { source: "command line", ...withAbsoluteRoots(checkFlags(flags), cwd) },
  ];
  const problems = layers.flatMap((layer) => layer.problems);
  if (problems.length > 0) throw new SettingsError(problems);
  const merged = merge(layers, () => defaultContentRoot(inputs, file));
  const warnings = [
    ...layers.flatMap((layer) => layer.warnings),
    ...nestedRoots(merged.settings),
    ...exposedFiles(merged.settings),
    ...vainSettings(merged.settings),
  ];
  const inFile = file === undefined ? new Map() : lowest.values;
  return { ...merged, file, text: inputs.file?.text, inFile, warnings };
}

/**
 * Reads the settings file: the one that is asked for, else `.linprconfig` in the working directory.
 *
 * @param cwd the working directory: an absolute path
 * @param explicit the file that the operator asked for, relative to `cwd` or absolute
 * @returns undefined when no file was asked for and there is none
 * @throws {SettingsError} when a file was asked for and does not exist, or is there and cannot be read
 */
export function findSettingsFile(cwd: string, explicit?: string): SettingsFile | undefined {
  const path = resolve(cwd, explicit ?? SETTINGS_FILE);
  const name = displayName(cwd, path);
  const text = readSettingsFile(path, name);
  if (text !== undefined) return { path, text };
  if (explicit === undefined) return undefined;
  throw new SettingsError([{ file: name, message: "there is no such settings file" }]);
}

/** The file's settings, or the shipped ones. */
function fileLayer({ cwd, file, shipped }: LoadInputs, path: string | undefined): Layer {
  if (file !== undefined && path !== undefined) {
    const checked = checkSettings(file.text, displayName(cwd, path));
    return { source: "file", ...withAbsoluteRoots(checked, dirname(path)) };
  }
  const { values, ...others } = checkSettings(shipped.text, `the shipped ${SETTINGS_FILE}`);
  // Its content root is the site that is shipped too, and defaultContentRoot() knows where that is.
  const kept = [...values].filter(([key]) => key !== "general.contentRoot");
  return { source: "default", ...others, values: new Map(kept) };
}

function withAbsoluteRoots(checked: CheckedSettings, base: string): CheckedSettings {
  return { ...checked, values: withAbsolutePaths(checked.values, base) };
}

/**
 * The values with all paths in them made absolute.
 *
 * @param given good values
 * @param base what relative paths are relative to: an absolute path
 */
export function withAbsolutePaths(
  given: ReadonlyMap<SettingKey, SettingValue>,
  base: string,
): ReadonlyMap<SettingKey, SettingValue> {
  const values = new Map(given);
  const root = values.get("general.contentRoot");
  if (typeof root === "string") values.set("general.contentRoot", resolve(base, root));
  const log = values.get("log.access");
  if (typeof log === "string" && isLogFile(log)) values.set("log.access", resolve(base, log));
  const sites = values.get("routing.sites") as Settings["routing.sites"] | undefined;
  if (sites !== undefined) {
    const absolute = sites.map(([name, site]) =>
      [name, { ...site, contentRoot: resolve(base, site.contentRoot) }] as const
    );
    values.set("routing.sites", absolute);
  }
  resolveHandlers(values, base);
  return values;
}

/** The modules of applications, and what those may read. */
function resolveHandlers(values: Map<SettingKey, SettingValue>, base: string): void {
  const applications = values.get("handlers.fetch") as Settings["handlers.fetch"] | undefined;
  if (applications !== undefined) {
    const absolute = applications.map(([name, application]) =>
      [name, { ...application, module: resolve(base, application.module) }] as const
    );
    values.set("handlers.fetch", absolute);
  }
  const readable = values.get("handlers.read") as Settings["handlers.read"] | undefined;
  if (readable !== undefined) values.set("handlers.read", readable.map((path) => resolve(base, path)));
}

/** What is served when neither the file, nor the environment, nor the command line says so. */
function defaultContentRoot({ cwd, shipped }: LoadInputs, file: string | undefined): string {
  const htdocs = defaultSettings()["general.contentRoot"];
  if (file !== undefined) return resolve(dirname(file), htdocs);
  const beside = resolve(cwd, htdocs);
  return isDirectory(beside) ? beside : shipped.contentRoot;
}

function isDirectory(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

/** Lays the sources over one another, the last one on top. */
function merge(
  layers: readonly Layer[],
  contentRoot: () => string,
): Pick<LoadedSettings, "settings" | "sources"> {
  const values = new Map<SettingKey, SettingValue>(layers.flatMap((layer) => [...layer.values]));
  if (!values.has("general.contentRoot")) values.set("general.contentRoot", contentRoot());
  const sourceOf = (key: SettingKey) =>
    layers.findLast((layer) => layer.values.has(key))?.source ?? "default";
  return {
    // Every value was checked against its own key.
    settings: { ...defaultSettings(), ...Object.fromEntries(values) as Partial<Settings> },
    sources: Object.fromEntries(SETTING_KEYS.map((key) => [key, sourceOf(key)])) as LoadedSettings["sources"],
  };
}
