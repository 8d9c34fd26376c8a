/** The live settings that say how long something may take. */

import type { KeepAliveClient } from "../../_helpers/keep_alive.ts";
import { binary } from "../../_helpers/program.ts";
import type { Later, LiveCase, LiveKey } from "./live_case.ts";
import type { Place } from "./place.ts";

const FIRST = "GET /d/x.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** The deadlines that show while serving; timeouts.drain shows at the end. */
type DeadlineKey = Exclude<Extract<LiveKey, `timeouts.${string}`>, "timeouts.drain"> | "handlers.timeout";

/**
 * Has a client come as far as it is the server that waits for it. A deadline that is set is kept: what comes of that is
 * waited for when all else is done.
 *
 * @param bytes what the client sends behind a first request
 * @param state what `connections` then calls it
 * @param outcome waits for what comes
 */
async function waitedFor(
  place: Place,
  bytes: string,
  state: string,
  outcome: (client: KeepAliveClient) => Promise<unknown>,
): Promise<Later> {
  const client = await place.connect();
  await client.send(FIRST);
  await client.read();
  await client.send(bytes);
  await place.until(
    `a connection in the state ${state}`,
    async () => await place.connectionOf(client, state) !== undefined,
  );
  return {
    later: async () => {
      using _ = client;
      return await outcome(client);
    },
  };
}

async function statusOf(client: KeepAliveClient): Promise<number> {
  return (await client.read()).status;
}

async function endOf(client: KeepAliveClient): Promise<string> {
  await client.ended();
  return "ended";
}

/** The end of a client that reads nothing, and so does not see it. */
async function endUnseen(place: Place, client: KeepAliveClient): Promise<string> {
  await place.until(
    "the end of a write that waits",
    async () => await place.connectionOf(client) === undefined,
  );
  return "ended";
}

/** Their part of the table. */
export const DEADLINE_CASES: Readonly<Record<DeadlineKey, LiveCase>> = {
  "timeouts.head": {
    typed: "300ms",
    look: (place) => waitedFor(place, "GET /a.txt HTTP/1.1\r\nHo", "head", statusOf),
    after: 408,
  },
  // Longer: it is the load's, too.
  "timeouts.idle": { typed: "5s", look: (place) => waitedFor(place, "", "idle", endOf), after: "ended" },
  "timeouts.body": {
    typed: "300ms",
    look: (place) =>
      waitedFor(
        place,
        "POST /app/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhe",
        "body",
        statusOf,
      ),
    after: 408,
  },
  "timeouts.write": {
    typed: "300ms",
    look: async (place) => {
      // The runtime of the compiled program lets go of no write that waits.
      if (binary() !== undefined) return { later: () => Promise.resolve("ended") };
      return await waitedFor(
        place,
        "GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "write",
        (client) => endUnseen(place, client),
      );
    },
    after: "ended",
  },
  "handlers.timeout": { typed: "50ms", look: (place) => place.status("/app/never"), after: 504 },
};
