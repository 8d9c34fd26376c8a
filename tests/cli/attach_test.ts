/** The console of a server that runs, in a terminal. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { VERSION } from "../../src/version.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { eventually } from "../_helpers/eventually.ts";
import { type LinprProcess, startProcess } from "../_helpers/process.ts";
import { program } from "../_helpers/program.ts";
import { KEYS, openPty, type Pty, type PtyOptions } from "../_helpers/pty.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { runToEnd } from "../_helpers/run.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

/** A server without a prompt, that listens. */
async function serve(tree: ContentTree, socket: string): Promise<LinprProcess> {
  const args = ["serve", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "1", "--socket", socket];
  const server = startProcess({ args, cwd: tree.base });
  await server.stdout.waitFor(/Local: .*\n/);
  return server;
}

async function attach(tree: ContentTree, socket: string, options: Partial<PtyOptions> = {}): Promise<Pty> {
  const { command, args } = program();
  const pty = openPty({
    program: { command, args: [...args, "attach", socket] },
    cwd: tree.base,
    columns: 120,
    ...options,
  });
  await pty.expect(/LINPR .* >$/);
  return pty;
}

Deno.test("'linpr attach' has prompt, completion, history and colours, and 'exit' leaves the server running", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  const socket = `${tree.base}/control.sock`;
  await using server = await serve(tree, socket);
  const env = { XDG_STATE_HOME: `${tree.base}/state` };
  await using pty = await attach(tree, socket, { env });
  assertMatch(
    pty.screen(),
    new RegExp(`^Attached to the server at ${socket}\\. 'exit' leaves it running\\.\nLINPR ${VERSION} `),
  );
  await pty.type("settings cache.v");
  await pty.expect(/> settings cache\.v$/);
  await pty.type(KEYS.tab);
  await pty.expect(/> settings cache\.validFor$/);
  await pty.enter("; lisen");
  await pty.expect(
    /setting +cache\.validFor\n[^]*Unknown command 'lisen'\. Did you mean 'listen'\?\nLINPR .* >$/,
  );
  assert(pty.output.text.includes("\x1b[1mcache.validFor"));
  assert(pty.output.text.includes("\x1b[31mUnknown"));
  await pty.enter("exit");
  assertEquals((await pty.status).code, 0);
  await using again = await attach(tree, socket, { env });
  await again.type(KEYS.up + KEYS.up);
  await again.expect(/> settings cache\.validFor; lisen$/);
  await again.type(KEYS.ctrlC + KEYS.ctrlD);
  assertEquals((await again.status).code, 0);
  assertEquals(server.stderr.text, "");
});

Deno.test("Ctrl-C at the other end ends the command that runs, and the prompt tells what another operator did", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  const socket = `${tree.base}/control.sock`;
  await using _server = await serve(tree, socket);
  await using pty = await attach(tree, socket);
  await using other = await attach(tree, socket);
  await pty.enter("wait requests 1000000");
  await pty.type("typed ahead");
  await pty.expect(/> wait requests 1000000\ntyped ahead$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/\nThe wait was ended\.\nLINPR .* > typed ahead$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/LINPR .* \[listening\] >$/);
  await other.enter("stop");
  await pty.expect(/LINPR .* \[stopped\] >$/);
  await other.enter("status --watch 0.1");
  await other.expect(/state +stopped\n.*\nevery 0\.1 s; Ctrl-C ends it\n$/);
  await pty.enter("listen");
  await other.expect(/state +listening\n[^]*every 0\.1 s; Ctrl-C ends it\n$/);
  await other.type(KEYS.ctrlC);
  await other.expect(/LINPR .* \[listening\] >$/);
});

Deno.test("'linpr attach' shows what the server has to tell above the line being typed", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  const socket = `${tree.base}/control.sock`;
  const settings = {
    handlers: { fetch: { app: { module: "app/main.js", path: "/app" } } },
    routing: { rules: [{ match: { path: "/broken" }, answer: { status: 500 } }] },
  };
  await tree.writeOutside(
    "app/main.js",
    "export default () => {\n  setTimeout(() => { throw null; });\n  return new Response();\n};\n",
  );
  await tree.writeOutside(".linprconfig", JSON.stringify(settings));
  await using server = await serve(tree, socket);
  const [, port] = await server.stdout.waitFor(/Local: .*:(\d+)\/\n/);
  await tree.writeOutside(".linprconfig", JSON.stringify({ ...settings, general: { serverHeader: "a" } }));
  await using pty = await attach(tree, socket, { columns: 150 });
  await pty.type("half a li");
  const above = (notice: RegExp) =>
    pty.expect(new RegExp(`\n${notice.source}\n[^]*LINPR .* \\[listening[^>]*\\] > half a li$`));
  await above(/\.linprconfig has changed on disk: 'reload' takes that up, 'reload --dry-run' shows it\./);
  const broken = "GET /broken HTTP/1.1\r\nHost: a\r\n\r\n".repeat(40);
  await rawExchange(Number(port), [broken], { responses: 40 });
  await above(
    /\d+ answers of the last second were errors of the server \(5xx\): 'log status>=500' shows them/,
  );
  await rawExchange(Number(port), ["GET /app HTTP/1.1\r\nHost: a\r\n\r\n"], { responses: 1 });
  await above(/worker 1: bug: "an application, where nobody waits for it": null/);
  await runToEnd(["do", "--socket", socket, "set timeouts.idle 5s for 1s"], { cwd: tree.base });
  await above(/timeouts\.idle: the time is over, and what was before is back in force/);
  assertMatch(pty.screen(), /^Attached[^\n]*\n([^\n]*\n){4}LINPR .* > half a li$/);
});

Deno.test("'exit --server' asks at the other end while clients are connected, then ends the server", async () => {
  await using tree = await contentTree({ "index.html": "hello", "large.bin": "" });
  await Deno.truncate(tree.path("large.bin"), LARGE_FILE);
  const socket = `${tree.base}/control.sock`;
  await using server = await serve(tree, socket);
  const [, port] = await server.stdout.waitFor(/Local: .*:(\d+)\/\n/);
  await using watcher = await attach(tree, socket);
  await using pty = await attach(tree, socket);
  using client = await keepBusy(Number(port), "/large.bin");
  await pty.enter("exit --server");
  await pty.expect(/1 connection is open, 1 active\. Stop serving and leave\? \[y\/N\]$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/\nCancelled\.\nLINPR .* >$/);
  await pty.enter("exit --server");
  await pty.expect(/leave\? \[y\/N\]$/);
  await client.drain();
  await pty.enter("yes");
  assertEquals((await pty.status).code, 0);
  assertEquals((await server.status).code, 0);
  await watcher.expect(/\nThe server has ended\.\n$/);
  assertEquals((await watcher.status).code, 1);
  await eventually(() => exists(socket) ? undefined : true, "the end of the socket");
});

Deno.test("'linpr attach' tells when the server is gone in the middle of a line", async () => {
  await using tree = await contentTree();
  const socket = `${tree.base}/control.sock`;
  await using server = await serve(tree, socket);
  await using pty = await attach(tree, socket);
  await pty.type("half a li");
  await pty.expect(/half a li$/);
  server.signal("SIGKILL");
  await pty.expect(/half a li\nThe connection to the server is lost\.\n$/);
  assertEquals((await pty.status).code, 1);
});

Deno.test("'linpr do' in a terminal has its width and colours", async () => {
  await using tree = await contentTree();
  const socket = `${tree.base}/control.sock`;
  await using _server = await serve(tree, socket);
  const { command, args } = program();
  const line = "settings general.host; help status; lisen";
  const own = { program: { command, args: [...args, "do", line, "--socket", socket] }, cwd: tree.base };
  for (const [columns, env, coloured] of [[60, {}, true], [120, { NO_COLOR: "1" }, false]] as const) {
    await using pty = openPty({ ...own, columns, env });
    assertEquals((await pty.status).code, 1);
    await pty.output.ended;
    assertEquals(pty.output.text.includes("\x1b[31mUnknown command"), coloured);
    assertEquals(pty.output.text.includes("\x1b[1mgeneral.host"), coloured);
    assert(pty.screen().split("\n").every((row) => row.length <= columns));
    assertEquals(/until Ctrl-C$/m.test(pty.screen()), true);
    assertEquals(pty.screen().includes("or as many as you say, until Ctrl-C"), columns === 120);
  }
});

Deno.test("a TERM signal leaves, with the terminal as it was and the server running", async () => {
  await using tree = await contentTree();
  const socket = `${tree.base}/control.sock`;
  await using server = await serve(tree, socket);
  await using pty = await attach(tree, socket);
  await pty.type("half a li");
  await pty.expect(/half a li$/);
  Deno.kill(await pty.pid(), "SIGTERM");
  assertEquals((await pty.status).code, 143);
  await pty.output.ended;
  assertMatch(pty.screen(), /> half a li\n$/);
  await using _again = await attach(tree, socket);
  assertEquals(server.stderr.text, "");
});

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
