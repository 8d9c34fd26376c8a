import type { ConsoleCommand } from "../context.ts";
import { counted } from "../counted.ts";
import { tell } from "../tell.ts";

/** New workers. */
export const restart: ConsoleCommand = {
  name: "restart",
  group: "Serve",
  summary: "Put new workers in the place of all, one by one, while serving",
  details: [
    "A new worker listens before the old one stops to; the old one accepts until nobody waits, and finishes what it has in hand. Idle connections are ended after a second. File caches begin empty.",
    "Under a load of new connections Linux may reset one that comes in the microseconds in which an old worker gives the port back; with 'sysctl net.ipv4.tcp_migrate_req=1' it does not.",
  ],
  arguments: [],
  examples: [],
  async run({ supervisor, output }) {
    const serving = () => supervisor.status().workers.filter(({ state }) => state !== "draining");
    const numbers = () => serving().map(({ index }) => index).join(", ");
    const before = numbers();
    await supervisor.restart();
    tell(output, `${counted(serving().length, "worker")}: ${before} -> ${numbers()}. Nothing to undo.`);
  },
};
