import { assertEquals, assertMatch } from "@std/assert";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { type LinprProcess, startProcess } from "../_helpers/process.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

/** A console whose commands come from a pipe. */
function openPipe(tree: ContentTree): LinprProcess {
  const args = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "2"];
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
async function runScript(tree: ContentTree, script: string): Promise<Ended> {
  await using console = openPipe(tree);
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
    /general\.serverHeader: one -> two\nlimits\.connections: 0 -> 500 \(after 'stop' and 'startup'\)\n/,
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
    "Unknown setting 'timeouts.idel'. Did you mean 'timeouts.idle'?\nUsage: settings [--json] [key]\n",
  ]);
  assertMatch(stdout, /^general\.host +127\.0\.0\.1 +command line$/m);
  assertMatch(stdout, /^timeouts\.idle +15s +default$/m);
  assertMatch(stdout, /^variable +LINPR_TIMEOUTS_IDLE$/m);
});

Deno.test("'help' lists every command and explains each", async () => {
  await using tree = await contentTree();
  const { stdout: list } = await runScript(tree, "help\n");
  const names = [...list.matchAll(/^ {2}([a-z]+) .* {2,}\S/gm)].map(([, name]) => name);
  assertEquals(names, ["startup", "listen", "stop", "status", "settings", "reload", "run", "help", "exit"]);
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
