import { assert, assertEquals } from "@std/assert";
import { RequestHistory } from "../../../src/supervisor/history/request_history.ts";
import { Traffic } from "../../../src/supervisor/history/traffic.ts";
import { Random } from "../../_helpers/random.ts";
import { headFor, recordedHistory } from "../../_helpers/recorded.ts";

const SEED = 1905;

/** A clock that the test moves, and chance that comes again. */
function steady() {
  const random = new Random(SEED);
  const clock = { now: 0 };
  return { clock, options: { now: () => clock.now, chance: () => random.below(1 << 30) / (1 << 30) } };
}

Deno.test("Traffic counts paths without their query, clients, agents, referrers, time and what is missing", () => {
  const { history, answer } = recordedHistory();
  const traffic = new Traffic(history, steady().options);
  const top = (kind: Parameters<Traffic["top"]>[0]) =>
    traffic.top(kind, 2).map((
      { key, count, error, note },
    ) => [key, Math.round(count), Math.round(error), note]);
  assertEquals(top("paths"), []);
  answer(headFor("/a?1", ["User-Agent: u", "Referer: http://r/"]), { duration: 5 });
  answer(headFor("/a?2"), { duration: 5, client: { address: "::1", port: 1 } });
  answer(headFor("/gone", ["Referer: http://old/"]), { status: 404, duration: 90 });
  answer(headFor("/gone"), { status: 404, duration: 1 });
  answer(headFor("/a"));
  assertEquals(top("paths"), [["/a", 3, 0, undefined], ["/gone", 2, 0, undefined]]);
  assertEquals(top("clients"), [["192.0.2.1", 4, 0, undefined], ["::1", 1, 0, undefined]]);
  assertEquals(top("agents"), [["u", 1, 0, undefined]]);
  assertEquals(top("referrers").map(([key]) => key).sort(), ["http://old/", "http://r/"]);
  assertEquals(top("slow"), [["/gone", 91, 0, undefined], ["/a", 12, 0, undefined]]);
  assertEquals(top("missing"), [["/gone", 2, 0, "http://old/"]]);
});

Deno.test("Traffic: a million paths and addresses make neither the rings nor the counts grow", () => {
  const { history, answer } = recordedHistory();
  const { clock, options } = steady();
  const traffic = new Traffic(history, options);
  const size = history.memoryFor(1, 1 << 20)?.answered.byteLength;
  let largest = 0;
  for (let index = 0; index < 1_000_000; index++) {
    answer(headFor(`/${index}`), {
      client: { address: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, port: 1 },
    });
    if (index % 500 !== 0) continue;
    clock.now += 600;
    traffic.look();
    largest = Math.max(largest, traffic.size);
  }
  // Three kinds have keys here; each has 200 in each of 15 slices.
  assert(largest > 5000 && largest <= 3 * 15 * 200, `${largest}`);
  assertEquals(history.memoryFor(1, 1 << 20)?.answered.byteLength, size);
});

Deno.test("Traffic is right within its error where only some of the requests can be looked at", () => {
  const { history, answer } = recordedHistory(new RequestHistory(), 150_000);
  const { clock, options } = steady();
  const traffic = new Traffic(history, options);
  const random = new Random(SEED);
  const counts = new Map<string, number>();
  for (let look = 0; look < 100; look++) {
    // More than one look takes, and at times more than there is room for.
    for (let n = random.below(2000); n >= 0; n--) {
      const path = `/${Math.floor(5000 ** ((random.below(1 << 30) + 1) / (1 << 30))) - 1}`;
      answer(headFor(path));
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    clock.now += 250;
    traffic.look();
  }
  const top = traffic.top("paths", 20);
  assertEquals(top.length, 20);
  assert(top.some(({ error }) => error > 5));
  for (const { key, count, error } of top) {
    const real = counts.get(key) ?? 0;
    assert(Math.abs(count - real) <= error, `${key} came ${real} times, not ${count} ± ${error}`);
  }
  assertEquals(top[0]?.key, "/0");
});
