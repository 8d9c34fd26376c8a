/** `log -f` in a real terminal, while somebody types and others flood. */

import { assert, assertEquals } from "@std/assert";
import { eventually } from "../_helpers/eventually.ts";
import { KEYS, openPty } from "../_helpers/pty.ts";
import { program } from "../_helpers/program.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { contentTree } from "../_helpers/tree.ts";

/** Requests that are sent at once, again and again, until it is aborted; gives how many were answered. */
async function flood(port: number, signal: AbortSignal): Promise<number> {
  const request = "GET /flood HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100);
  let answered = 0;
  while (!signal.aborted) {
    const { responses } = await rawExchange(port, [request], { responses: 100 });
    answered += responses.filter(({ status }) => status === 404).length;
  }
  return answered;
}

Deno.test("log -f shows what comes above the line being typed, bounded, and Ctrl-C ends it", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  const { command, args } = program();
  const flags = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "1"];
  await using pty = openPty({
    program: { command, args: [...args, ...flags] },
    cwd: tree.base,
    columns: 120,
  });
  await pty.expect(/LINPR .* >$/);
  await pty.enter("listen");
  const port = Number((await pty.expect(/Local: {3}http:\/\/127\.0\.0\.1:(\d+)\/\n.*>$/))[1]);
  await pty.enter("log -f status>=400");
  await pty.expect(/\[listening, following\] >$/);
  const hostile = "GET /\x1b]0;title\x07\x9b2J HTTP/1.1\r\nHost: a\r\n\r\n";
  await rawExchange(port, [Uint8Array.from(hostile, (character) => character.charCodeAt(0))], {
    responses: 1,
  });
  await pty.expect(/400 .* GET \/\\x1b\]0;title\\x07\\x9b2J\n/);
  assert(!pty.output.text.includes("\x1b]0;"), "the title reached the terminal");
  const over = new AbortController();
  const flooding = flood(port, over.signal);
  try {
    await pty.expect(/404 .* GET \/flood\n[^]*… and \d+ more/);
    let typed = "";
    for (const word of ["status;", " expect", " GET /", " 200;", " wait", " ready"]) {
      await pty.type(word);
      typed += word;
      await eventually(() => pty.screen().endsWith(`> ${typed}`) || undefined, `${typed} on the screen`);
    }
    await pty.type(KEYS.enter);
    await pty.expect(/state +listening\n[^]*GET \/: 200 OK\nReady\./);
  } finally {
    over.abort();
  }
  const answered = await flooding;
  assert(answered > 500, `${answered} were answered`);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/\[listening\] >$/);
  const lines = pty.screen().split("\n").filter((line) => line.includes("GET /flood")).length;
  assert(lines < answered / 2, `${lines} lines of ${answered} requests`);
  await pty.enter("exit --yes");
  assertEquals((await pty.status).code, 0);
});
