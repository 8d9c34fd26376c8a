/**
 * Measures how long a key that is typed takes to appear, at the prompt of a server under load. No test: times are not for
 * machines that others use. Needs wrk and `script` of util-linux.
 *
 *     deno run --allow-all tests/console/echo_time.ts
 *
 * @module
 */
import { program } from "../_helpers/program.ts";
import { openPty, type Pty } from "../_helpers/pty.ts";
import { contentTree } from "../_helpers/tree.ts";

const CONNECTIONS = 64;
const KEYS = 1000;
/** As fast as nobody types, in milliseconds: each key is still on its way alone. */
const PAUSE = 15;
/** So many keys stand on the line before they are taken back. */
const LINE = 40;

const BACKSPACE = "\x7f";

/** Types keys, each when the last one has appeared; gives the time of each, in milliseconds. */
async function echoTimes(pty: Pty, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const from = pty.output.text.length;
    const start = performance.now();
    await pty.type(index % (2 * LINE) < LINE ? "x" : BACKSPACE);
    await pty.output.waitFor(/[^]/, { from });
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return times;
}

function summary(times: readonly number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => (sorted[Math.ceil(sorted.length * part) - 1] ?? NaN).toFixed(1);
  return `${times.length} keys: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`;
}

/** Starts the load; it is ended by its own process id. */
function startLoad(url: string): Deno.ChildProcess {
  const seconds = Math.ceil(KEYS * (PAUSE + 50) / 1000);
  const args = ["-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, url];
  return new Deno.Command("wrk", { args, stdout: "piped" }).spawn();
}

async function measure(): Promise<void> {
  await using tree = await contentTree({ "a.txt": "x".repeat(1024) });
  const { command, args } = program();
  const flags = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "2"];
  await using pty = openPty({ program: { command, args: [...args, ...flags] }, cwd: tree.base });
  await pty.expect(/\[stopped\] >$/);
  await pty.enter("listen");
  const [, url = ""] = await pty.expect(/(http:\/\/127\.0\.0\.1:\d+\/)[^]*\[listening\] >$/);
  console.log(`idle:           ${summary(await echoTimes(pty, KEYS / 4))}`);
  const load = startLoad(new URL("a.txt", url).href);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  console.log(`under wrk -c${CONNECTIONS}:  ${summary(await echoTimes(pty, KEYS))}`);
  load.kill("SIGINT");
  const { stdout } = await load.output();
  console.log(new TextDecoder().decode(stdout).trim());
}

if (import.meta.main) await measure();
