/**
 * The settings of the section `limits`.
 *
 * @module
 */
import { CONCURRENT } from "./limit_shapes.ts";
import type { SchemaEntry } from "./schema_entry.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Their part of the schema. */
export const LIMITS_SETTINGS = {
  "limits.target": {
    kind: "size",
    default: 8 * KIB,
    min: 64,
    max: 64 * KIB,
    help: "longest request target; 414 beyond it",
    reload: "live",
  },
  "limits.head": {
    kind: "size",
    default: 16 * KIB,
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
    help: "most open connections; 0: from the limit of open files",
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
  "limits.requestsPerSecond": {
    kind: "integer",
    default: 0,
    min: 0,
    max: 1_000_000,
    help: "requests a second of one client (IPv6: of a /64); 429 beyond it; 0: no limit",
    reload: "live",
  },
  "limits.burst": {
    kind: "integer",
    default: 0,
    min: 0,
    max: 1_000_000,
    help: "requests of one client at once after a pause; 0: as many as in a second",
    reload: "live",
  },
  "limits.bandwidth": {
    kind: "size",
    default: 0,
    min: 0,
    max: 16 * GIB,
    help: "bytes a second that one connection is sent; 0: as fast as it goes",
    reload: "live",
  },
  "limits.concurrent": {
    kind: "structure",
    shape: CONCURRENT,
    default: [],
    help: "most requests in hand at a time, by glob; 503 beyond it; only in .linprconfig",
    reload: "live",
  },
} as const satisfies Readonly<Record<string, SchemaEntry>>;
