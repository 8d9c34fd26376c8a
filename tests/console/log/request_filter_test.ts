import { assertEquals, assertThrows } from "@std/assert";
import { ArgumentError } from "../../../src/console/command_error.ts";
import { parseRequestQuery } from "../../../src/console/log/request_filter.ts";
import { headFor, recordedHistory } from "../../_helpers/recorded.ts";

const { history, answer } = recordedHistory();
answer(headFor("/a?q=1", ["User-Agent: Curl/8", "Referer: http://r.example/x"]), { bytes: 500, duration: 1 });
answer(headFor("/api/b"), { status: 404, client: { address: "10.1.2.3", port: 1 }, duration: 70.5 });
answer("HEAD /c HTTP/1.1\r\nHost: Other.example\r\n\r\n", { status: 503, bytes: 3 << 20 });
answer("POST /API/\xc3\xa9 x\r\n\r\n", { client: { address: "2001:db8::1", port: 1 } });

/** The numbers of the requests that pass. */
function passing(words: string, now = Date.now()): number[] {
  const { test, last = 100 } = parseRequestQuery(words.split(" ").filter((word) => word !== ""), now);
  return history.recent(test, last).map(({ id }) => id.number);
}

Deno.test("parseRequestQuery() passes what meets every condition", () => {
  const rows: readonly (readonly [string, readonly number[]])[] = [
    ["", [1, 2, 3, 4]],
    ["status=200", [1]],
    ["status!=200", [2, 3, 4]],
    ["status>=400", [2, 3, 4]],
    ["status>404", [3]],
    ["status<404", [1, 4]],
    ["status<=404", [1, 2, 4]],
    ["status=400", [4]],
    ["path=/a", [1]],
    ["path=/A", []],
    ["path!=/a", [2, 3, 4]],
    ["path~/api", [2, 4]],
    ["path~É", []],
    ["path~é", [4]],
    ["path~", [1, 2, 3, 4]],
    ["path=", []],
    ["slow>50ms", [2]],
    ["slow>=70ms", [2]],
    ["slow<1s", [1, 2, 3, 4]],
    ["bytes>1MiB", [3]],
    ["bytes<=500", [1]],
    ["method=HEAD", [3]],
    ["method!=GET", [3, 4]],
    ["host~other", [3]],
    ["host=a", [1, 2]],
    ["host=", [4]],
    ["agent~curl", [1]],
    ["referer~R.EXAMPLE", [1]],
    ["10.1.2.3", [2]],
    ["10.0.0.0/8", [2]],
    ["2001:db8::/32", [4]],
    ["::1", []],
    ["last 2", [3, 4]],
    ["last 1 status=200", [1]],
    ["since 1h", [1, 2, 3, 4]],
    ["status>=400 10.0.0.0/8 path~api", [2]],
    ["status>=400 status<500", [2, 4]],
  ];
  for (const [words, numbers] of rows) assertEquals(passing(words), numbers, words);
  assertEquals(passing("since 1m", Date.now() + 120_000), []);
});

Deno.test("parseRequestQuery() says what it would have taken", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["paht=/x", "Unknown filter 'paht'. Did you mean 'path'?"],
    [
      "zzz=/x",
      "Unknown filter 'zzz'. There are status, slow, bytes, method, path, host, agent, referer, since, last, and addresses such as 10.0.0.0/8.",
    ],
    ["status", "'status' is compared with something: write status=… or status>…"],
    ["agent", "'agent' is compared with something: write agent=… or agent~…"],
    ["stauts", `Unknown filter "stauts". Did you mean 'status'?`],
    ["constructor=1", "Unknown filter 'constructor'. There are"],
    ["status~4", "'status' is compared by = != > >= < <=, not by ~."],
    ["status>=4xx", `'status>=' takes a status such as 404, not "4xx".`],
    ["slow>50", `'slow>' takes a time such as 50ms, not "50".`],
    ["bytes>x", `'bytes>' takes a size such as 1MiB, not "x".`],
    ["path>/x", "'path' is compared by = != ~, not by >."],
    ["10.1.2.3/8", `"10.1.2.3/8" is no network; did you mean '10.0.0.0/8'?`],
    ["since", "'since' takes a time such as 30s, 5m or 1h, not nothing."],
    ["since 5", `'since' takes a time such as 30s, 5m or 1h, not "5".`],
    ["last 0", `'last' takes a number from 1 to 100000, not "0".`],
    ["last", "'last' takes a number from 1 to 100000, not nothing."],
    ["\x1b[2J", `Unknown filter "\\u001b[2J". There are`],
  ];
  for (const [words, message] of rows) {
    const error = assertThrows(() => passing(words), ArgumentError);
    assertEquals(error.message.slice(0, message.length), message);
  }
});
