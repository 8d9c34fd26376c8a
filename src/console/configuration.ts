import type { LoadedSettings } from "../settings/load.ts";

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
   * Reads all sources again; `current` gives the result from then on.
   *
   * @throws {SettingsError} when something is wrong; `current` stays as it was then
   */
  reload(): LoadedSettings {
    this.#current = this.#load();
    return this.#current;
  }
}
