/** Windows of all sizes, keys of all kinds: a console in a terminal, over a server that is asked meanwhile. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { KEYS, type Pty } from "../_helpers/pty.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { contentTree } from "../_helpers/tree.ts";
import { listen, openSession, typeLine } from "../_helpers/typed_session.ts";

/** Presses Tab behind a text, waits for what it becomes, and clears the line. */
async function complete(pty: Pty, typed: string, becomes: RegExp): Promise<void> {
  await pty.type(typed);
  await pty.expect(new RegExp(`> ${RegExp.escape(typed.trimEnd())}$`));
  await pty.type(KEYS.tab);
  await pty.expect(becomes);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/ >$/);
}

Deno.test("Tab completes commands, options, settings, values, files, and from what clients have asked lately", async () => {
  await using tree = await contentTree({
    "index.html": "hello",
    "images/logo.svg": "<svg/>",
    "a b.txt": "A",
  });
  await tree.writeOutside("smoke.linpr", "wait ready\n");
  await using pty = await openSession(tree, { columns: 120 });
  const port = await listen(pty);
  using client = await KeepAliveClient.connect(port);
  await client.request({ target: "/asked-for-lately?x=1" });
  const cases: readonly (readonly [typed: string, becomes: RegExp])[] = [
    ["gener", /> generations$/],
    ["expl", /> explain$/],
    ["log --fol", /> log --follow$/],
    ["log --form c", /> log --form combined$/],
    ["log sl", /> log slow>50ms$/],
    ["help mainten", /> help maintenance$/],
    ["top ref", /> top referrers$/],
    ["settings cache.lar", /> settings cache\.largestFile$/],
    ["set timeouts.id", /> set timeouts\.idle$/],
    ["set timeouts.idle ", /> set timeouts\.idle 15s$/],
    ["set files.listing of", /> set files\.listing off$/],
    ["set files.trailingSlash al", /> set files\.trailingSlash always$/],
    ["set files.listing on for 2", /> set files\.listing on for 24h$/],
    ["maintenance on f", /> maintenance on for$/],
    ["get /im", /> get \/images\/$/],
    ["get /images/", /> get \/images\/logo\.svg$/],
    ["why /a%", /> why \/a%20b\.txt$/],
    ["why /asked", /> why \/asked-for-lately\?x=1$/],
    ["curl 1-", /> curl 1-1$/],
    ["curl #1", /> curl #1-1$/],
    ["curl #", /> curl #1-1$/],
    ["log last 2", /> log last 20$/],
    ["log since 5", /> log since 5m$/],
    ["log 12", /> log 127\.0\.0\.1$/],
    ["why 1", /> why 1-1$/],
    ["why #1", /> why #1-1$/],
    ["run sm", /> run smoke\.linpr$/],
    ["block 12", /> block 127\.0\.0\.1$/],
    ["kill 12", /> kill 127\.0\.0\.1$/],
    ["connections li", /> connections linger$/],
  ];
  for (const [typed, becomes] of cases) await complete(pty, typed, becomes);
  // Where there are several, another Tab lists them, and the line stays.
  await pty.type(`set files.tr${KEYS.tab}`);
  await pty.expect(/> set files\.trailingSlash$/);
  await pty.type(KEYS.tab);
  await pty.expect(/\ndirectories\s+always\s+never\s[^]*> set files\.trailingSlash$/);
});

/** The lines that the program has written since, before a terminal wraps them. */
function linesSince(pty: Pty, from: number): readonly string[] {
  // deno-lint-ignore no-control-regex -- control sequences are what it is for
  const plain = pty.output.text.slice(from).replace(/\x1b\[[?\d;]*[A-Za-z]/g, "");
  return plain.split("\n").map((line) => line.replaceAll("\r", ""));
}

Deno.test("in narrow windows nothing that is shown is wider than the window", async () => {
  await using tree = await contentTree({ "index.html": "hello", "images/photo-of-the-year.html": "photo" });
  const lines = [
    "status",
    "log last 5",
    "errors",
    "top paths",
    "top agents",
    "missing",
    "connections",
    "workers",
    "files",
    "changes",
    "generations",
    "blocks",
    "doctor",
    "settings",
    "settings timeouts.idle",
    "set limits.requestsPerSecond 1000 for 10m",
    "help",
    "help log",
    "set",
    "revert all",
  ];
  for (const columns of [40, 60, 80]) {
    await using pty = await openSession(tree, { columns });
    const port = await listen(pty);
    using client = await KeepAliveClient.connect(port);
    await client.request({
      target: "/images/photo-of-the-yaer.html?and=a&long=query",
      fields: [
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0",
        "Referer: http://www.example.org/links/of/the/week.html",
      ],
    });
    const refused = `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"long ".repeat(20)}\x01${
      " long".repeat(20)
    }\r\n\r\n`;
    await rawExchange(port, [refused], { responses: 1 });
    for (const line of lines) {
      // An address, a state and what is in hand take 44.
      const widest = line === "connections" ? Math.max(44, columns) : columns;
      const from = pty.output.text.length;
      await typeLine(pty, line);
      // The line that was typed may be wrapped, and a path that is one long word.
      const [, ...shown] = linesSince(pty, from);
      const wide = shown.filter((row) => row.length > widest && !row.includes(tree.base));
      assertEquals(wide, [], `${line} at ${columns}`);
    }
  }
});

Deno.test("a long answer scrolls through a low window, and the line that is typed next is whole", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  await using pty = await openSession(tree, { columns: 80, rows: 10 });
  for (const line of ["help", "settings", "help log"]) {
    await pty.type(line);
    const rows = (await typeLine(pty, "")).split("\n");
    assert(rows.length > 10, `${rows.length} rows`);
    assertStringIncludes(pty.screen(), `> ${line}\n`);
  }
  assertMatch(await typeLine(pty, "settings general.port"), /^setting +general\.port\n[^]*change +waits for/);
  await listen(pty);
  await pty.enter("settings --json; status --watch 0.1");
  await pty.expect(/\n}\nstate +listening\n(.*\n){6}…\nevery 0\.1 s; Ctrl-C ends it\n$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/every 0\.1 s; Ctrl-C ends it\nLINPR .* >$/);
  assertEquals(pty.screen().split("Ctrl-C ends it").length, 2);
});

Deno.test("Ctrl-C ends what goes on, and what is typed meanwhile stays below the lines that come", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  await using pty = await openSession(tree, { columns: 60 });
  const port = await listen(pty);
  using client = await KeepAliveClient.connect(port);
  for (
    const line of ["status --watch 0.1", "top paths --watch 0.1", "trace next /nothing", "wait requests 99"]
  ) {
    // Enter and Ctrl-C in one piece, as a paste or a slow line has them.
    await pty.type(`${line}${KEYS.enter}${KEYS.ctrlC}`);
    await pty.expect(new RegExp(`> ${RegExp.escape(line)}\n[^]+\nLINPR .* \\[listening\\] >$`));
    assertMatch(await typeLine(pty, "expect GET / 200"), /^GET \/: 200 OK$/);
  }
  await pty.enter("log -f path~/followed");
  await pty.expect(/\ntime \(UTC\) +id +status +request\nLINPR .* \[listening, following\] >$/);
  await pty.type("help st");
  await pty.expect(/following\] > help st$/);
  await client.request({ target: `/followed/${"long".repeat(20)}` });
  await pty.expect(/\n[\d:.]+ +#1-\d+ +404 +GET \/followed\/[long]+…\nLINPR .* > help st$/);
  await pty.type("atus");
  await client.request({ target: "/followed" });
  await pty.expect(/…\n[\d:.]+ +#1-\d+ +404 +GET \/followed\nLINPR .* > help status$/);
  await pty.enter("");
  await pty.expect(/> help status\nstatus \[--json\][^]*\nLINPR .* \[listening, following\] >$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/LINPR .* \[listening\] >$/);
  await client.request({ target: "/followed/no-more" });
  const { length } = pty.screen();
  assertMatch(await typeLine(pty, "log last 1"), /GET \/followed\/no-more$/);
  assertEquals(pty.screen().slice(length).split("no-more").length, 2);
});
