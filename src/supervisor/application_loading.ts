/**
 * Applications that changed settings name, brought to the workers before those settings are in force.
 *
 * @module
 */
import type { Settings } from "../settings/settings.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { type ApplicationModules, applicationModules, areGranted } from "./application_modules.ts";
import type { Run } from "./run.ts";
import { StartupError } from "./startup_error.ts";

/** Said in the compiled program, which has no compiler. The workers of some runtimes do not know that they are in it. */
const STANDALONE =
  " (the compiled program imports JavaScript only, and no npm packages: run LINPR from its source for those)";

/**
 * The end of a start for which an application cannot be used.
 *
 * @param fault what a worker says of it
 */
export function unusable(fault: string): StartupError {
  return new StartupError("settings", Deno.build.standalone ? fault + STANDALONE : fault);
}

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
    const fault = modules.size === 0 ? undefined : await importFault(run, modules);
    if (fault !== undefined) throw unusable(fault);
    run.modules = modules;
    return true;
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    throw new SettingsError([{ message: error.message }]);
  }
}

/** What is wrong with modules, as workers find that import them: one before the others, which outlive it so if it dies. */
async function importFault(
  { workers }: Run,
  modules: ApplicationModules,
): Promise<string | undefined> {
  const [first, ...others] = workers.filter(({ state }) => state !== "dead");
  const fault = await first?.load(modules);
  if (fault !== undefined) return fault;
  const faults = await Promise.all(others.map((one) => one.load(modules)));
  return faults.find((one) => one !== undefined);
}
