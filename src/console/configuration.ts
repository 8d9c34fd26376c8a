/**
 * The settings in force: what was read, and what operators have laid over it since.
 *
 * @module
 */
import type { LoadedSettings } from "../settings/load.ts";
import { layOver } from "../settings/overrides.ts";
import { sameSetting, SETTING_KEYS, type SettingKey, type SettingValue } from "../settings/settings.ts";
import { SettingsError } from "../settings/settings_error.ts";
import type { Settings } from "../settings/settings.ts";
import { LONGEST_TIME } from "../supervisor/operations.ts";

/** A value that an operator has given a setting, over all that was read. */
export interface Override {
  readonly value: SettingValue;
  /** When, in milliseconds since 1970. */
  readonly since: number;
  /** When it ends by itself, in milliseconds since 1970; `Infinity`: it does not. */
  readonly until: number;
  /** Who, for people: `console`, `script`, `control socket`. */
  readonly by: string;
  /** What comes back after it. */
  readonly under: Override | undefined;
}

/** What operators have laid over the settings, in the order in which they did. */
export type Overrides = ReadonlyMap<SettingKey, Override>;

/** Settings that were put in force. */
export interface Generation {
  /** From 1; numbers are not used again. */
  readonly number: number;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** What did it, for people. */
  readonly cause: string;
  /** How many settings it changed. */
  readonly changed: number;
  readonly settings: Settings;
  /** What of them operators had laid over what was read, and until when. */
  readonly overrides: Overrides;
}

/** Puts settings in force; gives the keys that wait for a startup. */
export type Apply = (settings: Settings) => Promise<readonly SettingKey[]>;

/** What a change has done. */
export interface Changed {
  readonly before: Settings;
  readonly after: Settings;
  /** What waits for a startup. */
  readonly waiting: readonly SettingKey[];
}

/** How many generations are remembered. */
const MOST_GENERATIONS = 50;

/** Keeps the settings, one change after the other. */
export class Configuration {
  readonly #load: () => LoadedSettings;
  readonly #notify: (line: string) => void;
  readonly #generations: Generation[] = [];
  #read: LoadedSettings;
  #current: LoadedSettings;
  #overrides: Overrides = new Map();
  #turn: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Reads the settings for the first time.
   *
   * @param load reads all sources: command line, environment, file
   * @param notify takes lines for the operator
   * @throws {SettingsError} from `load`
   */
  constructor(load: () => LoadedSettings, notify: (line: string) => void) {
    this.#load = load;
    this.#notify = notify;
    this.#read = load();
    this.#current = this.#read;
    this.#remember("start", 0);
  }

  /** What is in force, as of the last change without an error. */
  get current(): LoadedSettings {
    return this.#current;
  }

  /** What was read last, without that which lies over it. */
  get read(): LoadedSettings {
    return this.#read;
  }

  /** What lies over it. */
  get overrides(): Overrides {
    return this.#overrides;
  }

  /** Settings that were put in force, the oldest first. */
  get generations(): readonly Generation[] {
    return this.#generations;
  }

  /**
   * Reads all sources, without putting anything in force.
   *
   * @throws {SettingsError} when something is wrong in them
   */
  preview(): LoadedSettings {
    return layOver(this.#load(), valuesOf(this.#overrides));
  }

  /**
   * Reads all sources again; what lies over them stays.
   *
   * @param prune takes away what need not lie over them any more. Default: nothing
   * @throws {SettingsError} when something is wrong, be it only found by `apply`; all stays as it was then
   */
  reload(
    apply: Apply,
    cause = "reload",
    prune: (overrides: Overrides, read: LoadedSettings) => Overrides = (overrides) => overrides,
  ): Promise<Changed> {
    return this.#inTurn(() => {
      const read = this.#load();
      return this.#put(read, prune(this.#overrides, read), cause, apply);
    });
  }

  /**
   * Lays something else over what was read.
   *
   * @param make makes it from what lies there
   * @throws {SettingsError} when it cannot be: all stays as it was
   */
  change(make: (overrides: Overrides) => Overrides, cause: string, apply: Apply): Promise<Changed> {
    return this.#inTurn(() => this.#put(this.#read, make(this.#overrides), cause, apply));
  }

  /** Two operators' changes come one after the other, whatever each has to wait for. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #put(read: LoadedSettings, overrides: Overrides, cause: string, apply: Apply): Promise<Changed> {
    const current = layOver(read, valuesOf(overrides));
    const before = this.#current.settings;
    const waiting = await apply(current.settings);
    this.#read = read;
    this.#overrides = overrides;
    this.#current = current;
    const changed = SETTING_KEYS.filter((key) => !sameSetting(key, before, current.settings));
    if (changed.length > 0) this.#remember(cause, changed.length);
    this.#arm(apply);
    return { before, after: current.settings, waiting };
  }

  #remember(cause: string, changed: number): void {
    const number = (this.#generations.at(-1)?.number ?? 0) + 1;
    const { settings } = this.#current;
    this.#generations.push({ number, at: Date.now(), cause, changed, settings, overrides: this.#overrides });
    if (this.#generations.length > MOST_GENERATIONS) this.#generations.shift();
  }

  /** Waits for the first of the values that end by themselves. */
  #arm(apply: Apply): void {
    clearTimeout(this.#timer);
    const first = Math.min(...[...this.#overrides.values()].map(({ until }) => until));
    if (first === Infinity) return;
    const time = Math.min(Math.max(0, first - Date.now()), LONGEST_TIME);
    this.#timer = setTimeout(() => void this.#expire(apply), time);
    // A program that has nothing else to do does not wait for it.
    Deno.unrefTimer(this.#timer);
  }

  async #expire(apply: Apply): Promise<void> {
    const now = Date.now();
    const over = [...this.#overrides].filter(([, { until }]) => until <= now).map(([key]) => key);
    if (over.length === 0) return this.#arm(apply);
    const names = over.join(", ");
    try {
      await this.change((overrides) => withoutExpired(overrides, now), `the time of ${names} is over`, apply);
      this.#notify(`${names}: the time is over, and what was before is back in force`);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      const endless = (one: Override) => one.until <= now ? { ...one, until: Infinity } : one;
      this.#overrides = new Map([...this.#overrides].map(([key, one]) => [key, endless(one)]));
      this.#notify(`${names}: the time is over, but it stays as it is: ${error.message}`);
      this.#arm(apply);
    }
  }
}

function valuesOf(overrides: Overrides): ReadonlyMap<SettingKey, SettingValue> {
  return new Map([...overrides].map(([key, { value }]) => [key, value]));
}

function withoutExpired(overrides: Overrides, now: number): Overrides {
  return new Map([...overrides].flatMap(([key, override]): readonly [SettingKey, Override][] => {
    let left: Override | undefined = override;
    while (left !== undefined && left.until <= now) left = left.under;
    return left === undefined ? [] : [[key, left]];
  }));
}
