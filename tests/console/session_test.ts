/** One session of an operator, who types every command of LINPR into a real terminal. */

import { assertEquals, assertMatch } from "@std/assert";
import { COMMANDS } from "../../src/console/commands.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { contentTree } from "../_helpers/tree.ts";
import { openSession, typeLine, untilSettled } from "../_helpers/typed_session.ts";

/** What is typed, what it must show, and the state that the prompt tells afterwards, where that has changed. */
type Step = readonly [line: string, shows: RegExp, state?: RegExp];

/** Before there is a client. */
const BEGIN: readonly Step[] = [
  ["help", /^Serve\n {2}startup +Claim[^]*\n\n'help <command>' is its manual page\./],
  ["startup 127.0.0.1:0", /^Claimed 127\.0\.0\.1:\d+\. Type 'listen' to serve\.$/, /^claimed$/],
  ["listen", /^Local: {3}http:\/\/127\.0\.0\.1:\d+\/$/, /^listening$/],
  ["wait ready", /^Ready\.$/],
];

/** With a client that is connected, and after the requests of {@linkcode visit}. */
const SEE: readonly Step[] = [
  ["status", /^state +listening\n[^]*requests +4 \(2xx 2, 4xx 2\)\nrate +.*\nanswered in +p50 /],
  ["connections", /^id +client +age +state +requests +sent +in hand\n1-\d+ +127\.0\.0\.1:\d+ .* idle .* 2 /],
  ["workers", /^worker +state .*\n +1 +listening +\d+ +\d+ +\d+ +4 /],
  [
    "log last 4",
    /^time \(UTC\) +id .*\n.* 200 .* GET \/\n.* 404 .* GET \/abuot\.html\n.* 200 .* GET \/\n.* 400 .* GET \/$/,
  ],
  [
    "errors",
    /^[\d:.]+ {2}#1-4 {2}400 {2}127\.0\.0\.1\n {2}Host : a\n {6}\^\n {2}white space .* \(RFC 9112 §5\.1\)$/,
  ],
  ["top paths", /^requests +± +path\n +3 +0 +\/\n +1 +0 +\/abuot\.html$/],
  [
    "missing",
    /^requests +± +path +nearest .*\n +1 +0 +\/abuot\.html +\/about\.html +http:\/\/ref\.example\/$/,
  ],
  ["files", /^ *bytes .*\n +5 B +- +1 .*\/index\.html$/],
  [
    "why /.env",
    /\n *\d+ +fence +a name in it is not served \(files\.dotfiles\)\n[^]*HTTP\/1\.1 404 Not Found/,
  ],
  ["get /", /^HTTP\/1\.1 200 OK\n[^]*\nsize +5 bytes\n/],
  ["curl #1-2", /^curl -i .*http:\/\/127\.0\.0\.1:\d+\/abuot\.html$/],
  ["doctor", /note: \.env: not served[^]*\n {2}\$ mv -n [^]*finding/],
  ["expect GET / 200", /^GET \/: 200 OK$/],
  ["trace next /traced", /^GET \/traced HTTP\/1\.1\n[^]*body sent +[\d.]+ µs\n[^]*HTTP\/1\.1 404 Not Found/],
];

/** What changes something, and takes it back. */
const CHANGE: readonly Step[] = [
  [
    "settings timeouts.idle",
    /^setting +timeouts\.idle\nvalue +9s\ndefault +15s\nsource +\/.*\.linprconfig\n/,
  ],
  [
    "set timeouts.idle 5m",
    /^timeouts\.idle: 9s -> 5m\. Undo: revert timeouts\.idle$/,
    /^listening, unsaved$/,
  ],
  ["changes", /^n +setting .*\n1 +timeouts\.idle +9s -> 5m +[\d:]+ the console$/],
  ["generations", /^n .*\n1 .* start\n2 .* set timeouts\.idle 5m, by the console$/],
  ["revert", /^timeouts\.idle: 5m -> 9s\nUndo: rollback 2$/, /^listening$/],
  ["rollback 2", /^timeouts\.idle: 9s -> 5m\nUndo: rollback 3$/, /^listening, unsaved$/],
  ["save", /^\.linprconfig: timeouts\.idle written\./, /^listening$/],
  ["reload --dry-run", /^Nothing would change\.$/],
  ["reload", /^Nothing has changed\.$/],
  ["block 203.0.113.0/24 for 10m", /^203\.0\.113\.0\/24: let in -> blocked for 10m, 0 connections ended\./],
  ["blocks", /^block +hits +ends\n203\.0\.113\.0\/24 +0 +in (10m|9m \d+s)$/],
  ["unblock 203.0.113.0/24", /^203\.0\.113\.0\/24: blocked for \d+[ms] -> let in\. Undo: block 203/],
  ["maintenance on for 15m", /^maintenance: off -> on for 15m\./, /^listening, maintenance$/],
  ["maintenance off", /^maintenance: on for \d+[ms] -> off\./, /^listening$/],
  ["pause", /^connections: .* -> .*\. Undo: resume$/, /^listening, paused$/],
  ["resume", /^connections: .* Undo: pause$/, /^listening$/],
  ["root other", /^root: .*\/pub -> .*\/other\. Undo: root -$/],
  ["root -", /^root: .*\/other -> .*\/pub\. Undo: root /],
  ["restart", /^1 worker: \d+ -> \d+\. Nothing to undo\.$/],
  ["kill idle", /^\d+ connections? ended\.$/],
  ["drain", /^connections: .* Undo: resume$/, /^listening, draining$/],
  ["resume", /^connections: /, /^listening$/],
  ["run smoke.linpr", /^GET \/: 200 OK\nGET \/nothing: 404 Not Found$/],
  ["stop", /^Stopped\.$/, /^stopped$/],
];

/** A good request, one that finds nothing, and one that is refused, on a connection that stays and on one that ends. */
async function visit(port: number): Promise<KeepAliveClient> {
  const client = await KeepAliveClient.connect(port);
  await client.request({ target: "/" });
  await client.request({ target: "/abuot.html", fields: ["Referer: http://ref.example/"] });
  const refused = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost : a\r\n\r\n";
  await rawExchange(port, [refused], { responses: 2 });
  return client;
}

Deno.test("a session in a terminal: every command, its answer, and the state in the prompt", async () => {
  await using tree = await contentTree({ "index.html": "hello", "about.html": "about", ".env": "secret" });
  await tree.writeOutside("other/index.html", "other");
  await tree.writeOutside(".linprconfig", '{ "timeouts": { "idle": "9s" } }\n');
  await tree.writeOutside("smoke.linpr", "expect GET / 200\nexpect GET /nothing 404 # not there\n");
  await using pty = await openSession(tree, { columns: 160 });
  let state = /^stopped$/;
  const type = async ([line, shows, after]: Step, meanwhile?: () => Promise<unknown>) => {
    assertMatch(await typeLine(pty, line, meanwhile), shows, line);
    state = after ?? state;
    await pty.expect(new RegExp(`\\[${state.source.slice(1, -1)}\\] >$`));
  };
  for (const step of BEGIN) await type(step);
  const [, port] = await pty.expect(/Local: .*:(\d+)\//);
  await untilSettled();
  using client = await visit(Number(port));
  const ask = () => rawExchange(Number(port), ["GET /traced HTTP/1.1\r\nHost: a\r\n\r\n"], { responses: 1 });
  for (const step of SEE) await type(step, step[0].startsWith("trace") ? ask : undefined);
  client[Symbol.dispose]();
  for (const step of CHANGE) await type(step);
  await pty.enter("exit");
  assertEquals((await pty.status).code, 0);
});

Deno.test("the session leaves no command out", () => {
  const typed = [...BEGIN, ...SEE, ...CHANGE].map(([line]) => line.split(" ")[0]);
  const missing = COMMANDS.filter(({ name }) => name !== "exit" && !typed.includes(name));
  assertEquals(missing.map(({ name }) => `${name}: type it in session_test.ts`), []);
});
