/**
 * The settings of the section `log`.
 *
 * @module
 */
import type { SchemaEntry } from "./schema_entry.ts";

const MIB = 1024 * 1024;
const DAY = 24 * 60 * 60 * 1000;

/** Their part of the schema. */
export const LOG_SETTINGS = {
  "log.access": {
    kind: "logTarget",
    default: "",
    help: "where a line for each answer goes: a file, stdout or stderr; empty: nowhere",
    reload: "live",
  },
  "log.format": {
    kind: "logFormat",
    default: "combined",
    max: 1000,
    help: "what it says: common, combined, json, or text with {placeholders}",
    reload: "live",
  },
  "log.history": {
    kind: "size",
    default: 4 * MIB,
    min: 0,
    max: 1024 * MIB,
    help: "memory of each worker for its last requests; 0: none",
    reload: "startup",
  },
  "log.requestId": {
    kind: "boolean",
    default: false,
    help: "give each request an id, told in X-Request-Id and in the log",
    reload: "live",
  },
  "log.slow": {
    kind: "duration",
    default: 0,
    min: 0,
    max: DAY,
    help: "tell of requests that took longer than this, on stderr; 0: of none",
    reload: "live",
  },
} as const satisfies Readonly<Record<string, SchemaEntry>>;
