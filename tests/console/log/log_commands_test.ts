/** log, errors, top and missing, over requests that nobody sent. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { headFor, recordedHistory } from "../../_helpers/recorded.ts";
import { type ConsoleFixture, consoleFixture } from "../console_fixture.ts";

/** What a terminal would act on, or not show: C0 but the line feed, DEL, C1, bidirectional, zero-width. */
const HOSTILE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u;
const EVIL = "\x1b[2J\x9b31m\xe2\x80\xae\xe2\x80\x8b\xff\x07\x7f";
/** The same as far as a field value may have it. */
const EVIL_VALUE = EVIL.replace(/[^\x20-\x7e\x80-\xff]/g, "");

/** A console, and requests as if they had been answered. */
function opened(): ConsoleFixture & Pick<ReturnType<typeof recordedHistory>, "answer"> {
  const fixture = consoleFixture();
  const { answer } = recordedHistory(fixture.context.supervisor.history);
  return { ...fixture, answer };
}

Deno.test("log shows the last requests in each of its forms, and says when there are none", async () => {
  const { run, answer } = opened();
  assertEquals(await run("log"), "No such request.");
  assertEquals(await run("log --json"), "[]");
  for (let n = 1; n <= 30; n++) answer(headFor(`/${n}`));
  answer(headFor("/last?q", ["User-Agent: me", "Referer: http://r/"]), {
    status: 503,
    duration: 70,
    bytes: 2048,
  });
  const lines = (await run("log")).split("\n");
  assertEquals(lines.length, 21);
  assertMatch(lines[0] ?? "", /^time \(UTC\) +id +status +took +sent +client +request$/);
  assertMatch(lines[20] ?? "", /^[\d:.]{12} +#1-31 +503 +70 ms +2 KiB +192\.0\.2\.1 +GET \/last\?q$/);
  assertMatch(
    await run("log --form combined last 1"),
    /^192\.0\.2\.1 - - \[.* \+0000\] "GET \/last\?q HTTP\/1\.1" 503 2048 "http:\/\/r\/" "me"$/,
  );
  assertMatch(
    await run("log --form json last 2"),
    /^\{ "id": "#1-30", .*\}\n\{ "id": "#1-31", .*"userAgent": "me".*\}$/,
  );
  const [json] = JSON.parse(await run("log --json status>=500"));
  assertEquals([json.id, json.status, json.duration, json.target], ["#1-31", 503, 70, "/last?q"]);
});

Deno.test("errors shows the line, a caret under the byte, the rule and where that stands", async () => {
  const { run, answer } = opened();
  assertEquals(await run("errors"), "No request was refused.");
  answer("GET / HTTP/1.1\r\nHost : b\r\n\r\n");
  answer(headFor("/good"));
  answer("GET / HTTP/1.1\r\nCookie: s3cret\x01\r\n\r\n");
  const shown = (await run("errors")).replace(/^[\d:.]{12}/gm, "TIME");
  assertEquals(
    shown,
    `TIME  #1-1  400  192.0.2.1
  Host : b
      ^
  white space between a field name and its colon (RFC 9112 §5.1)
TIME  #1-3  400  192.0.2.1
  Cookie:***
  a byte that a field value must not contain (RFC 9110 §5.5)`,
  );
  assertEquals((await run("errors 1")).split("\n").length, 3);
  assertStringIncludes(await run("errors --json"), '"line": "Host : b"');
  const [{ caret }] = JSON.parse(await run("errors --json"));
  assertEquals(caret, 4);
  assertMatch(await run("errors 0"), /^"0" is not a number from 1 to 1000\.\nUsage: errors /);
});

Deno.test("top and missing show what there is most of", async () => {
  const { run, answer } = opened();
  assertEquals(await run("top paths"), "No requests lately.");
  assertEquals(await run("missing"), "Nothing was missing lately.");
  for (let n = 0; n < 3; n++) answer(headFor("/often", ["User-Agent: me"]), { duration: 0.5 });
  answer(headFor("/slow"), { duration: 5000 });
  answer(headFor("/gone", ["Referer: http://u:p@r/"]), { status: 404 });
  assertEquals(await run("top paths 1"), "requests  ±  path\n       3  0  /often");
  assertEquals(await run("top slow 1"), "took  ±  path\n 5 s  0  /slow");
  assertEquals(await run("top agents"), "requests  ±  user agent\n       3  0  me");
  const table = (await run("missing")).split("\n");
  assertMatch(table[1] ?? "", /^ +1 +0 +\/gone +\S+ +http:\/\/\*\*\*@r\/$/);
  assertMatch(await run("top"), /^'what' is required|Usage: top /m);
  assertMatch(await run("top nothing"), /^There is no top of "nothing"\.\nUsage: top /);
});

Deno.test("nothing that a client sent reaches the terminal as it is", async () => {
  const { run, answer } = opened();
  answer(headFor("/x", [`User-Agent: ${EVIL_VALUE}`, `Referer: ${EVIL_VALUE}`]), { status: 404 });
  answer(`GET /${EVIL} HTTP/1.1\r\nHost: ${EVIL}\r\n\r\n`);
  answer(`${EVIL} ${EVIL}\r\n`);
  answer(`GET / HTTP/1.1\r\nA: ${EVIL}\r\n\r\n`);
  const lines = [
    ...["log", "log --json", "log --form combined", "log --form json", "errors", "errors --json", "missing"],
    ...["paths", "clients", "agents", "referrers", "slow"].flatMap((
      kind,
    ) => [`top ${kind}`, `top ${kind} --json`]),
  ];
  for (const line of lines) {
    const shown = await run(line);
    assert(!HOSTILE.test(shown) && shown.length > 20, `${line}: ${JSON.stringify(shown)}`);
  }
  assertStringIncludes(await run("log"), "\\x1b[2J\\x9b31m\\xe2\\x80\\xae");
});
