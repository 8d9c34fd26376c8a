import { assert, assertEquals, assertRejects } from "@std/assert";
import { BenchError } from "../../bench/bench_error.ts";
import { ask } from "../../bench/measuring/ask.ts";
import { freePort } from "../../bench/measuring/free_port.ts";
import { constant } from "../../bench/servers/constant.ts";
import { type StartOptions, startServer } from "../../bench/servers/running.ts";
import { SMALL } from "../../bench/workloads/files.ts";
import { allowedCores } from "../../bench/measuring/cores.ts";
import { isAlive } from "../_helpers/proc.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

function options(tree: ContentTree): StartOptions {
  const executable = Deno.execPath();
  const task = {
    executable,
    root: tree.root,
    port: freePort(),
    workers: 1,
    precompressed: false,
    accessLog: undefined,
  };
  const { signal } = new AbortController();
  return {
    server: constant,
    task: { ...task, directory: tree.base },
    cores: allowedCores().slice(0, 1),
    signal,
  };
}

Deno.test("startServer() starts a server on its core, and ends it", async () => {
  await using tree = await contentTree({ [SMALL.path]: SMALL.make() });
  const start = options(tree);
  const pid = await (async () => {
    await using running = await startServer(start);
    const { status, body } = await ask(`${running.origin}/`, [], start.signal);
    assertEquals([status, body.length], [200, 1024]);
    const allowed = Deno.readTextFileSync(`/proc/${running.pid}/status`);
    assert(new RegExp(`^Cpus_allowed_list:\\s*${start.cores[0]}$`, "m").test(allowed), allowed);
    return running.pid;
  })();
  assert(!isAlive(pid));
});

Deno.test("startServer() puts the server into a process group of its own", async () => {
  await using tree = await contentTree({ [SMALL.path]: SMALL.make() });
  await using running = await startServer(options(tree));
  const stat = Deno.readTextFileSync(`/proc/${running.pid}/stat`);
  const group = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
  assertEquals(group, running.pid);
});

Deno.test("startServer() shows what a server wrote that did not start", async () => {
  // The constant answer needs the file that it answers with.
  await using tree = await contentTree();
  const error = await assertRejects(() => startServer(options(tree)), BenchError, "ended with status 1");
  assert(error.message.includes("1k.txt"), error.message);
});
