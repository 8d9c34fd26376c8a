/**
 * Applications that changed settings name, brought to the workers before those settings are in force.
 *
 * @module
 */
import type { Settings } from "../settings/settings.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { applicationModules, areGranted } from "./application_modules.ts";
import type { Run } from "./run.ts";
import { StartupError } from "./startup_error.ts";

/**
 * Has all workers import the applications of other settings.
 *
 * @returns Whether they are there; `false` when the run has not granted one its folder, so that they wait for the next.
 * @throws {SettingsError} when one cannot be used.
 */
export async function loadApplications(run: Run, settings: Settings): Promise<boolean> {
  try {
    const modules = applicationModules(settings);
    if (!areGranted(modules, run.grants)) return false;
    const faults = modules.size === 0 ? [] : await Promise.all(run.workers.map((one) => one.load(modules)));
    const fault = faults.find((one) => one !== undefined);
    if (fault !== undefined) throw new StartupError("settings", fault);
    run.modules = modules;
    return true;
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    throw new SettingsError([{ message: error.message }]);
  }
}
