/**
 * Every setting of LINPR, in one table. Types, defaults, checks, `--help`, the console's `settings`, the
 * README's table and the JSON Schema for editors are all derived from it.
 *
 * @module
 */
import { FIELDS_BY_GLOB } from "./field_shapes.ts";
import { HANDLER_SETTINGS } from "./handler_settings.ts";
import { REALMS_BY_GLOB } from "./realm_shapes.ts";
import { RULES, SITES } from "./routing/routing_shapes.ts";
import { LIMITS_SETTINGS } from "./limits_settings.ts";
import { LOG_SETTINGS } from "./log_settings.ts";
import { CODINGS, type SchemaEntry } from "./schema_entry.ts";

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
    help: "serving threads; 0: one a core where the system balances, else 1",
    reload: "startup",
  },
  "general.serverHeader": {
    kind: "text",
    default: "LINPR",
    max: 256,
    help: "the value of the Server field; empty: none is sent",
    reload: "live",
  },
  ...LIMITS_SETTINGS,
  "timeouts.head": {
    kind: "duration",
    default: 10 * SECOND,
    min: 1,
    max: DAY,
    help: "time for a request head to arrive whole; 408 after it",
    reload: "live",
  },
  "timeouts.idle": {
    kind: "duration",
    default: 15 * SECOND,
    min: 1,
    max: DAY,
    help: "how long a persistent connection may wait for its next request",
    reload: "live",
  },
  "timeouts.body": {
    kind: "duration",
    default: 30 * SECOND,
    min: 1,
    max: DAY,
    help: "time for a request body, plus 1s for each 500 bytes received",
    reload: "live",
  },
  "timeouts.write": {
    kind: "duration",
    default: 30 * SECOND,
    min: 1,
    max: DAY,
    help: "how long a write to a client may make no progress",
    reload: "live",
  },
  "timeouts.drain": {
    kind: "duration",
    default: 10 * SECOND,
    min: 1,
    max: DAY,
    help: "how long stopping waits for requests in flight",
    reload: "live",
  },
  "files.index": {
    kind: "list",
    item: "fileName",
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
  "files.listing": {
    kind: "boolean",
    default: false,
    help: "show a listing for a directory without an index file",
    reload: "live",
  },
  "files.cleanUrls": {
    kind: "boolean",
    default: false,
    help: "serve /about from about.html, and redirect /about.html to /about",
    reload: "live",
  },
  "files.trailingSlash": {
    kind: "choice",
    default: "directories",
    choices: ["directories", "always", "never"],
    help: "which paths end with a slash",
    reload: "live",
  },
  "files.fallback": {
    kind: "file",
    default: "",
    help: "the file for navigations that find nothing, such as index.html; empty: none",
    reload: "live",
  },
  "files.download": {
    kind: "list",
    item: "glob",
    default: [],
    max: 100,
    help: "globs of the files that browsers save instead of showing",
    reload: "live",
  },
  "files.downloadQuery": {
    kind: "boolean",
    default: false,
    help: "let ?download in a URL ask for that too",
    reload: "live",
  },
  "files.mediaTypes": {
    kind: "map",
    names: "extension",
    values: "mediaType",
    default: [],
    example: [[".foo", "text/x-foo"]],
    max: 1000,
    help: "media types by file extension, ahead of those that LINPR knows",
    reload: "live",
  },
  "files.charset": {
    kind: "charset",
    default: "utf-8",
    max: 40,
    help: "the charset told of text files; empty: none is told",
    reload: "live",
  },
  "codings.siblings": {
    kind: "boolean",
    default: true,
    help: "send file.css.br, .zst or .gz for file.css where it lies beside it and is not older",
    reload: "live",
  },
  "codings.compress": {
    kind: "list",
    item: "coding",
    default: CODINGS,
    max: CODINGS.length,
    help: "codings made on the fly, in order of preference",
    reload: "live",
  },
  "codings.smallest": {
    kind: "size",
    default: KIB,
    min: 0,
    max: 16 * GIB,
    help: "smallest file that is compressed on the fly",
    reload: "live",
  },
  "routing.rules": {
    kind: "structure",
    shape: RULES,
    default: [],
    help: "what is redirected, rewritten, answered or changed; only in .linprconfig",
    reload: "live",
  },
  "routing.sites": {
    kind: "structure",
    shape: SITES,
    default: [],
    help: "sites by host, each with a root and rules; only in .linprconfig (a new root needs a restart)",
    reload: "live",
  },
  ...HANDLER_SETTINGS,
  "headers.cacheControl": {
    kind: "map",
    names: "glob",
    values: "cacheControl",
    default: [],
    example: [["*.css", "public, max-age=3600"], ["*.js", "no-store"]],
    max: 100,
    help: "Cache-Control by glob, the first that matches; else no-cache",
    reload: "live",
  },
  "headers.immutable": {
    kind: "boolean",
    default: false,
    help: "public, max-age=31536000, immutable for fingerprinted names (app.3f9a1c0b.js)",
    reload: "live",
  },
  "headers.set": {
    kind: "structure",
    shape: FIELDS_BY_GLOB,
    default: [],
    help: "fields added to answers by glob, of all that match; only in .linprconfig",
    reload: "live",
  },
  "headers.security": {
    kind: "boolean",
    default: false,
    help: "send nosniff, X-Frame-Options, Referrer-Policy and Cross-Origin-Opener-Policy",
    reload: "live",
  },
  "headers.serverTiming": {
    kind: "boolean",
    default: false,
    help: "tell in Server-Timing how long making the answer took",
    reload: "live",
  },
  "headers.cors": {
    kind: "list",
    item: "origin",
    default: [],
    max: 100,
    help: "origins whose pages may read answers, or * for all",
    reload: "live",
  },
  "access.allow": {
    kind: "list",
    item: "cidr",
    default: [],
    max: 1000,
    help: "addresses and networks that are answered; none: all",
    reload: "live",
  },
  "access.deny": {
    kind: "list",
    item: "cidr",
    default: [],
    max: 1000,
    help: "addresses and networks that get 403, whatever access.allow says",
    reload: "live",
  },
  "access.realms": {
    kind: "structure",
    shape: REALMS_BY_GLOB,
    default: [],
    help: "who may enter with a password, by glob, the first that matches; only in .linprconfig",
    reload: "live",
  },
  "access.users": {
    kind: "map",
    names: "userName",
    values: "passwordHash",
    default: [],
    example: [["anna", "$scrypt$ln=14,r=8,p=5$c29kaXVtIGNobG9y$YR0hSWKNWgNZQqGFVmOsAA"]],
    max: 1000,
    help: "users, and the hashes of their passwords, as 'linpr hash' prints them",
    reload: "live",
  },
  "access.trustedProxies": {
    kind: "list",
    item: "cidr",
    default: [],
    max: 1000,
    help: "proxies, by address or network, that are believed when they tell whom a request is from",
    reload: "live",
  },
  "access.forwardedField": {
    kind: "choice",
    default: "X-Forwarded-For",
    choices: ["X-Forwarded-For", "Forwarded"],
    help: "the one field in which they tell it",
    reload: "live",
  },
  "access.proxyProtocol": {
    kind: "boolean",
    default: false,
    help: "require of trusted proxies, and believe, the PROXY protocol (version 1 or 2)",
    reload: "live",
  },
  "control.socket": {
    kind: "socket",
    default: "auto",
    help: "where a server takes commands: auto in the runtime directory, none nowhere",
    reload: "startup",
  },
  ...LOG_SETTINGS,
  "cache.size": {
    kind: "size",
    default: 64 * MIB,
    min: 0,
    max: 16 * GIB,
    help: "memory for hot files, per worker; 0: no cache",
    reload: "live",
  },
  "cache.largestFile": {
    kind: "size",
    default: MIB,
    min: 0,
    max: 16 * GIB,
    help: "largest file kept in memory; of a larger one, most kept of its hot ranges",
    reload: "live",
  },
  "cache.validFor": {
    kind: "duration",
    default: 0,
    min: 0,
    max: DAY,
    help: "how long a cached file is trusted without a look at the disk",
    reload: "live",
  },
} as const satisfies Readonly<Record<string, SchemaEntry>>;
