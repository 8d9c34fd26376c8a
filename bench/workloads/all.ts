/**
 * Every workload, in the order of the tables.
 *
 * @module
 */
import { BROWSER_FIELDS } from "./browser_fields.ts";
import { HUGE, LARGE, MANY, MANY_COUNT, MEDIUM, SMALL, STYLE, STYLE_CODINGS } from "./files.ts";
import type { Workload } from "./workload.ts";

/** Half-way into {@linkcode HUGE}, 64 KiB. */
const RANGE = { first: 50_000_000, last: 50_000_000 + 65_535 } as const;

/** One file of {@linkcode SMALL}, asked for by 64 connections: what most other loads differ from in one thing. */
const small = {
  content: [SMALL],
  target: "/1k.txt",
  expected: { status: 200, file: SMALL },
  connections: 64,
} as const satisfies Partial<Workload>;

/** Each of {@linkcode MANY}, in an order that is the same for every server. */
const many = {
  content: [...MANY, SMALL],
  target: "/many/00/0000.txt",
  expected: { status: 200, file: MANY[0] ?? SMALL },
  connections: 64,
} as const satisfies Partial<Workload>;

const compressed = {
  content: [STYLE, ...STYLE_CODINGS],
  target: "/site.css",
  connections: 64,
} as const satisfies Partial<Workload>;

/** The table. */
export const WORKLOADS: readonly Workload[] = [
  { ...small, name: "1k", title: "1 KiB" },
  { ...small, name: "1k-browser", title: "1 KiB, a browser's head", fields: BROWSER_FIELDS },
  {
    name: "100k",
    title: "100 KiB",
    content: [MEDIUM],
    target: "/100k.bin",
    expected: { status: 200, file: MEDIUM },
    connections: 64,
  },
  {
    name: "1m",
    title: "1 MiB",
    content: [LARGE],
    target: "/1m.bin",
    expected: { status: 200, file: LARGE },
    connections: 16,
    unit: "bytes",
  },
  {
    name: "100m",
    title: "100 MB",
    content: [HUGE],
    target: "/100m.bin",
    expected: { status: 200, file: HUGE },
    connections: 4,
    unit: "bytes",
  },
  {
    name: "range",
    title: "64 KiB range of 100 MB",
    content: [HUGE],
    target: "/100m.bin",
    fields: [["Range", `bytes=${RANGE.first}-${RANGE.last}`]],
    expected: { status: 206, file: HUGE, ...RANGE },
    connections: 32,
  },
  {
    ...small,
    name: "304",
    title: "304 Not Modified",
    expected: { status: 304, file: SMALL },
  },
  {
    ...small,
    name: "404",
    title: "404 Not Found",
    target: "/absent.txt",
    expected: { status: 404 },
  },
  {
    ...many,
    name: "many-cold",
    title: "10,000 files of 4 KiB, each once",
    warmUpTarget: "/1k.txt",
    script: { file: "many_files.lua", args: [String(MANY_COUNT), "once"] },
  },
  {
    ...many,
    name: "many-hot",
    title: "10,000 files of 4 KiB, again and again",
    // Each of them must have been asked for once.
    longWarmUp: 4,
    script: { file: "many_files.lua", args: [String(MANY_COUNT), "again"] },
  },
  {
    ...compressed,
    name: "gzip",
    title: "style sheet, gzip",
    fields: [["Accept-Encoding", "gzip"]],
    expected: { status: 200, file: STYLE, coding: "gzip" },
  },
  {
    ...compressed,
    name: "br",
    title: "style sheet, br",
    fields: [["Accept-Encoding", "br"]],
    expected: { status: 200, file: STYLE, coding: "br" },
  },
  {
    ...small,
    name: "close",
    title: "1 KiB, a new connection each",
    fields: [["Connection", "close"]],
  },
  {
    ...small,
    name: "pipelined",
    title: "1 KiB, 16 pipelined",
    script: { file: "pipelined.lua", args: ["16"] },
  },
  { ...small, name: "logged", title: "1 KiB, access logs on", logged: true },
  { ...small, name: "idle-1000", title: "1 KiB, 100 active, 900 idle", connections: 100, idle: 900 },
  { ...small, name: "idle-5000", title: "1 KiB, 100 active, 4,900 idle", connections: 100, idle: 4900 },
  {
    ...small,
    name: "fair",
    title: "1 KiB by one, beside 8 that fetch 100 MB",
    content: [SMALL, HUGE],
    connections: 1,
    beside: { target: `/${HUGE.path}`, connections: 8 },
  },
  { ...small, name: "workers-2", title: "1 KiB, 2 workers", connections: 128, workers: 2 },
];
