import { assertEquals, assertMatch } from "@std/assert";
import { COMMANDS } from "../../src/console/commands.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { type LinprProcess, startProcess } from "../_helpers/process.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

/** A console whose commands come from a pipe. */
function openPipe(tree: ContentTree, flags: readonly string[] = []): LinprProcess {
  const args = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "2", ...flags];
  return startProcess({ args, cwd: tree.base, hasInput: true });
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Waits for the end of a process and of its output. */
async function ended({ status, stdout, stderr }: LinprProcess): Promise<Ended> {
  const { code } = await status;
  await Promise.all([stdout.ended, stderr.ended]);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Runs a whole script. */
async function runScript(tree: ContentTree, script: string, flags: readonly string[] = []): Promise<Ended> {
  await using console = openPipe(tree, flags);
  await console.write(script);
  await console.closeInput();
  return await ended(console);
}

Deno.test("a pipe's commands run without a prompt, and its end stops the server", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  await using console = openPipe(tree);
  await console.write("startup\r\nlisten\r\n");
  const [, port] = await console.stdout.waitFor(/Local: {3}http:\/\/127\.0\.0\.1:(\d+)\/\n/);
  const response = await fetch(`http://127.0.0.1:${port}/a.txt`);
  assertEquals(await response.text(), "A");
  // The last line has no line break.
  await console.write("\n# a comment\nstatus");
  await console.closeInput();
  const { code, stdout, stderr } = await ended(console);
  assertEquals([code, stderr], [0, ""]);
  assertMatch(
    stdout,
    /^Claimed 127\.0\.0\.1:\d+\. Type 'listen' to serve\.\nLocal: .*\nstate +listening\n[^]*requests +1 \(2xx 1\)\n/,
  );
});

Deno.test("an empty pipe is fine", async () => {
  await using tree = await contentTree();
  assertEquals(await runScript(tree, ""), { code: 0, stdout: "", stderr: "" });
});

Deno.test("the first command that fails ends a pipe with status 1, and what fails goes to stderr", async () => {
  await using tree = await contentTree();
  const { code, stdout, stderr } = await runScript(tree, "startup\nlisen\nstatus\n");
  assertEquals([code, stderr], [1, "Unknown command 'lisen'. Did you mean 'listen'?\n"]);
  assertMatch(stdout, /^Claimed .*\n$/);
});

Deno.test("'exit' and 'quit' end a pipe with status 0", async () => {
  await using tree = await contentTree();
  for (const line of ["exit", "quit"]) {
    assertEquals(await runScript(tree, `${line}\nlisen\n`), { code: 0, stdout: "", stderr: "" });
  }
});

Deno.test("'stop' gives the port back, and the server can start again", async () => {
  await using tree = await contentTree();
  const { code, stdout, stderr } = await runScript(tree, "listen\nstop\nstop\nlisten; startup\n");
  assertEquals([code, stderr], [1, "The server is listening already: 'stop' it first.\n"]);
  assertMatch(stdout, /^Local: .*\nStopped\.\nNot started\.\nLocal: .*\n$/);
});

Deno.test("'reload' applies changed settings, names those that wait, and survives a mistake", async () => {
  await using tree = await contentTree();
  const settings = (text: string) => tree.writeOutside(".linprconfig", text);
  await settings(`{ "general": { "serverHeader": "one" } }`);
  await using console = openPipe(tree);
  await console.write("listen\n");
  const [, url = ""] = await console.stdout.waitFor(/Local: {3}(\S+)\n/);
  const server = async () => {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.headers.get("server");
  };
  assertEquals(await server(), "one");
  await settings(`{ "general": { "serverHeader": "two", "workers": 9 }, "limits": { "connections": 500 } }`);
  await console.write("reload\n");
  // -w on the command line wins over the file's workers.
  await console.stdout.waitFor(
    /general\.serverHeader: one -> two\nlimits\.connections: 0 -> 500 \(after 'stop; startup; listen'\)\n/,
  );
  assertEquals(await server(), "two");
  await settings(`{ "general": { "prot": 1 } }`);
  await console.write("reload\n");
  const { code, stderr } = await ended(console);
  assertEquals(code, 1);
  assertEquals(
    stderr,
    ".linprconfig:1:16 general.prot: unknown key; did you mean general.port?\nThe settings in force stay as they are.\n",
  );
});

Deno.test("'settings' lists, explains, and suggests", async () => {
  await using tree = await contentTree();
  const { code, stdout, stderr } = await runScript(
    tree,
    "settings\nsettings timeouts.idle\nsettings timeouts.idel\n",
  );
  assertEquals([code, stderr], [
    1,
    "Unknown setting 'timeouts.idel'. Did you mean 'timeouts.idle'?\nUsage: settings [--schema] [--json] [key]\n",
  ]);
  assertMatch(stdout, /^general\.host +127\.0\.0\.1 +command line$/m);
  assertMatch(stdout, /^timeouts\.idle +15s +default$/m);
  assertMatch(stdout, /^variable +LINPR_TIMEOUTS_IDLE$/m);
});

Deno.test("'help' lists every command and explains each", async () => {
  await using tree = await contentTree();
  const { stdout: list } = await runScript(tree, "help\n");
  const names = [...list.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name);
  assertEquals(names.toSorted(), COMMANDS.map(({ name }) => name).toSorted());
  const { code, stdout } = await runScript(tree, names.map((name) => `help ${name}\n`).join(""));
  assertEquals(code, 0);
  for (const name of names) assertMatch(stdout, new RegExp(`^${name}( |$)`, "m"));
  assertEquals(
    (await runScript(tree, "help lisen\n")).stderr,
    "Unknown command 'lisen'. Did you mean 'listen'?\n",
  );
});

Deno.test("a signal drains a pipe's server, and the second one ends it at once", async () => {
  await using tree = await contentTree({ "large.bin": "" });
  await Deno.truncate(tree.path("large.bin"), LARGE_FILE);
  const signals = [["SIGINT", 130], ["SIGTERM", 143]] as const;
  for (const [signal, code] of signals) {
    await using console = openPipe(tree);
    await console.write("listen\n");
    const [, port] = await console.stdout.waitFor(/Local: {3}http:\/\/127\.0\.0\.1:(\d+)\/\n/);
    using _client = await keepBusy(Number(port), "/large.bin");
    console.signal(signal);
    await console.stderr.waitFor(/Stopping: 1 connection in use/);
    console.signal(signal);
    assertEquals((await ended(console)).code, code);
  }
});

Deno.test("a signal ends an idle pipe with status 0", async () => {
  await using tree = await contentTree();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    await using console = openPipe(tree);
    await console.write("listen\n");
    await console.stdout.waitFor(/Local: /);
    console.signal(signal);
    assertEquals((await ended(console)).code, 0);
  }
});

Deno.test("--keep-going runs the rest after a failure, and the status tells of it", async () => {
  await using tree = await contentTree();
  const script = "lisen\nstop; lisen; stop\nstop\n";
  const { code, stdout, stderr } = await runScript(tree, script, ["--keep-going"]);
  const unknown = "Unknown command 'lisen'. Did you mean 'listen'?\n";
  assertEquals([code, stdout, stderr], [1, "Not started.\nNot started.\n", unknown.repeat(2)]);
  assertEquals((await runScript(tree, "stop\n", ["-k"])).code, 0);
});

Deno.test("a script starts, waits, asks and stops without sleeping", async () => {
  await using tree = await contentTree({ "index.html": "hello", "a b.txt": "x" });
  const script = [
    "listen",
    "wait ready",
    "expect GET / 200",
    "expect HEAD /a%20b.txt 2xx",
    "expect GET /index.html 206 -H 'Range: bytes=0-1'",
    "expect GET /../etc/passwd 400",
    "expect DELETE / 405",
    "expect GET / 400 --header='Host: a b'",
    "wait requests 6 10s",
    "stop when idle 10s",
  ];
  const { code, stdout, stderr } = await runScript(tree, script.join("\n"));
  assertEquals([code, stderr], [0, ""]);
  assertEquals(stdout.split("\n").slice(1), [
    "Ready.",
    "GET /: 200 OK",
    "HEAD /a%20b.txt: 200 OK",
    "GET /index.html: 206 Partial Content",
    "GET /../etc/passwd: 400 Bad Request",
    "DELETE /: 405 Method Not Allowed",
    "GET /: 400 Bad Request",
    "6 requests.",
    "Stopped.",
    "",
  ]);
});

Deno.test("what a script waits for or expects fails in time, and says what came instead", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  const cases: readonly (readonly [script: string, problem: string])[] = [
    ["wait ready 1ms", "Not ready: the server is stopped after 1ms."],
    ["listen\nwait requests 3 30ms", "0 of 3 requests after 30ms."],
    ["listen\nexpect GET /a 200", "GET /a: expected 200, but got 404 Not Found."],
    ["listen\nexpect GET / 4xx", "GET /: expected 4xx, but got 200 OK."],
    ["expect GET / 200", "The server is stopped: 'listen' comes first."],
    ["startup\nexpect GET / 200", "The server is claimed: 'listen' comes first."],
  ];
  for (const [script, problem] of cases) {
    const { code, stderr } = await runScript(tree, script);
    assertEquals([code, stderr], [1, `${problem}\n`]);
  }
});

Deno.test("wrong words of wait, expect and stop are told with the usage", async () => {
  await using tree = await contentTree();
  const cases: readonly (readonly [line: string, problem: string])[] = [
    ["wait", "'wait' needs <ready, idle, requests>."],
    ["wait redy", '"redy" is nothing to wait for.'],
    ["wait ready 10", '"10" is not a time to wait: write 10s, 500ms or 5m.'],
    ["wait idle 1s 2s", "'wait idle' takes a time, and no more."],
    ["wait requests", "'wait requests' takes a number of requests, not nothing."],
    ["wait requests -1", "'wait requests' takes a number of requests, not \"-1\"."],
    ["wait requests 1 2s 3s", "'wait requests' takes a number and a time."],
    ["expect GET /", "'expect' needs <status>."],
    ["expect 'GET /' / 200", '"GET /" is not a method.'],
    ["expect GET '/ HTTP/1.1' 200", '"/ HTTP/1.1" is not a path: write a blank as %20.'],
    ["expect GET / 2000", '"2000" is not a status: write 200, or 2xx for any of the kind.'],
    ["expect GET / 200 -H Host", "\"Host\" is not a field: write 'Name: value'."],
    ["stop now", "'stop' takes nothing, or 'when idle' and a time."],
    ["stop when idle soon", '"soon" is not a time to wait: write 10s, 500ms or 5m.'],
  ];
  const script = cases.map(([line]) => line).join("\n");
  const { code, stdout, stderr } = await runScript(tree, script, ["--keep-going"]);
  assertEquals([code, stdout], [1, ""]);
  const told = stderr.split(/\nUsage: .*\n/);
  assertEquals(told, [...cases.map(([, problem]) => problem), ""]);
});

Deno.test("'stop when idle' leaves a busy server serving", async () => {
  await using tree = await contentTree({ "large.bin": "" });
  await Deno.truncate(tree.path("large.bin"), LARGE_FILE);
  await using console = openPipe(tree);
  await console.write("listen\n");
  const [, port] = await console.stdout.waitFor(/Local: {3}http:\/\/127\.0\.0\.1:(\d+)\/\n/);
  using client = await keepBusy(Number(port), "/large.bin");
  await console.write("stop when idle 50ms\n");
  await console.stderr.waitFor(/^Not stopped: 1 request is in hand after 50ms\.\n/);
  await client.drain();
  assertEquals((await ended(console)).code, 1);
});

Deno.test("'run' runs a file, which may run another, and names file and line of what fails", async () => {
  await using tree = await contentTree();
  await tree.writeOutside("outer.linpr", "# a script\r\nrun inner.linpr\r\nstop\r\n");
  await tree.writeOutside("inner.linpr", "stop\nlisen\n");
  await tree.writeOutside("endless.linpr", "run endless.linpr");
  await tree.writeOutside("leave.linpr", "exit\nlisen");
  const unknown = "Unknown command 'lisen'. Did you mean 'listen'?";
  assertEquals(await runScript(tree, "run outer.linpr"), {
    code: 1,
    stdout: "Not started.\n",
    stderr: `outer.linpr:2: inner.linpr:2: ${unknown}\n`,
  });
  assertEquals(await runScript(tree, "run -k outer.linpr"), {
    code: 1,
    stdout: "Not started.\nNot started.\n",
    stderr: `outer.linpr:2: inner.linpr:2: ${unknown}\n1 of the lines of outer.linpr failed.\n`,
  });
  assertEquals(await runScript(tree, "run leave.linpr\nlisen"), { code: 0, stdout: "", stderr: "" });
  assertEquals((await runScript(tree, "run nowhere")).stderr, '"nowhere" cannot be read: ENOENT\n');
  assertEquals((await runScript(tree, "run .")).stderr, '"." is not a file.\n');
  const { stderr } = await runScript(tree, "run endless.linpr");
  assertMatch(
    stderr,
    /^(endless\.linpr:1: ){8}'endless\.linpr' is not run: scripts run scripts 8 deep at most\.\n$/,
  );
});

Deno.test("the console and its 'reload' warn of what is odd about the settings", async () => {
  await using tree = await contentTree();
  const rules = [{ answer: { status: 410 } }, { match: { path: "/a" }, rewrite: "/b" }];
  await tree.writeOutside(".linprconfig", JSON.stringify({ routing: { rules } }));
  const { code, stderr } = await runScript(tree, "reload");
  assertEquals(code, 0);
  const warning =
    /^Warning: \.linprconfig:1:\d+ routing\.rules\[1\]: no request comes as far as this rule: .*$/gm;
  assertEquals([stderr.match(warning)?.length, stderr.replace(warning, "").trim()], [2, ""]);
});
