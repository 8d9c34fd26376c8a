/** Nothing that clients send acts on the operator's terminal, whatever is typed there. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { KEYS, type Pty } from "../_helpers/pty.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { latin1Bytes } from "../_helpers/latin1.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";
import { listen, openSession, typeLine, untilSettled } from "../_helpers/typed_session.ts";

/** Controls (C0, DEL, C1 as a byte and in UTF-8), a turn of the writing direction, and characters of no width. */
const EVIL = [
  "\x1b]0;owned\x07",
  "\x1b[2J",
  "\x1b[35m",
  "\x08",
  "\x7f",
  "\x9b2J",
  "\xc2\x9b2J",
  "\xe2\x80\xae",
  "\xe2\x81\xa6",
  "\xe2\x80\x8b",
  "\xef\xbb\xbf",
].join("-");
/** What of it a field may have: no byte below a blank, and no DEL. */
// deno-lint-ignore no-control-regex -- control characters are what it is for
const FIELD = EVIL.replace(/[\0-\x1f\x7f]/g, "!");
/** What of it a path may have, encoded: all that is UTF-8. */
const WELL_FORMED = EVIL.replace("\x9b2J-", "");
const ENCODED = WELL_FORMED.replace(/\W/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);

/** What the program itself sends to a terminal: moves and clearing of its line editor, and its colours. */
// deno-lint-ignore no-control-regex -- control sequences are what it is for
const OWN_SEQUENCES = /\x1b\[(?:\d*G|0?[JK]|\d+[A-D]|(?:0|1|2|22|31|32|33|36|39)m)/g;
/** What acts on a terminal, is not seen there, or was no text. */
const ACTING = /(?![\r\n])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\ufffd]/gu;

/** Requests that are answered, and some that are refused, with all of it in each place. */
const REQUESTS: readonly string[] = [
  `GET /${ENCODED}.html?${ENCODED} HTTP/1.1\r\nHost: a\r\nUser-Agent: ${FIELD}\r\nReferer: http://${FIELD}/\r\nCookie: ${FIELD}\r\nX-Forwarded-For: ${FIELD}`,
  `GET /${ENCODED}.htm HTTP/1.1\r\nHost: a\r\nReferer: http://${FIELD}/`,
  `GET /app/${ENCODED} HTTP/1.1\r\nHost: a\r\nX-Message: ${FIELD}`,
  `GET /moved/${ENCODED} HTTP/1.1\r\nHost: a\r\n${FIELD}`,
  `GET /moved/${ENCODED} HTTP/1.1\r\nHost: a\r\nX: y`,
  `GET /${EVIL} HTTP/1.1\r\nHost: a`,
  `G${EVIL}T / HTTP/1.1\r\nHost: a`,
  `GET / HTTP/1.1\r\nHost: ${EVIL}`,
  `GET / HTTP/1.1\r\nHost: a\r\n${EVIL}: x`,
  `GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: ${EVIL}`,
];

/** An application that fails with what it was sent, and a rule that answers with it. */
const SETTINGS = {
  access: { trustedProxies: ["127.0.0.1"] },
  handlers: { fetch: { app: { module: "app/main.js", path: "/app/**" } } },
  routing: { rules: [{ match: { path: "/moved/**" }, redirect: { to: "/to/{1}?{query}" } }] },
};
const APPLICATION = 'export default (request) => { throw new Error(request.headers.get("x-message")); };\n';

/** What is typed once they have come, and a part of what it must show of them. */
const LINES: readonly (readonly [line: string, shows: string])[] = [
  ["log last 20", "\\x1b]0;owned\\x07"],
  ["log last 20 --form combined", "\\xc2\\x9b2J-\\xe2\\x80\\xae"],
  ["log last 20 --form json", "\\u009b2J"],
  ["log last 20 --json", "\\u009b2J"],
  ["errors 20", "\\x1b]0;owned\\x07"],
  ["errors 20 --json", "owned"],
  ["top paths", "owned"],
  ["top paths --json", "owned"],
  ["top agents", "\\x9b2J"],
  ["top agents --json", "2J"],
  ["top referrers", "\\x9b2J"],
  ["top clients", "127.0.0.1"],
  ["top slow", "owned"],
  ["missing", "owned"],
  ["missing --json", "owned"],
  ["files", "owned"],
  ["files --json", "owned"],
  ["doctor", "finding"],
  ["connections", "owned"],
  ["connections --json", "owned"],
  [`get /moved/${ENCODED}`, "Location"],
  [`why '/${ENCODED}'`, "\\u001b]0;owned"],
  [`why '/${ENCODED}' --json`, "owned"],
  ["status", "state"],
];

async function send(port: number): Promise<void> {
  for (const request of REQUESTS) await rawExchange(port, [`${request}\r\n\r\n`], { responses: 1 });
}

/** A site with files that have such names, too. */
async function hostileTree(): Promise<ContentTree> {
  const tree = await contentTree({ "index.html": "hello", "large.bin": "" });
  await Deno.truncate(tree.path("large.bin"), 64 * 1024 * 1024);
  await tree.write(`${new TextDecoder().decode(latin1Bytes(WELL_FORMED))}.html`, "x");
  await tree.writeOutside(".linprconfig", JSON.stringify(SETTINGS));
  await tree.writeOutside("app/main.js", APPLICATION);
  return tree;
}

function assertHarmless(pty: Pty, after: string): void {
  const left = pty.output.text.replace(OWN_SEQUENCES, "");
  assertEquals(left.match(ACTING) ?? [], [], after);
}

Deno.test("nothing that clients send acts on the terminal, whatever the operator types", async () => {
  await using tree = await hostileTree();
  await using pty = await openSession(tree, { columns: 200 });
  const port = await listen(pty);
  await untilSettled();
  await send(port);
  // The notice of the application's failure.
  await pty.expect(/bug: "GET .*owned/);
  using busy = await Deno.connect({ hostname: "127.0.0.1", port });
  await busy.write(latin1Bytes(`GET /large.bin?${ENCODED} HTTP/1.1\r\nHost: a\r\n\r\n`));
  await busy.read(new Uint8Array(1024));
  for (const [line, shows] of LINES) {
    assertStringIncludes(await typeLine(pty, line), shows, line);
    assertHarmless(pty, line);
  }
  for (let number = 1; number <= REQUESTS.length; number++) {
    for (const line of [`why #1-${number}`, `why #1-${number} --json`, `curl #1-${number}`]) {
      await typeLine(pty, line);
      assertHarmless(pty, line);
    }
  }
  assertMatch(await typeLine(pty, "trace next", () => send(port)), /owned/);
  assertHarmless(pty, "trace next");
  await pty.type(`wh${KEYS.tab}`);
  await pty.expect(/> why$/);
  await pty.type(KEYS.tab);
  await pty.expect(/> why \/$/);
  await pty.type(KEYS.tab);
  await pty.expect(/\n\/app\/.*owned.*\n[^]*> why \/$/);
  await pty.type(KEYS.ctrlC);
  for (const form of ["short", "combined", "json"]) {
    await pty.enter(`log -f --form ${form}`);
    await pty.expect(/following\] >$/);
    const { length } = pty.output.text;
    await send(port);
    await pty.output.waitFor(/owned/, { from: length });
    await pty.type(KEYS.ctrlC);
    await pty.expect(/\[listening\] >$/);
  }
  await typeLine(pty, "set log.access stdout");
  await send(port);
  await pty.expect(/"G\\x1b\]0;owned/);
  assertHarmless(pty, "the access log");
});
