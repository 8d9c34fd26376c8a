/** The access log of a real process: what is in it, that nothing is lost, and that its file can be moved away. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { eventually } from "../_helpers/eventually.ts";
import { keepBusy, LARGE_FILE } from "../_helpers/busy_client.ts";
import { CollectedText } from "../_helpers/collected_text.ts";
import { program } from "../_helpers/program.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { runToEnd } from "../_helpers/run.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { sourceTest } from "../_helpers/from_source.ts";
import { contentTree } from "../_helpers/tree.ts";

const FILES = { "a.txt": "A" };

/** With one worker lines come in the order of the answers. */
function logArgs(path: string, ...more: readonly string[]): string[] {
  return ["--workers", "1", "--set", `log.access=${path}`, ...more.flatMap((text) => ["--set", text])];
}

function linesOf(path: string): string[] {
  return Deno.readTextFileSync(path).split("\n").slice(0, -1);
}

async function linesIn(path: string, count: number): Promise<string[]> {
  return await eventually(() => {
    const lines = linesOf(path);
    return lines.length >= count ? lines : undefined;
  }, `${count} lines in ${path}`);
}

Deno.test("log.access: a line for each answer, refused ones too", async () => {
  await using tree = await contentTree();
  const path = tree.path("access.log");
  await using server = await startServer({ files: FILES, args: logArgs(path, "log.requestId=true") });
  const ask = async (text: string) => {
    const { responses } = await rawExchange(server.port, [text], { halfClose: true });
    return responses.map(({ status }) => status);
  };
  const end = "Host: a.example\r\nConnection: close\r\nUser-Agent: t\r\n\r\n";
  assertEquals(await ask(`GET /a.txt?q HTTP/1.1\r\n${end}`), [200]);
  assertEquals(await ask(`GET /none HTTP/1.1\r\n${end}`), [404]);
  assertEquals(await ask(`DELETE /a.txt HTTP/1.1\r\n${end}`), [405]);
  assertEquals(await ask(`GET /%zz HTTP/1.1\r\n${end}`), [400]);
  assertEquals(await ask("GET / HTTP/1.1\r\nHost : b\r\n\r\n"), [400]);
  assertEquals(await ask(`GET /${"a".repeat(9000)} HTTP/1.1\r\n${end}`), [414]);
  assertEquals(await ask(`GET / HTTP/1.1\r\nX: ${"b".repeat(20_000)}\r\n${end}`), [431]);
  assertEquals(
    await ask(`HEAD /a.txt HTTP/1.1\r\n${end.replace("close", "x")}GET /a.txt HTTP/1.1\r\n${end}`),
    [200, 200],
  );
  const lines = await linesIn(path, 9);
  assertEquals(lines.length, 9);
  const statuses = lines.map((line) => / (\d{3}) \d+ "-" "[^"]*"$/.exec(line)?.[1]);
  assertEquals(statuses, ["200", "404", "405", "400", "400", "414", "431", "200", "200"]);
  assertMatch(
    lines[0] ?? "",
    /^127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/a\.txt\?q HTTP\/1\.1" 200 \d+ "-" "t"$/,
  );
  assertStringIncludes(lines[4] ?? "", '"GET / HTTP/1.1" 400');
});

Deno.test("log.access: no client can write a line of its own, or act on a terminal", async () => {
  await using tree = await contentTree();
  const path = tree.path("access.log");
  await using server = await startServer({ files: FILES, args: logArgs(path) });
  const json = await startServer({ files: FILES, args: logArgs(tree.path("json.log"), "log.format=json") });
  await using _ = json;
  const hostile = [
    "\x9b31m",
    '" 200 1 "',
    "\\x22\\",
    "\xe2\x80\xae",
    "\x85",
    "\xff\xfe",
    "a\tb",
    "%0a%1b[2J",
  ];
  const requests = [
    ...hostile.map((text) =>
      `GET /%0a1.2.3.4%20-%20admin%1b[2J HTTP/1.1\r\nHost: a\r\nUser-Agent: ${text}\r\nReferer: ${text}\r\nConnection: close\r\n\r\n`
    ),
    "GET /\x1b[2J HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: \x1b[2J\r\n\r\n",
    'GET / HTTP/1.1\nHost: a\n1.2.3.4 - - [x] "GET / HTTP/1.1" 200 1\n\n',
    "\x1b]0;owned\x07 / HTTP/1.1\r\n\r\n",
  ];
  for (const { port } of [server, json]) {
    for (const request of requests) await rawExchange(port, [request], { halfClose: true });
  }
  const lines = await linesIn(path, requests.length);
  assertEquals(lines.length, requests.length);
  for (const line of lines) {
    assertMatch(line, /^127\.0\.0\.1 - - \[[^\]]+\] "[^"]*" \d{3} \d+ "[^"]*" "[^"]*"$/);
    assert(/^[ -~]*$/.test(line), line);
  }
  const objects = (await linesIn(tree.path("json.log"), requests.length)).map((line) => JSON.parse(line));
  assertEquals(objects.length, requests.length);
  assertEquals(objects.slice(0, hostile.length).map(({ userAgent }) => userAgent), hostile);
});

Deno.test("log.access: HUP moves on to a new file, whatever has become of the settings", async () => {
  await using tree = await contentTree({
    ...FILES,
    "conf/.linprconfig": '{ "log": { "access": "access.log" } }',
  });
  const [path, config] = [tree.path("conf/access.log"), tree.path("conf/.linprconfig")];
  await using server = await startServer({ root: tree.root, args: ["--config", config] });
  const ask = async () => await (await fetch(`${server.url}a.txt`)).text();
  await ask();
  await linesIn(path, 1);
  await Deno.rename(path, `${path}.1`);
  server.signal("SIGHUP");
  await server.errors.waitFor(/Settings reloaded/);
  await ask();
  await linesIn(path, 1);
  assertEquals(linesOf(`${path}.1`).length, 1);
  // Broken settings do not keep the log in the old file.
  await Deno.rename(path, `${path}.2`);
  await Deno.writeTextFile(config, '{ "log": { "access": 7 } }');
  server.signal("SIGHUP");
  await server.errors.waitFor(/stay as they are/);
  await ask();
  await linesIn(path, 1);
  // Nor does a target that cannot be opened lose a line.
  await Deno.writeTextFile(config, '{ "log": { "access": "absent/b.log" } }');
  server.signal("SIGHUP");
  await server.errors.waitFor(/cannot be opened for the access log: its directory does not exist/);
  await ask();
  assertEquals((await linesIn(path, 2)).length, 2);
});

/** Asks until the server goes; how many answers came. */
async function askUntilGone({ port }: Server): Promise<number> {
  const client = await KeepAliveClient.connect(port);
  let answers = 0;
  try {
    for (;;) {
      const { status } = await client.request({ target: "/a.txt" });
      assertEquals(status, 200);
      answers++;
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return answers;
  } finally {
    client[Symbol.dispose]();
  }
}

Deno.test("log.access: a TERM under load loses no line", async () => {
  await using tree = await contentTree();
  const path = tree.path("access.log");
  await using server = await startServer({ files: FILES, args: logArgs(path) });
  const asking = Array.from({ length: 8 }, () => askUntilGone(server));
  await linesIn(path, 2000);
  server.signal("SIGTERM");
  const answers = (await Promise.all(asking)).reduce((sum, count) => sum + count, 0);
  assertEquals((await server.status).code, 0);
  const lines = linesOf(path);
  // An answer that the client had no time to read may be there too, one for each client.
  assert(lines.length >= answers && lines.length <= answers + 8, `${lines.length} lines, ${answers} answers`);
  assertEquals(lines.every((line) => line.includes('"GET /a.txt HTTP/1.1" 200 ')), true);
});

Deno.test("log.access: a full disk does not hold up a request, and is told of", async () => {
  await using server = await startServer({ files: FILES, args: logArgs("/dev/full") });
  for (let count = 0; count < 20; count++) {
    assertEquals(await fetch(`${server.url}a.txt`).then((r) => r.text()), "A");
  }
  await server.errors.waitFor(/lines could not be written to \/dev\/full \(ENOSPC\) and are lost/);
});

Deno.test("log.access and log.slow: stdout, and slow requests on stderr", async () => {
  const args = logArgs("stdout", "log.format={status} {target} {bytes}", "log.slow=1ms");
  await using server = await startServer({
    files: { ...FILES, "big.bin": new Uint8Array(30_000_000) },
    args,
  });
  const response = await fetch(`${server.url}big.bin`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assertEquals((await response.arrayBuffer()).byteLength, 30_000_000);
  const [, bytes] = await server.stdout.waitFor(/^200 \/big\.bin (\d+)\n/m);
  assert(Number(bytes) > 30_000_000 && Number(bytes) < 30_001_000, bytes);
  await server.errors.waitFor(
    /worker \d: slow: [\d.]+ ms: "GET \/big\.bin HTTP\/1\.1" from 127\.0\.0\.1: 200, \d+ bytes/,
  );
});

Deno.test("log.access: what cannot be a log is refused before anything is served", async () => {
  await using tree = await contentTree({
    ".linprconfig": '{\n  "log": {\n    "format": "{adress}"\n  }\n}\n',
  });
  const bad = await runToEnd(["serve", "-p", "0"], { cwd: tree.root });
  assertEquals(bad.code, 2);
  assertStringIncludes(
    bad.stderr,
    '.linprconfig:3:15 log.format: expected {address} in place of {adress}, got "{adress}"',
  );
  const absent = await runToEnd(["serve", "-p", "0", "--set", "log.access=/absent/a.log", "."], {
    cwd: tree.base,
  });
  assertEquals(absent.code, 2);
  assertStringIncludes(
    absent.stderr,
    "/absent/a.log cannot be opened for the access log: its directory does not exist.",
  );
});

sourceTest(
  "log.access: downloads that a stop cuts off are logged, with what was sent of them",
  "a write that waits cannot be cancelled",
  async () => {
    await using tree = await contentTree();
    const path = tree.path("access.log");
    const files = { ...FILES, "big.bin": new Uint8Array(LARGE_FILE) };
    await using server = await startServer({ files, args: logArgs(path, "timeouts.drain=50ms") });
    using client = await keepBusy(server.port, "/big.bin");
    server.signal("SIGTERM");
    assertEquals((await server.status).code, 0);
    await client.drain();
    const [line = ""] = linesOf(path);
    const [, bytes = ""] = /"GET \/big\.bin HTTP\/1\.1" 200 (\d+) /.exec(line) ?? [];
    assert(Number(bytes) > 0 && Number(bytes) < LARGE_FILE, line);
  },
);

Deno.test("log.access: a pipe that nobody reads holds up neither requests nor the end, in bounded memory", async () => {
  await using tree = await contentTree(FILES);
  const { command, args } = program();
  const child = new Deno.Command(command, {
    args: [
      ...args,
      "serve",
      "-p",
      "0",
      "--host",
      "127.0.0.1",
      ...logArgs("stdout", "log.format={userAgent}"),
      tree.root,
    ],
    cwd: tree.base,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new CollectedText(child.stderr);
  const reader = child.stdout.getReader({ mode: "byob" });
  let said = "";
  // Up to the URL, and then never again.
  while (!/:\d+\/\n/.test(said)) {
    const { value } = await reader.read(new Uint8Array(1));
    said += new TextDecoder().decode(value);
  }
  const port = Number(/:(\d+)\/\n/.exec(said)?.[1]);
  const agent = "x".repeat(8000);
  const get = `GET /a.txt HTTP/1.1\r\nHost: a\r\nUser-Agent: ${agent}\r\n\r\n`;
  for (let round = 0; round < 20; round++) {
    const { responses } = await rawExchange(port, [get.repeat(50)], { responses: 50, timeout: 20_000 });
    assertEquals(responses.length, 50);
  }
  child.kill("SIGTERM");
  const { code } = await child.status;
  assertEquals(code, 0);
  await reader.cancel();
  await errors.ended;
  assertMatch(errors.text, /\d+ lines of the access log were dropped/);
});
