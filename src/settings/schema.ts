/**
 * Every setting of LINPR, in one table. Types, defaults, checks, `--help`, the console's `set`, the
 * README's table and the JSON Schema for editors are all derived from it.
 *
 * @module
 */

/** When a changed value takes effect: at the next reload, or only when the server starts. */
export type Reload = "live" | "startup";

/** What every setting says about itself. */
export interface EntryBase {
  /** One line for people, without a full stop. Bounds, unit and default are not repeated in it. */
  readonly help: string;
  /** When a changed value takes effect. */
  readonly reload: Reload;
}

/** A setting whose value is a number. A size is in bytes, a duration in milliseconds. */
export interface NumberEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "port" | "integer" | "size" | "duration";
  /** The value where nothing sets one. */
  readonly default: number;
  /** What the number counts. Default: nothing in particular. */
  readonly unit?: "bytes" | "milliseconds";
  /** The smallest value that is allowed. */
  readonly min: number;
  /** The largest value that is allowed. */
  readonly max: number;
}

/** A setting whose value is text. */
export interface TextEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "path" | "host" | "text";
  /** The value where nothing sets one. */
  readonly default: string;
  /** The longest text that is allowed, in characters. Default: no bound. */
  readonly max?: number;
}

/** A setting that is on or off. */
export interface BooleanEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "boolean";
  /** The value where nothing sets one. */
  readonly default: boolean;
}

/** A setting whose value is a list of file names. */
export interface ListEntry extends EntryBase {
  /** How the value is written and checked. */
  readonly kind: "list";
  /** The value where nothing sets one. */
  readonly default: readonly string[];
  /** How many names the list may have. */
  readonly max: number;
}

/** One row of the table. */
export type SchemaEntry = NumberEntry | TextEntry | BooleanEntry | ListEntry;

/** Does the row describe a number? */
export function isNumberEntry(entry: SchemaEntry): entry is NumberEntry {
  return typeof entry.default === "number";
}

/** The kinds of value; each has one way to be written and checked, in value.ts. */
export type SettingKind = SchemaEntry["kind"];

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;
const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/**
 * The table: dotted key to what is known of that setting, in the order in which people read it.
 * The part before the dot is the section of `.linprconfig` that the key stands in.
 */
export const SCHEMA = {
  "general.contentRoot": {
    kind: "path",
    default: "htdocs",
    help: "the directory that is served",
    reload: "startup",
  },
  "general.host": {
    kind: "host",
    default: "0.0.0.0",
    help: "the address to listen on; 0.0.0.0 is every IPv4 interface, :: IPv6 too",
    reload: "startup",
  },
  "general.port": {
    kind: "port",
    default: 80,
    min: 0,
    max: 65535,
    help: "the TCP port; 0: any free one",
    reload: "startup",
  },
  "general.workers": {
    kind: "integer",
    default: 0,
    min: 0,
    max: 256,
    help: "serving threads; 0: one per core where the system balances, else 1",
    reload: "startup",
  },
  "general.serverHeader": {
    kind: "text",
    default: "LINPR",
    max: 256,
    help: "the value of the Server field; empty: none is sent",
    reload: "live",
  },
  "limits.target": {
    kind: "size",
    default: 8 * KIB,
    unit: "bytes",
    min: 64,
    max: 64 * KIB,
    help: "longest request target; 414 beyond it",
    reload: "live",
  },
  "limits.head": {
    kind: "size",
    default: 16 * KIB,
    unit: "bytes",
    min: 512,
    max: 256 * KIB,
    help: "longest request head; 431 beyond it",
    reload: "live",
  },
  "limits.fields": {
    kind: "integer",
    default: 100,
    min: 1,
    max: 1000,
    help: "most header fields in a request; 431 beyond it",
    reload: "live",
  },
  "limits.body": {
    kind: "size",
    default: MIB,
    unit: "bytes",
    min: 0,
    max: 1024 * GIB,
    help: "longest request body; 413 beyond it",
    reload: "live",
  },
  "limits.connections": {
    kind: "integer",
    default: 0,
    min: 0,
    max: 1_000_000,
    help: "most open connections; 0: from the system's limit of open files",
    reload: "startup",
  },
  "limits.connectionsPerAddress": {
    kind: "integer",
    default: 0,
    min: 0,
    max: 1_000_000,
    help: "most open connections from one address; 0: no limit",
    reload: "live",
  },
  "timeouts.head": {
    kind: "duration",
    default: 10 * SECOND,
    unit: "milliseconds",
    min: 1,
    max: DAY,
    help: "time for a request head to arrive whole; 408 after it",
    reload: "live",
  },
  "timeouts.idle": {
    kind: "duration",
    default: 15 * SECOND,
    unit: "milliseconds",
    min: 1,
    max: DAY,
    help: "how long a persistent connection may wait for its next request",
    reload: "live",
  },
  "timeouts.body": {
    kind: "duration",
    default: 30 * SECOND,
    unit: "milliseconds",
    min: 1,
    max: DAY,
    help: "time for a request body, plus 1s for each 500 bytes received",
    reload: "live",
  },
  "timeouts.write": {
    kind: "duration",
    default: 30 * SECOND,
    unit: "milliseconds",
    min: 1,
    max: DAY,
    help: "how long a write to a client may make no progress",
    reload: "live",
  },
  "timeouts.drain": {
    kind: "duration",
    default: 10 * SECOND,
    unit: "milliseconds",
    min: 1,
    max: DAY,
    help: "how long stopping waits for requests in flight",
    reload: "live",
  },
  "files.index": {
    kind: "list",
    default: ["index.html"],
    max: 16,
    help: "file names tried in order for a directory",
    reload: "live",
  },
  "files.dotfiles": {
    kind: "boolean",
    default: false,
    help: "serve files and directories whose name starts with a dot",
    reload: "live",
  },
  "cache.size": {
    kind: "size",
    default: 64 * MIB,
    unit: "bytes",
    min: 0,
    max: 16 * GIB,
    help: "memory for hot files, per worker; 0: no cache",
    reload: "live",
  },
  "cache.largestFile": {
    kind: "size",
    default: MIB,
    unit: "bytes",
    min: 0,
    max: 16 * GIB,
    help: "largest file that is kept in memory",
    reload: "live",
  },
  "cache.validFor": {
    kind: "duration",
    default: 0,
    unit: "milliseconds",
    min: 0,
    max: DAY,
    help: "how long a cached file is trusted without a look at the disk",
    reload: "live",
  },
} as const satisfies Readonly<Record<string, SchemaEntry>>;
