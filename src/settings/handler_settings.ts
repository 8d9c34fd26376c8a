/**
 * The settings of the section `handlers`, a part of the table in `schema.ts`.
 *
 * @module
 */
import type { SchemaEntry } from "./schema_entry.ts";

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** Dotted key to what is known of that setting. */
export const HANDLER_SETTINGS = {
  "handlers.timeout": {
    kind: "duration",
    default: 60 * SECOND,
    min: 1,
    max: DAY,
    help: "how long an application may take to begin its answer; 504 after it",
    reload: "live",
  },
} as const satisfies Readonly<Record<string, SchemaEntry>>;
