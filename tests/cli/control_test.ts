/** How servers get their control sockets, and how 'linpr do' finds them. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { type LinprProcess, startProcess } from "../_helpers/process.ts";
import { type Ended, runToEnd } from "../_helpers/run.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const FLAGS = ["-H", "127.0.0.1", "-p", "0", "-w", "1"];

/** Runtime directories are short: a socket's path must be. */
async function runtimeDirectory(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

async function serve(
  tree: ContentTree,
  runtime: string,
  flags: readonly string[] = [],
): Promise<LinprProcess> {
  const server = startProcess({
    args: ["serve", tree.root, ...FLAGS, ...flags],
    cwd: tree.base,
    env: { XDG_RUNTIME_DIR: runtime },
  });
  await server.stdout.waitFor(/Local: .*\n/);
  return server;
}

function run(tree: ContentTree, runtime: string, args: readonly string[]): Promise<Ended> {
  const environment = { XDG_RUNTIME_DIR: runtime, TMPDIR: `${runtime}/tmp` };
  return runToEnd(args, { cwd: tree.base, env: environment });
}

Deno.test("'linpr do' finds the only server, and lists them where there are more", async () => {
  await using tree = await contentTree();
  await using runtime = await runtimeDirectory();
  const none = await run(tree, runtime.path, ["do", "status"]);
  assertEquals([none.code, none.stdout], [1, ""]);
  assertMatch(none.stderr, /^No server of yours runs \('linpr serve' starts one\); looked in .*\/linpr, /);
  await using first = await serve(tree, runtime.path);
  const [, port] = await first.stdout.waitFor(/127\.0\.0\.1:(\d+)/);
  const socket = `${runtime.path}/linpr/${port}.sock`;
  assertEquals((Deno.statSync(socket).mode ?? 0) & 0o777, 0o600);
  const one = await run(tree, runtime.path, ["do", "status; lisen"]);
  assertEquals([one.code, one.stderr], [1, "Unknown command 'lisen'. Did you mean 'listen'?\n"]);
  assertMatch(one.stdout, /^state +listening\n/);
  await using _second = await serve(tree, runtime.path);
  const two = await run(tree, runtime.path, ["do", "status"]);
  assertEquals([two.code, two.stdout], [1, ""]);
  assertMatch(two.stderr, /^More than one server runs; say which:\n( {2}--socket \/.*\/\d+\.sock\n){2}$/);
  assertEquals((await run(tree, runtime.path, ["do", "stop", "--socket", socket])).stdout, "Stopped.\n");
  first.signal("SIGTERM");
  assertEquals((await first.status).code, 0);
  assert(!Array.from(Deno.readDirSync(`${runtime.path}/linpr`)).some(({ name }) => name === `${port}.sock`));
  assertEquals((await run(tree, runtime.path, ["do", "status"])).code, 0);
});

Deno.test("the socket is found by the settings and the environment too, and 'none' is none", async () => {
  await using tree = await contentTree();
  await using runtime = await runtimeDirectory();
  const socket = `${runtime.path}/own.sock`;
  await tree.writeOutside(".linprconfig", `{ "control": { "socket": ${JSON.stringify(socket)} } }`);
  await using _server = await serve(tree, runtime.path);
  assertEquals((await run(tree, runtime.path, ["do", "wait ready"])).stdout, "Ready.\n");
  await tree.writeOutside(".linprconfig", `{ "control": { "socket": "none" } }`);
  const none = await run(tree, runtime.path, ["do", "wait ready"]);
  assertEquals(none.stderr, "The settings say that there is no control socket (control.socket).\n");
  const named = await runToEnd(["do", "wait ready"], {
    cwd: tree.base,
    env: { LINPR_CONTROL_SOCKET: socket },
  });
  assertEquals(named.stdout, "Ready.\n");
  await tree.writeOutside(".linprconfig", "{");
  const missing = await run(tree, runtime.path, ["do", "wait ready", "--socket", "missing.sock"]);
  assertEquals([missing.code, missing.stderr], [
    1,
    `No server answers at ${tree.base}/missing.sock: ENOENT.\n`,
  ]);
});

Deno.test("a named socket that cannot be had ends 'serve' with 1; without a name it is a warning", async () => {
  await using tree = await contentTree();
  await using runtime = await runtimeDirectory();
  const taken = `${runtime.path}/taken.sock`;
  await Deno.writeTextFile(taken, "");
  const named = await run(tree, runtime.path, ["serve", tree.root, ...FLAGS, "--socket", taken]);
  assertEquals([named.code, named.stdout], [1, ""]);
  assertEquals(named.stderr, `The control socket ${taken} cannot be had: what is there is no socket.\n`);
  await Deno.mkdir(`${runtime.path}/linpr`, { mode: 0o755 });
  await using server = await serve(tree, runtime.path);
  await server.stderr.waitFor(
    /^The directory .*\/linpr is not private .* The server runs without one; .*\n$/,
  );
});

Deno.test("a console has a socket where it is asked for, and not otherwise", async () => {
  await using tree = await contentTree();
  await using runtime = await runtimeDirectory();
  for (const [flags, answer] of [[[], ""], [["--socket", "auto"], "Not started.\n"]] as const) {
    await using console = startProcess({
      args: ["-d", tree.root, ...flags],
      cwd: tree.base,
      env: { XDG_RUNTIME_DIR: runtime.path },
      hasInput: true,
    });
    await console.write("status\n");
    await console.stdout.waitFor(/state +stopped/);
    assertEquals((await run(tree, runtime.path, ["do", "stop"])).stdout, answer);
    await console.closeInput();
    assertEquals((await console.status).code, 0);
  }
  assertEquals([...Deno.readDirSync(`${runtime.path}/linpr`)], []);
});

Deno.test("'linpr do' ends with 130 after Ctrl-C, and its command with it", async () => {
  await using tree = await contentTree();
  await using runtime = await runtimeDirectory();
  await using _server = await serve(tree, runtime.path);
  await using waiting = startProcess({
    args: ["do", "help exit; wait requests 1000000"],
    cwd: tree.base,
    env: { XDG_RUNTIME_DIR: runtime.path },
  });
  await waiting.stdout.waitFor(/Options/);
  waiting.signal("SIGINT");
  assertEquals((await waiting.status).code, 130);
  await waiting.stderr.ended;
  assertEquals(waiting.stderr.text, "The wait was ended.\n");
});

Deno.test("'linpr do' fails, and says why, when its server dies or ends in the middle, or has died before", async () => {
  await using tree = await contentTree();
  await using runtime = await runtimeDirectory();
  const socket = `${runtime.path}/own.sock`;
  for (
    const [signal, reason] of [
      ["SIGKILL", "The connection to the server is lost.\n"],
      ["SIGTERM", "The server has ended.\n"],
    ] as const
  ) {
    // The second one takes the place of the socket that the first one has left.
    await using server = await serve(tree, runtime.path, ["--socket", socket]);
    await using waiting = startProcess({
      args: ["do", "help exit; wait requests 1000000", "--socket", socket],
      cwd: tree.base,
    });
    await waiting.stdout.waitFor(/Options/);
    server.signal(signal);
    assertEquals((await waiting.status).code, 1);
    await waiting.stderr.ended;
    assertMatch(waiting.stderr.text, new RegExp(`${reason}$`));
    await server.status;
    const late = await run(tree, runtime.path, ["do", "status", "--socket", socket]);
    const code = signal === "SIGKILL" ? "ECONNREFUSED" : "ENOENT";
    assertEquals([late.code, late.stdout, late.stderr], [
      1,
      "",
      `No server answers at ${socket}: ${code}.\n`,
    ]);
  }
});
