import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { VERSION } from "../../src/version.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { eventually } from "../_helpers/eventually.ts";
import { isAlive, listeningPort } from "../_helpers/proc.ts";
import { startProcess } from "../_helpers/process.ts";
import { program } from "../_helpers/program.ts";
import { openPty } from "../_helpers/pty.ts";
import { runToEnd } from "../_helpers/run.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

const LOCAL = ["-H", "127.0.0.1", "-p", "0"];

Deno.test("serve says what it serves and where, and nothing else", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  const response = await fetch(new URL("a.txt", server.url));
  assertEquals(await response.text(), "A");
  assertEquals((await server.stop()).code, 0);
  assertEquals(server.stdout.text, `LINPR ${VERSION} serves ${server.root}\nLocal:   ${server.url}\n`);
  assertEquals(server.stderr(), "");
});

Deno.test("serve names a network URL when it listens on all addresses, and only IPv4 ones that are not loopback", async () => {
  await using server = await startServer({ host: "0.0.0.0" });
  const addresses = Deno.networkInterfaces()
    .filter(({ family, address }) => family === "IPv4" && !address.startsWith("127."))
    .map(({ address }) =>
      `Network: http://${address}:${server.port}/ (anyone on this network can reach it)\n`
    );
  await server.stop();
  assertStringIncludes(
    server.stdout.text,
    `\nLocal:   http://localhost:${server.port}/\n${addresses.join("")}`,
  );
});

Deno.test("the first INT or TERM drains: what is in flight arrives whole, and the status is 0", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    await using server = await startServer({ files: { "large.bin": "" } });
    await Deno.truncate(`${server.root}/large.bin`, LARGE_FILE);
    const response = await fetch(new URL("large.bin", server.url));
    server.signal(signal);
    await server.errors.waitFor(/Stopping: 1 connection in use, 10 s at most\. Ctrl-C cuts off\.\n/);
    assertEquals((await response.arrayBuffer()).byteLength, LARGE_FILE);
    assertEquals((await server.status).code, 0);
  }
});

Deno.test("the second INT or TERM ends at once", async () => {
  for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
    await using server = await startServer({ files: { "large.bin": "" } });
    await Deno.truncate(`${server.root}/large.bin`, LARGE_FILE);
    using _client = await keepBusy(server.port, "/large.bin");
    server.signal(signal);
    await server.errors.waitFor(/Stopping/);
    server.signal(signal);
    assertEquals((await server.status).code, code);
  }
});

Deno.test("a drain ends at its deadline, and says whom it cut off", async () => {
  const files = { "large.bin": "" };
  await using server = await startServer({ files, args: ["--set", "timeouts.drain=700ms"] });
  await Deno.truncate(`${server.root}/large.bin`, LARGE_FILE);
  using _client = await keepBusy(server.port, "/large.bin");
  assertEquals((await server.stop()).code, 0);
  assertEquals(
    server.stderr(),
    "Stopping: 1 connection in use, 0.7 s at most. Ctrl-C cuts off.\n1 connection cut off.\n",
  );
});

Deno.test("HUP reads the settings anew; a mistake leaves those in force", async () => {
  await using tree = await contentTree();
  const settings = (text: string) => tree.writeOutside(".linprconfig", text);
  await settings(`{ "timeouts": { "idle": "5s" } }`);
  await using server = await startServer({ cwd: tree.base, root: tree.root });
  await settings(`{ "timeouts": { "idle": "7s" }, "limits": { "connections": 100 } }`);
  server.signal("SIGHUP");
  await server.errors.waitFor(
    /^Settings reloaded\.\nlimits\.connections: 0 -> 100 \(after a restart\)\ntimeouts\.idle: 5s -> 7s\n$/,
  );
  await settings(`{ "timeouts": { "idle": "9 years" } `);
  server.signal("SIGHUP");
  await server.errors.waitFor(/\n\.linprconfig:1:\d+[^]*The settings in force stay as they are\.\n$/);
  const response = await fetch(server.url);
  await response.body?.cancel();
  assertEquals(response.status, 404);
});

Deno.test("a busy port is an error that names it, with status 1, unless any port will do", async () => {
  await using tree = await contentTree();
  await using first = await startServer();
  const args = ["serve", tree.root, "-H", "127.0.0.1", "-p", String(first.port)];
  const { code, stdout, stderr } = await runToEnd(args, { cwd: tree.base });
  assertEquals([code, stdout], [1, ""]);
  assertMatch(stderr, new RegExp(`^Port ${first.port} on 127\\.0\\.0\\.1 is in use [^\\n]+\\n$`));
  await using second = await startServer({ port: first.port, args: ["--any-port"] });
  assert(second.port > first.port);
  assertEquals(
    second.stderr(),
    `Port ${first.port} could not be had; ${second.port} is taken instead.\n`,
  );
});

Deno.test("what the system or the settings refuse is one line, with the status that fits", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const cases: readonly (readonly [args: readonly string[], code: number, stderr: RegExp])[] = [
    [["serve", "missing", ...LOCAL], 2, /^The content root \/.*\/missing does not exist: .*\n$/],
    [["serve", "pub/a.txt", ...LOCAL], 2, /^The content root \/.*\/pub\/a\.txt is not a directory: .*\n$/],
    [
      ["serve", "pub", "-H", "nosuchhost.invalid", "-p", "0"],
      2,
      /^The host "nosuchhost\.invalid" is not known: .*\n$/,
    ],
    [
      ["serve", "pub", "-H", "192.0.2.7", "-p", "0"],
      1,
      /^192\.0\.2\.7 is not an address of this machine: .*\n$/,
    ],
    [
      ["serve", "pub", "-p", "99999"],
      2,
      /^general\.port: expected a port, 1 to 65535 .*got "?99999"? on the command line\n$/,
    ],
    [["serve", "pub", "-c", "missing.json"], 2, /^missing\.json: there is no such settings file\n$/],
  ];
  for (const [args, code, stderr] of cases) {
    const ended = await runToEnd(args, { cwd: tree.base });
    assertEquals([ended.code, ended.stdout], [code, ""], args.join(" "));
    assertMatch(ended.stderr, stderr);
  }
});

Deno.test("--quiet prints nothing, --verbose tells where the settings come from", async () => {
  await using tree = await contentTree();
  await tree.writeOutside(".linprconfig", `{ "cache": { "size": "1 MiB" } }`);
  const env = { LINPR_TIMEOUTS_IDLE: "5s" };
  await using verbose = await startServer({ cwd: tree.base, root: tree.root, args: ["-v", "-w", "1"], env });
  assertEquals((await verbose.stop()).code, 0);
  assertEquals(verbose.stderr().split("\n"), [
    `Settings file: ${tree.base}/.linprconfig`,
    `general.contentRoot = ${tree.root} (command line)`,
    "general.host = 127.0.0.1 (command line)",
    "general.port = 0 (command line)",
    "general.workers = 1 (command line)",
    "timeouts.idle = 5s (environment)",
    "cache.size = 1 MiB (file)",
    "",
  ]);
  await using quiet = startProcess({ args: ["serve", "-q", ...LOCAL], cwd: tree.root });
  const port = await eventually(() => listeningPort(quiet.pid), "a port");
  await (await fetch(`http://127.0.0.1:${port}/`)).body?.cancel();
  assertEquals((await quiet.stop()).code, 0);
  assertEquals(quiet.stdout.text + quiet.stderr.text, "");
});

Deno.test("--open hands the URL to the system's browser, and fails softly where there is none", async () => {
  await using tree = await contentTree();
  await tree.writeOutside("bin/xdg-open", `#!/bin/sh\necho "$1" > "${tree.base}/opened"\n`);
  await Deno.chmod(`${tree.base}/bin/xdg-open`, 0o755);
  await using server = await startServer({
    args: ["--open"],
    env: { PATH: `${tree.base}/bin:/usr/bin:/bin` },
  });
  assertEquals(await eventually(() => readText(`${tree.base}/opened`), "the browser"), `${server.url}\n`);
  await using alone = await startServer({ args: ["--open"], env: { PATH: tree.root } });
  await alone.errors.waitFor(
    /^No browser could be opened \('xdg-open' is missing\); open http:\S+ yourself\.\n$/,
  );
  await (await fetch(alone.url)).body?.cancel();
});

Deno.test("serve ends when its terminal goes away, instead of reading its settings anew", async () => {
  await using tree = await contentTree();
  const { command, args } = program();
  await using pty = openPty({
    program: { command, args: [...args, "serve", tree.root, ...LOCAL] },
    cwd: tree.base,
  });
  await pty.expect(/Local: /);
  const pid = await pty.pid();
  await pty.hangUp();
  await eventually(() => isAlive(pid) ? undefined : true, "the end of the server");
});

/** The text of a file; undefined as long as it is not there or empty. */
function readText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path) || undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
