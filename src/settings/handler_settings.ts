/**
 * The settings of the section `handlers`, a part of the table in `schema.ts`.
 *
 * @module
 */
import type { SchemaEntry } from "./schema_entry.ts";
import type { ListShape, MapShape, Members, MembersValue } from "./shape.ts";

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const MOST_APPLICATIONS = 100;
const MOST_GRANTS = 100;
const EXAMPLE = '{"module":"api/main.ts","path":"/api/**"}';

const APPLICATION_MEMBERS = {
  module: {
    shape: { kind: "form", form: "modulePath" },
    help: "the module that exports it, relative to this file",
    required: true,
  },
  path: {
    shape: { kind: "form", form: "glob" },
    help: "the paths that it answers, on all sites; without it only rules choose it",
  },
} as const satisfies Members;

/** An application, as it is used. */
export type ApplicationSettings = MembersValue<typeof APPLICATION_MEMBERS>;

/** Applications by the names that rules call them; the first whose glob has a path answers it. */
const APPLICATIONS = {
  kind: "map",
  one: `an object of at most ${MOST_APPLICATIONS} applications such as {"api":${EXAMPLE}}`,
  names: "applicationName",
  values: { kind: "object", one: `an application such as ${EXAMPLE}`, members: APPLICATION_MEMBERS },
  max: MOST_APPLICATIONS,
} as const satisfies MapShape;

const READABLE = {
  kind: "list",
  one: `a list of at most ${MOST_GRANTS} paths of files and directories`,
  item: { kind: "form", form: "path" },
  max: MOST_GRANTS,
} as const satisfies ListShape;

const REACHABLE = {
  kind: "list",
  one: `a list of at most ${MOST_GRANTS} hosts such as "api.example.org:443"`,
  item: { kind: "form", form: "netAddress" },
  max: MOST_GRANTS,
} as const satisfies ListShape;

/** Dotted key to what is known of that setting. */
export const HANDLER_SETTINGS = {
  "handlers.fetch": {
    kind: "structure",
    shape: APPLICATIONS,
    default: [],
    help: "modules with a fetch function; only in .linprconfig (a new folder needs a restart)",
    reload: "live",
  },
  "handlers.read": {
    kind: "structure",
    shape: READABLE,
    default: [],
    help: "what applications may read beside their folders; only in .linprconfig",
    reload: "startup",
  },
  "handlers.net": {
    kind: "structure",
    shape: REACHABLE,
    default: [],
    help: "hosts that applications may connect to; only in .linprconfig",
    reload: "startup",
  },
  "handlers.timeout": {
    kind: "duration",
    default: 60 * SECOND,
    min: 1,
    max: DAY,
    help: "how long an application may take to begin its answer; 504 after it",
    reload: "live",
  },
} as const satisfies Readonly<Record<string, SchemaEntry>>;
