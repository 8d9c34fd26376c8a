/** Whatever can be changed while serving is changed under a load, which loses no request of it. */

import { assertEquals, assertMatch } from "@std/assert";
import { schemaEntry, SETTING_KEYS, type SettingKey } from "../../src/settings/settings.ts";
import { LIVE_CASES } from "./live_changes/cases.ts";
import { isLater, type LiveCase } from "./live_changes/live_case.ts";
import { Place } from "./live_changes/place.ts";

/** What shows only after a while, and what it is to show. */
type Outcomes = (() => Promise<void>)[];

/** Changes one setting there and back. */
async function change(place: Place, key: SettingKey, one: LiveCase, outcomes: Outcomes): Promise<void> {
  const { operator, load } = place;
  const { typed, inFile, given = [], look, after } = one;
  const write = async (sections?: LiveCase["inFile"]) => {
    await place.configure(sections);
    await operator.run("reload");
  };
  const before = async () => {
    if ("before" in one) assertEquals([key, await look(place)], [key, one.before]);
  };
  if (typed !== undefined && inFile !== undefined) await write(inFile);
  for (const line of given) await operator.run(line);
  await before();

  if (typed === undefined) await write(inFile);
  else assertMatch(await operator.run(`set ${key} ${typed}`), / -> .*\. Undo: revert /);
  const seen = await look(place);
  if (isLater(seen)) outcomes.push(async () => assertEquals([key, await seen.later()], [key, after]));
  else assertEquals([key, seen], [key, after]);

  if (typed !== undefined) await operator.run(`revert ${key}`);
  else await write();
  await before();
  if (given.length > 0) await operator.run("revert all");
  if (typed !== undefined && inFile !== undefined) await write();
  await load.more(64);
  assertEquals([key, load.report.failures, Object.keys(load.report.statuses)], [key, [], ["200"]]);
}

/** The one that shows when the server stops: a download that nobody reads is cut off, for which there was an hour before. */
async function changeDrainTime(place: Place): Promise<void> {
  using deaf = await place.connect();
  await deaf.send("GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await place.until("a write that waits", async () => await place.connectionOf(deaf, "write") !== undefined);
  await place.operator.run("set timeouts.drain 100ms");
  assertEquals(await place.operator.run("stop"), "Stopped.");
}

Deno.test("each live setting is changed and takes hold under a load of 64 connections, and fails no request", async () => {
  await using place = await Place.open();
  await place.load.more(200);
  await place.until("a file that is held", () => place.holds("a.txt"));
  const outcomes: Outcomes = [];
  const live = SETTING_KEYS.filter((key) => schemaEntry(key).reload === "live");
  assertEquals(live.filter((key) => !Object.hasOwn(LIVE_CASES, key)), ["timeouts.drain"]);
  for (const [key, one] of Object.entries(LIVE_CASES)) {
    try {
      await change(place, key as SettingKey, one, outcomes);
    } catch (cause) {
      throw new Error(`${key} did not go well`, { cause });
    }
  }
  for (const outcome of outcomes) await outcome();
  assertEquals(await place.operator.json("changes"), []);
  await place.load.stop();
  await changeDrainTime(place);
});
