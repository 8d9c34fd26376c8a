import { assert, assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { VERSION } from "../../src/version.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { eventually } from "../_helpers/eventually.ts";
import { isAlive } from "../_helpers/proc.ts";
import { program } from "../_helpers/program.ts";
import { KEYS, openPty, type Pty, type PtyOptions } from "../_helpers/pty.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const PROMPT = new RegExp(`LINPR ${VERSION} \\[stopped\\] >$`);

/** A console over a small site, its prompt shown. */
async function openConsole(tree: ContentTree, options: Partial<PtyOptions> = {}): Promise<Pty> {
  const { command, args } = program();
  const flags = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "2"];
  const pty = openPty({ program: { command, args: [...args, ...flags] }, cwd: tree.base, ...options });
  await pty.expect(PROMPT);
  return pty;
}

/** Has the server listen, and gives its port. */
async function listen(pty: Pty): Promise<number> {
  await pty.enter("listen");
  const [, port] = await pty.expect(/Local: {3}http:\/\/127\.0\.0\.1:(\d+)\/\n.*>$/);
  return Number(port);
}

Deno.test("the console greets, starts up, listens, serves, tells its status, and exits", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  await using pty = await openConsole(tree, { columns: 120 });
  assertStringIncludes(
    pty.output.text,
    `Welcome to LINPR ${VERSION}. Type 'help' for help, or 'help cmd' for info on the 'cmd' command.\r\n`,
  );
  await pty.enter("startup localhost:0");
  const [, claimed] = await pty.expect(/Claimed localhost:(\d+)\. Type 'listen' to serve\.\nLINPR .* >$/);
  await pty.enter("listen");
  const [, url] = await pty.expect(/Local: {3}(http:\/\/localhost:\d+\/)\nLINPR .* >$/);
  assertEquals(url, `http://localhost:${claimed}/`);
  const response = await fetch(url ?? "");
  assertEquals([response.status, await response.text()], [200, "hello"]);
  await pty.enter("status");
  await pty.expect(/state +listening\n[^]*workers +2\n[^]*requests +1 \(2xx 1\)\n[^]*LINPR .* >$/);
  // Our client keeps its connection: without the option it would be asked about.
  await pty.enter("exit --yes");
  assertEquals((await pty.status).code, 0);
  await assertRejects(
    () => Deno.connect({ hostname: "localhost", port: Number(claimed) }),
    Deno.errors.ConnectionRefused,
  );
});

Deno.test("an empty line does nothing, and a mistake is told above a new prompt", async () => {
  await using tree = await contentTree();
  await using pty = await openConsole(tree);
  await pty.enter("");
  await pty.expect(/(LINPR .* >\n){1}LINPR .* >$/);
  await pty.enter("lisen");
  await pty.expect(/> lisen\nUnknown command 'lisen'\. Did you mean 'listen'\?\nLINPR .* >$/);
  await pty.enter("startup 99999");
  await pty.expect(/"99999" is not a port: [^>]+\nLINPR .* >$/);
});

Deno.test("Ctrl-C on an empty prompt says how to leave, and clears a line otherwise", async () => {
  await using tree = await contentTree();
  await using pty = await openConsole(tree);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/\nUse 'exit' to exit\.\nLINPR .* >$/);
  await pty.type("rubbish");
  await pty.expect(/> rubbish$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(PROMPT);
  await pty.enter("status");
  await pty.expect(/> status\nstate +stopped\n/);
});

Deno.test("Ctrl-D leaves with status 0 and the cursor on a new line", async () => {
  await using tree = await contentTree();
  await using pty = await openConsole(tree);
  await listen(pty);
  await pty.type(KEYS.ctrlD);
  assertEquals((await pty.status).code, 0);
  await pty.output.ended;
  assertMatch(pty.screen(), /LINPR .* >\n$/);
});

Deno.test("Tab completes commands and settings, Up recalls lines", async () => {
  await using tree = await contentTree();
  await using pty = await openConsole(tree);
  await pty.type("setti");
  await pty.expect(/> setti$/);
  await pty.type(KEYS.tab);
  await pty.expect(/> settings$/);
  await pty.type("cache.v");
  await pty.expect(/> settings cache\.v$/);
  await pty.type(KEYS.tab);
  await pty.expect(/> settings cache\.validFor$/);
  await pty.type(KEYS.enter);
  await pty.expect(/setting +cache\.validFor\n[^]* >$/);
  await pty.type(KEYS.up);
  await pty.expect(/\nLINPR .* > settings cache\.validFor$/);
});

Deno.test("Ctrl-C while 'stop' waits cuts the connections off", async () => {
  await using tree = await contentTree({ "large.bin": "" });
  await Deno.truncate(tree.path("large.bin"), LARGE_FILE);
  await using pty = await openConsole(tree);
  const port = await listen(pty);
  using client = await keepBusy(port, "/large.bin");
  await pty.enter("stop");
  await pty.expect(/Stopping: 1 connection in use, 10 s at most\. Ctrl-C cuts off\.\n$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/1 connection cut off\.\nStopped\.\nLINPR .* >$/);
  await client.drain();
  await pty.enter("status");
  await pty.expect(/state +stopped\n/);
});

Deno.test("'exit' asks while a client is connected, and only then", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  await using pty = await openConsole(tree, { columns: 120 });
  const port = await listen(pty);
  using client = await Deno.connect({ hostname: "127.0.0.1", port });
  await client.write(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  await client.read(new Uint8Array(1024));
  await pty.enter("exit");
  await pty.expect(/1 connection is open\. Stop serving and leave\? \[y\/N\]$/);
  await pty.enter("");
  await pty.expect(/\nThe server serves on\.\nLINPR .* >$/);
  await pty.enter("exit");
  await pty.expect(/leave\? \[y\/N\]$/);
  await pty.type(KEYS.ctrlC);
  await pty.expect(/\nCancelled\.\nLINPR .* >$/);
  await pty.enter("exit");
  await pty.expect(/leave\? \[y\/N\]$/);
  await pty.enter("y");
  assertEquals((await pty.status).code, 0);
});

Deno.test("'exit --yes' does not ask", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  await using pty = await openConsole(tree);
  using _client = await Deno.connect({ hostname: "127.0.0.1", port: await listen(pty) });
  await pty.enter("wait requests 0; exit --yes");
  assertEquals((await pty.status).code, 0);
});

Deno.test("the prompt tells the state, '--watch' repaints in place, and Ctrl-C ends it", async () => {
  await using tree = await contentTree();
  await using pty = await openConsole(tree);
  await pty.enter("startup");
  await pty.expect(/LINPR .* \[claimed\] >$/);
  await pty.enter("listen");
  await pty.expect(/LINPR .* \[listening\] >$/);
  await pty.enter("status --watch 0.1");
  await pty.expect(/> status --watch 0\.1\nstate +listening\n([^]*)\nevery 0\.1 s; Ctrl-C ends it\n$/);
  const painted = pty.output.text.split("every 0.1 s").length;
  await eventually(
    () => pty.output.text.split("every 0.1 s").length > painted ? true : undefined,
    "another look",
  );
  await pty.type(KEYS.ctrlC);
  await pty.expect(
    /> status --watch 0\.1\nstate +listening\n[^>]*\nevery 0\.1 s; Ctrl-C ends it\nLINPR .* \[listening\] >$/,
  );
  assertEquals(pty.screen().split("listening\n").length, 2);
});

Deno.test("a TERM signal drains and leaves, with the terminal as it was", async () => {
  await using tree = await contentTree();
  await using pty = await openConsole(tree);
  await listen(pty);
  await pty.type("half a li");
  await pty.expect(/half a li$/);
  Deno.kill(await pty.pid(), "SIGTERM");
  assertEquals((await pty.status).code, 0);
  await pty.output.ended;
  assertMatch(pty.screen(), /> half a li\n$/);
});

Deno.test("the console ends when its terminal goes away", async () => {
  await using tree = await contentTree();
  await using pty = await openConsole(tree);
  await listen(pty);
  const pid = await pty.pid();
  await pty.hangUp();
  await eventually(() => isAlive(pid) ? undefined : true, "the end of the console");
});

Deno.test("the console is coloured in a terminal, but not with NO_COLOR", async () => {
  await using tree = await contentTree();
  for (const [env, coloured] of [[{}, true], [{ NO_COLOR: "1" }, false]] as const) {
    await using pty = await openConsole(tree, { env });
    await pty.enter("help; frobnicate");
    await pty.expect(/Unknown command[^]* >$/);
    assert(pty.output.text.includes("\x1b[1mlisten") === coloured);
    assert(pty.output.text.includes("\x1b[31mUnknown") === coloured);
  }
});

Deno.test("the console does not open when the settings are wrong", async () => {
  await using tree = await contentTree();
  const { command, args } = program();
  await using pty = openPty({
    program: { command, args: [...args, "-p", "abc"] },
    cwd: tree.base,
    columns: 120,
  });
  assertEquals((await pty.status).code, 2);
  await pty.output.ended;
  assertMatch(pty.screen(), /^general\.port: expected a port[^]*got "abc" on the command line\n$/);
});

Deno.test("the console does not open when the content root is missing", async () => {
  await using tree = await contentTree();
  const { command, args } = program();
  await using pty = openPty({
    program: { command, args: [...args, "-d", "nowhere"] },
    cwd: tree.base,
    columns: 200,
  });
  assertEquals((await pty.status).code, 2);
  await pty.output.ended;
  assertMatch(pty.screen(), /^The content root \/.*\/nowhere does not exist: .*\n$/);
});
