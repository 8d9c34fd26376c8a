/** The ceiling: what a TypeScript program on Deno's TCP could at most do. */

import { fromFileUrl, join } from "@std/path";
import { SMALL } from "../workloads/files.ts";
import { DENO_RUN } from "./deno_run.ts";
import type { Server } from "./server.ts";

const PROGRAM = fromFileUrl(new URL("../programs/constant_answer.ts", import.meta.url));

/** A program that answers whatever it reads with the same 1 KiB. */
export const constant: Server = {
  name: "constant",
  title: "ceiling: a constant on raw TCP",
  origin: { kind: "other", advice: "it is always here" },
  find: () => Deno.execPath(),
  version: `Deno ${Deno.version.deno}`,
  hasWorkers: false,
  hasAccessLog: false,
  launch: ({ root, port }) => ({ args: [...DENO_RUN, PROGRAM, join(root, SMALL.path), String(port)] }),
  // It neither closes connections nor looks what, and how many requests, it has read.
  suits: ({ expected, fields = [], script, beside }) =>
    expected.status === 200 && expected.file === SMALL && script === undefined && beside === undefined &&
    fields.every(([name]) => name !== "Connection"),
};
