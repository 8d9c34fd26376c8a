/**
 * Other settings for a run that goes on: put in force in all workers, or taken back.
 *
 * @module
 */
import type { SettingKey, Settings } from "../settings/settings.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { LogError } from "./log_file.ts";
import { rootFault } from "./root_faults.ts";
import { type Run, settingsOf } from "./run.ts";
import { waitingKeys } from "./waiting_keys.ts";

/** What is changed for what. */
export interface ChangedSettings {
  readonly before: Settings;
  readonly after: Settings;
  /** Whether the workers have imported the applications that the later settings name. */
  readonly isLoaded: boolean;
}

/** One change of the settings of a run. */
export class SettingsChange {
  readonly #run: Run;
  readonly #changed: ChangedSettings;
  readonly #hasRoots: boolean;
  readonly #former: Pick<Run, "applications" | "sites">;

  /** Changes nothing yet. */
  constructor(run: Run, changed: ChangedSettings) {
    this.#run = run;
    this.#changed = changed;
    const sites = changed.after["routing.sites"];
    this.#hasRoots = sites.every(([, { contentRoot }]) => run.siteRoots.has(contentRoot));
    this.#former = { applications: run.applications, sites: run.sites };
  }

  /** The changed keys that wait for the next run. */
  get waiting(): readonly SettingKey[] {
    const { before, after, isLoaded } = this.#changed;
    return waitingKeys(before, after, { hasRoots: this.#hasRoots, hasApplications: isLoaded });
  }

  /**
   * Puts the later settings in force, as far as that can be done live.
   *
   * @returns Why that cannot be: a content root is none, the log cannot be opened, or a worker has died of it.
   * {@linkcode undo} comes next then.
   */
  async make(): Promise<SettingsError | undefined> {
    const run = this.#run;
    const { before, after, isLoaded } = this.#changed;
    const failure = rootFault(before, after) ?? await moveLog(run, after);
    if (failure !== undefined) return failure;
    if (isLoaded) run.applications = after["handlers.fetch"];
    if (this.#hasRoots) run.sites = after["routing.sites"];
    // One that is dead already is about to be replaced by one that starts with these settings.
    const workers = run.workers.filter(({ state }) => state !== "dead");
    const live = settingsOf(run, after);
    await Promise.all(workers.map((worker) => worker.apply(live)));
    if (workers.every(({ state }) => state !== "dead")) return undefined;
    return new SettingsError([{ message: "a worker died when it was given these settings" }]);
  }

  /**
   * Takes back what {@linkcode make} has done.
   *
   * @throws {SettingsError} when the former log cannot be opened any more.
   */
  async undo(): Promise<void> {
    const run = this.#run;
    const { before } = this.#changed;
    run.applications = this.#former.applications;
    run.sites = this.#former.sites;
    const live = settingsOf(run, before);
    await Promise.all(run.workers.map((worker) => worker.apply(live)));
    const failure = await moveLog(run, before);
    if (failure !== undefined) throw failure;
  }
}

/** Has the lines of the access log go where settings say; gives why they cannot, and go on to where they went. */
async function moveLog({ accessLog }: Run, settings: Settings): Promise<SettingsError | undefined> {
  const target = settings["log.access"];
  try {
    if (target !== accessLog.target) await accessLog.move(target);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    return new SettingsError([{ key: "log.access", message: error.message }]);
  }
  return undefined;
}
