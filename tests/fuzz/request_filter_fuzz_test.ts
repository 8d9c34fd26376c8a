import { assert } from "@std/assert";
import { ArgumentError } from "../../src/console/command_error.ts";
import { parseRequestQuery } from "../../src/console/log/request_filter.ts";
import { headFor, recordedHistory } from "../_helpers/recorded.ts";
import { Random } from "../_helpers/random.ts";

const PIECES = [
  ..."=!<>~/.:%5 ",
  "status",
  "slow",
  "bytes",
  "path",
  "method",
  "since",
  "last",
  "404",
  "5m",
  "10.0.0.0/8",
  "::",
  "MiB",
  "\x1b[2J",
  "\u202e",
  "\ud800",
  "__proto__",
];

Deno.test("parseRequestQuery() takes any words, or says in one harmless line why not", () => {
  const { history, answer } = recordedHistory();
  answer(headFor("/a"));
  const random = new Random(1861);
  const seen = { taken: 0, refused: 0 };
  for (let run = 0; run < 20_000; run++) {
    const words = Array.from({ length: random.below(4) }, () => random.text(PIECES, 5));
    try {
      const { test, last } = parseRequestQuery(words, Date.now());
      assert(history.recent(test, last ?? 10).length <= 1);
      seen.taken++;
    } catch (error) {
      assert(error instanceof ArgumentError, `${JSON.stringify(words)}: ${error}`);
      assert(!/[\p{Cc}\p{Cf}\p{Cs}]/u.test(error.message), error.message);
      seen.refused++;
    }
  }
  assert(seen.taken > 1000 && seen.refused > 1000, JSON.stringify(seen));
});
