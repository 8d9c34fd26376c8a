import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { processTree } from "../../bench/measuring/process_tree.ts";
import { WORKLOADS } from "../../bench/workloads/all.ts";
import { CollectedText } from "../_helpers/collected_text.ts";
import { debianProgram } from "../_helpers/debian.ts";
import { eventually } from "../_helpers/eventually.ts";
import { isAlive } from "../_helpers/proc.ts";

const MAIN = fromFileUrl(new URL("../../bench/main.ts", import.meta.url));
const RUN = ["run", "--quiet", "--no-prompt", "--allow-all", MAIN];
const WRK = debianProgram("wrk");

async function bench(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...RUN, ...args],
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

Deno.test({
  name: "the benchmark measures LINPR in every workload (wrk)",
  ignore: WRK === undefined,
  fn: async () => {
    const { code, stdout, stderr } = await bench("--smoke", "--servers", "linpr,constant");
    assertEquals(code, 0, stderr);
    for (const { name, title } of WORKLOADS) {
      assert(
        stdout.includes(`\n${title} `) && stdout.includes(`${title} (${name})\n`),
        `${name}:\n${stdout}`,
      );
    }
    // Rates are for people to judge: here it counts that there is one.
    for (
      const name of [
        "1k",
        "404",
        "304",
        "many-cold",
        "many-hot",
        "close",
        "pipelined",
        "idle-1000",
        "fair",
        "workers-2",
      ]
    ) {
      const rate = new RegExp(`^${name}, round 1 of 1, linpr: ([\\d,]+) requests/s$`, "m").exec(stderr)?.[1];
      assert(Number(rate?.replaceAll(",", "")) > 0, `${name}:\n${stderr}`);
    }
  },
});

Deno.test("the benchmark says what it could measure", async () => {
  const { code, stdout } = await bench("--list");
  assertEquals(code, 0);
  for (const part of ["1k-browser", "linpr-binary", "nginx, open_file_cache 1s"]) {
    assert(stdout.includes(part), stdout);
  }
});

Deno.test("the benchmark refuses what it does not know, with status 2", async () => {
  const { code, stderr } = await bench("--servers", "apache");
  assertEquals(code, 2);
  assert(stderr.includes("no apache"), stderr);
});

Deno.test({
  name: "the benchmark ends what it started when it is told to end, and tidies up (wrk)",
  ignore: WRK === undefined,
  fn: async () => {
    const directory = await Deno.makeTempDir();
    const child = new Deno.Command(Deno.execPath(), {
      args: [...RUN, "--only=1k", "--servers=constant", "--rounds=500"],
      env: { TMPDIR: directory },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const stderr = new CollectedText(child.stderr);
    await stderr.waitFor(/^1k, round 1 of 500, constant: /m);
    // Itself, a server, and wrk.
    const tree = await eventually(() => treeOf(child.pid, 3), "a second measurement");
    child.kill("SIGTERM");
    assertEquals((await child.status).code, 130);
    await stderr.ended;
    assertEquals(tree.filter(isAlive), []);
    assertEquals([...Deno.readDirSync(directory)], []);
    await Deno.remove(directory);
  },
});

function treeOf(pid: number, size: number): number[] | undefined {
  const tree = processTree(pid);
  return tree.length >= size ? tree : undefined;
}
