import type { LoadedSettings } from "../settings/load.ts";
import type { Settings } from "../settings/settings.ts";

/** The settings that were read last, and the way to read them anew. */
export class Configuration {
  readonly #load: () => LoadedSettings;
  #current: LoadedSettings;

  /**
   * Reads the settings for the first time.
   *
   * @param load reads all sources: command line, environment, file
   * @throws {SettingsError} from `load`
   */
  constructor(load: () => LoadedSettings) {
    this.#load = load;
    this.#current = load();
  }

  /** What was read last without an error. */
  get current(): LoadedSettings {
    return this.#current;
  }

  /**
   * Reads all sources again; `current` gives the result once it has been put in force.
   *
   * @param apply puts the settings in force
   * @throws {SettingsError} when something is wrong, be it only found by `apply`; `current` stays as it was then
   */
  async reload<T>(apply: (settings: Settings) => Promise<T>): Promise<T> {
    const loaded = this.#load();
    const applied = await apply(loaded.settings);
    this.#current = loaded;
    return applied;
  }
}
