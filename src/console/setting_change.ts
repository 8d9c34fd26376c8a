/**
 * Settings changed by an operator: what is told of it, and how it is undone.
 *
 * @module
 */
import { nearest } from "../settings/nearest.ts";
import { excerpt } from "../settings/printable.ts";
import { isSettingKey, SETTING_KEYS, type SettingKey } from "../settings/settings.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { ArgumentError, CommandError } from "./command_error.ts";
import type { Changed, Overrides } from "./configuration.ts";
import type { ConsoleContext } from "./context.ts";
import { changeLine, settingChanges } from "./reload.ts";
import type { Session } from "./session.ts";

/** The way to settings that only a start reads. */
export const RESTART = "'stop; startup; listen'";

/**
 * The key that somebody typed.
 *
 * @throws {ArgumentError} where there is none of that name
 */
export function settingNamed(word: string): SettingKey {
  if (isSettingKey(word)) return word;
  const near = nearest(word, SETTING_KEYS);
  const advice = near === undefined ? "Type 'settings' for a list." : `Did you mean '${near}'?`;
  throw new ArgumentError(`Unknown setting '${excerpt(word)}'. ${advice}`);
}

/**
 * Lays something else over the settings.
 *
 * @param make makes it from what lies there
 * @param cause what does it, in a word or two, for people
 * @throws {CommandError} when it cannot be put in force: all stays as it was
 */
export async function changeSettings(
  { configuration, supervisor, session }: ConsoleContext,
  make: (overrides: Overrides) => Overrides,
  cause: string,
): Promise<Changed> {
  return await orRefuse(() =>
    configuration.change(make, `${cause}, by ${whoIs(session)}`, (settings) => supervisor.apply(settings))
  );
}

/** Does what settings may refuse. */
export async function orRefuse<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new CommandError(`${error.message}\nThe settings in force stay as they are.`);
  }
}

/** Lines that say what a change has done. */
export function changedLines({ before, after, waiting }: Changed): readonly string[] {
  return settingChanges(before, after, waiting).map((change) => changeLine(change, RESTART));
}

/** Who changes something, for people. */
export function whoIs({ kind }: Session): string {
  return kind === "terminal" ? "the console" : kind === "pipe" ? "a script" : "the control socket";
}
