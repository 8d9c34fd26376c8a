/**
 * What the console and the headless server have in common: settings, the server, and the way to an end.
 *
 * @module
 */
import { Configuration } from "../console/configuration.ts";
import { warnOfOddities } from "../console/oddities.ts";
import { Notices } from "../console/notices.ts";
import { type Output, PlainOutput } from "../console/output.ts";
import { showSetting } from "../console/reload.ts";
import { Shutdown } from "../console/shutdown.ts";
import { findSettingsFile, type LoadedSettings, loadSettings } from "../settings/load.ts";
import { SETTING_KEYS } from "../settings/settings.ts";
import { shipped } from "../supervisor/shipped.ts";
import { Supervisor } from "../supervisor/supervisor.ts";
import type { Options } from "./options.ts";

/** A server that has not started up yet. */
export interface Session {
  readonly configuration: Configuration;
  readonly supervisor: Supervisor;
  readonly output: Output;
  /** What the output is told unasked; others may listen too. */
  readonly notices: Notices;
  readonly shutdown: Shutdown;
}

/**
 * Reads the settings and makes the server.
 *
 * @param stuck called after the operator was told that a worker is stuck
 * @throws {SettingsError} when the settings cannot be used
 */
export function openSession(options: Options, output: Output, stuck: (shutdown: Shutdown) => void): Session {
  const notices = new Notices();
  const configuration = new Configuration(() => readSettings(options), (line) => notices.tell(line));
  if (options.verbose) warnOfSettings(configuration.current, output);
  warnOfOddities(configuration.current.warnings, output);
  notices.add((line) => output.warn(line));
  const supervisor = new Supervisor({
    settings: configuration.current.settings,
    errorTemplate: shipped().errorTemplate,
    notify: (line) => notices.tell(line),
    streams: {
      stdout: (text) => output.print(text),
      stderr: (text) => output.warn(text),
      // Lines must not run into what an operator types.
      arePlain: output instanceof PlainOutput,
    },
    fatal: (message) => {
      notices.tell(message);
      stuck(shutdown);
    },
  });
  const shutdown = new Shutdown(supervisor, output);
  return { configuration, supervisor, output, notices, shutdown };
}

/**
 * Reads the settings from all their sources.
 *
 * @throws {SettingsError} with everything that is wrong in them
 */
export function readSettings({ settings, config }: Options): LoadedSettings {
  const cwd = Deno.cwd();
  const file = findSettingsFile(cwd, config);
  const { settingsText, contentRoot } = shipped();
  return loadSettings({
    cwd,
    ...(file !== undefined && { file }),
    shipped: { text: settingsText, contentRoot },
    environment: Deno.env.toObject(),
    flags: settings,
  });
}

/** `--verbose`: the settings that somebody gave, and who. */
function warnOfSettings({ settings, sources, file }: LoadedSettings, output: Output): void {
  output.warn(`Settings file: ${file ?? "none, the shipped settings apply"}`);
  for (const key of SETTING_KEYS) {
    if (sources[key] !== "default") output.warn(`${key} = ${showSetting(key, settings)} (${sources[key]})`);
  }
}
