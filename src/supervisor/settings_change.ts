/**
 * Other settings for a run that goes on: put in force in all workers, or taken back.
 *
 * @module
 */
import type { SettingKey, Settings } from "../settings/settings.ts";
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
   * @returns Whether all workers have outlived that.
   */
  async make(): Promise<boolean> {
    const run = this.#run;
    const { after, isLoaded } = this.#changed;
    if (isLoaded) run.applications = after["handlers.fetch"];
    if (this.#hasRoots) run.sites = after["routing.sites"];
    await this.#log(after);
    // One that is dead already is about to be replaced by one that starts with these settings.
    const workers = run.workers.filter(({ state }) => state !== "dead");
    const live = settingsOf(run, after);
    await Promise.all(workers.map((worker) => worker.apply(live)));
    return workers.every(({ state }) => state !== "dead");
  }

  /** Takes back what {@linkcode make} has done. */
  async undo(): Promise<void> {
    const run = this.#run;
    const { before } = this.#changed;
    run.applications = this.#former.applications;
    run.sites = this.#former.sites;
    await this.#log(before);
    const live = settingsOf(run, before);
    await Promise.all(run.workers.map((worker) => worker.apply(live)));
  }

  async #log(settings: Settings): Promise<void> {
    const target = settings["log.access"];
    const { accessLog } = this.#run;
    if (target !== accessLog.target) await accessLog.reopen(target);
  }
}
