/** The live settings of the access log and of the memory for files. */

import { join } from "@std/path";
import { ask } from "../../_helpers/keep_alive.ts";
import { field, text } from "../../_helpers/response_parser.ts";
import type { LiveCase, LiveKey } from "./live_case.ts";
import type { Place } from "./place.ts";

/** Relative to the working directory, which the tree is. */
const LOG = "access.log";

/** The line that the log has for a request of its own. */
async function logged(place: Place): Promise<string> {
  const mark = crypto.randomUUID();
  await ask(place.server.port, { target: `/d/x.txt?${mark}` });
  let line: string | undefined;
  await place.until(`a line with ${mark}`, async () => {
    const lines = (await Deno.readTextFile(join(place.tree.base, LOG))).split("\n");
    line = lines.find((one) => one.includes(mark));
    return line !== undefined;
  });
  return line ?? "";
}

/** What one worker answers from memory after the file has changed. */
async function heldAnswer(place: Place): Promise<string> {
  using client = await place.connect();
  const answer = async () => text(await client.request({ target: "/held.txt" }));
  await Deno.writeTextFile(place.tree.path("held.txt"), "old");
  // A file that could still change within the second of its last change is not kept.
  await place.until(
    "a file that is held",
    async () => await answer() === "old" && await place.holds("held.txt"),
  );
  await Deno.writeTextFile(place.tree.path("held.txt"), "new");
  return await answer();
}

/** Whether what the load asks for is kept. */
async function keepsFiles(place: Place): Promise<boolean> {
  await place.load.more(64);
  return await place.holds("a.txt");
}

/** Their part of the table. */
export const LOG_AND_CACHE_CASES: Readonly<
  Record<Extract<LiveKey, `${"log" | "cache"}.${string}`>, LiveCase>
> = {
  "log.access": { typed: LOG, look: async (place) => (await logged(place)) !== "", after: true },
  "log.format": {
    typed: "json",
    given: [`set log.access ${LOG}`],
    look: async (place) => (await logged(place)).startsWith("{"),
    before: false,
    after: true,
  },
  "log.requestId": {
    typed: "on",
    look: (place) =>
      place.everywhere({ target: "/a.txt" }, (answer) => field(answer, "X-Request-Id") !== undefined),
    before: false,
    after: true,
  },
  "log.slow": {
    typed: "10ms",
    look: async (place) => {
      await ask(place.server.port, { target: "/app/late" });
      await place.server.errors.waitFor(/slow: .*"GET \/app\/late/);
      return "told";
    },
    after: "told",
  },
  "cache.size": { typed: "0", look: keepsFiles, before: true, after: false },
  "cache.largestFile": { typed: "0", look: keepsFiles, before: true, after: false },
  "cache.validFor": { typed: "1h", look: heldAnswer, before: "new", after: "old" },
};
