/**
 * What `--list` prints.
 *
 * @module
 */
import { advice } from "./installed.ts";
import type { Server } from "./servers/server.ts";
import type { Workload } from "./workloads/workload.ts";

/** The workloads, and the servers with where they are or where to get them. */
export function listText(workloads: readonly Workload[], servers: readonly Server[]): string {
  const rows = [
    ...workloads.map(({ name, title }) => [name, title]),
    ["", ""],
    ...servers.map((server) => [server.name, `${server.title}: ${place(server)}`]),
  ];
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  return rows.map(([name = "", text = ""]) => `${name.padEnd(width)}  ${text}`.trimEnd()).join("\n");
}

function place({ find, origin }: Server): string {
  return find() ?? `missing, ${advice(origin)}`;
}
