/** HTTP dates there and back, and mutated ones; the seeds are fixed, so that a failure comes again. */

import { assert, assertEquals } from "@std/assert";
import { formatHttpDate, parseHttpDate } from "../../src/http/http_date.ts";
import { Random } from "../_helpers/random.ts";
import { mutated } from "../_helpers/request_mutants.ts";

const ROUNDS = 20_000;
const LAST_SECOND = 253_402_300_799;
const NOW = Date.UTC(2026, 10, 23);

const LONG_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The RFC 850 format, from the date's own parts. */
function rfc850(time: number): string {
  const [, day, month, year, clock] = formatHttpDate(time).split(" ");
  const weekday = LONG_DAYS[new Date(time).getUTCDay()];
  return `${weekday}, ${day}-${month}-${year?.slice(2)} ${clock} GMT`;
}

/** The format of C's asctime(). */
function asctime(time: number): string {
  const [weekday, day, month, year, clock] = formatHttpDate(time).split(" ");
  return `${weekday?.slice(0, 3)} ${month} ${day?.replace(/^0/, " ")} ${clock} ${year}`;
}

Deno.test("parseHttpDate() reads what formatHttpDate() writes, from 1970 to 9999", () => {
  const random = new Random(1);
  for (let round = 0; round < ROUNDS; round++) {
    const time = random.below(LAST_SECOND + 1) * 1000;
    const text = formatHttpDate(time + random.below(1000));
    assertEquals(text.length, 29);
    assertEquals(parseHttpDate(text, NOW), time, text);
    assertEquals(parseHttpDate(asctime(time), NOW), time, asctime(time));
  }
});

Deno.test("parseHttpDate() reads two-digit years within a century around now", () => {
  const random = new Random(2);
  for (let round = 0; round < ROUNDS; round++) {
    const time = Date.UTC(1977, 0) + random.below((Date.UTC(2077, 0) - Date.UTC(1977, 0)) / 1000) * 1000;
    assertEquals(parseHttpDate(rfc850(time), NOW), time, rfc850(time));
  }
});

Deno.test("parseHttpDate() throws nothing, and gives whole seconds or nothing", () => {
  const random = new Random(3);
  let read = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const write = random.pick([formatHttpDate, rfc850, asctime]);
    const text = mutated(random, write(random.below(LAST_SECOND) * 1000), 2);
    const time = parseHttpDate(text, random.below(LAST_SECOND) * 1000);
    if (time === undefined) continue;
    read++;
    assert(Number.isSafeInteger(time) && time % 1000 === 0, `${text} is ${time}`);
  }
  assert(read > ROUNDS / 10 && read < ROUNDS, `${read} were read`);
});

Deno.test("formatHttpDate() writes 29 characters for every number of milliseconds", () => {
  const random = new Random(4);
  for (let round = 0; round < ROUNDS; round++) {
    const time = (random.below(2 ** 32) - 2 ** 31) * 2 ** random.below(40);
    const text = formatHttpDate(time);
    assertEquals(text.length, 29, `${time}`);
    assert(parseHttpDate(text, NOW) !== undefined, `${time}: ${text}`);
  }
});
