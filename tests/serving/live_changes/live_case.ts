/** How one setting that takes hold while serving is changed, and seen to be. */

import type { SCHEMA } from "../../../src/settings/schema.ts";
import type { SettingKey } from "../../../src/settings/settings.ts";
import type { Place, Sections } from "./place.ts";

/** A setting that takes hold while serving. */
export type LiveKey = {
  [K in SettingKey]: (typeof SCHEMA)[K]["reload"] extends "live" ? K : never;
}[SettingKey];

/** What shows only after a while, whatever the setting is by then: it is asked for when all else is done. */
export interface Later {
  readonly later: () => Promise<unknown>;
}

/** Another value for a setting, and what shows that it holds. */
export interface LiveCase {
  /** The value, as `set` takes it. Default: only the file can hold it, see {@linkcode inFile}. */
  readonly typed?: string;
  /** What the settings file says besides; where something is typed, before that already. */
  readonly inFile?: Sections;
  /** Lines that come before. */
  readonly given?: readonly string[];
  /** Looks at the server. */
  readonly look: (place: Place) => Promise<unknown>;
  /** What that shows before the change and after it was taken back. Default: it is not looked at then. */
  readonly before?: unknown;
  /** What it shows while the setting has the other value; of {@linkcode Later}, what comes of it. */
  readonly after: unknown;
}

/** Whether something shows only after a while. */
export function isLater(seen: unknown): seen is Later {
  return typeof seen === "object" && seen !== null && "later" in seen;
}

/** Has the server believe what its clients say of whom they ask for. */
export const TRUST = "set access.trustedProxies 127.0.0.1";
