/**
 * The flags of the command line, in one table: parsing, `--help` and "Did you mean" come from it.
 *
 * @module
 */
import type { SettingKey } from "../settings/settings.ts";

/** What every flag says about itself. */
interface FlagBase {
  /** The long name, without its dashes. */
  readonly name: string;
  /** Other names; those of one letter take one dash. */
  readonly aliases: readonly string[];
  /** One line for `--help`. */
  readonly help: string;
}

/** A flag with a value. */
export interface ValueFlag extends FlagBase {
  /** What `--help` calls the value. */
  readonly value: string;
  /** The setting that it gives, if it gives one. */
  readonly setting?: SettingKey;
  /** May it be given more than once? Default: false. */
  readonly repeatable?: boolean;
}

/** A flag that is there or not. */
export interface SwitchFlag extends FlagBase {
  readonly value?: never;
}

/** A flag of either sort. */
export type Flag = ValueFlag | SwitchFlag;

/** Every flag, in the order of `--help`. */
export const FLAGS = [
  {
    name: "host",
    aliases: ["H", "bind"],
    value: "HOST",
    setting: "general.host",
    help: "listen on this address",
  },
  {
    name: "port",
    aliases: ["p"],
    value: "PORT",
    setting: "general.port",
    help: "listen on this port; 0: any free one",
  },
  { name: "any-port", aliases: [], help: "take the next free port when that one is busy" },
  { name: "dir", aliases: ["d"], value: "DIR", setting: "general.contentRoot", help: "serve this directory" },
  {
    name: "workers",
    aliases: ["w"],
    value: "N",
    setting: "general.workers",
    help: "serve with so many threads",
  },
  {
    name: "socket",
    aliases: [],
    value: "PATH",
    setting: "control.socket",
    help: "the control socket, where 'serve' takes commands of 'attach' and 'do'",
  },
  { name: "config", aliases: ["c"], value: "FILE", help: "read this settings file in place of .linprconfig" },
  {
    name: "set",
    aliases: [],
    value: "KEY=VALUE",
    repeatable: true,
    help: "give any setting; may be repeated",
  },
  { name: "open", aliases: ["o"], help: "open the site in a browser ('serve' only)" },
  { name: "keep-going", aliases: ["k"], help: "run the rest of a piped script after a command that failed" },
  { name: "quiet", aliases: ["q"], help: "print errors only" },
  { name: "verbose", aliases: ["v"], help: "tell which settings are not the defaults, and why" },
  { name: "version", aliases: ["V"], help: "print the version" },
  { name: "help", aliases: ["h"], help: "print this help" },
] as const satisfies readonly Flag[];

/** `-p` or `--port`: a flag's name as it is typed. */
export function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
