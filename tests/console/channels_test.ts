/** The same text for the same line: typed at the prompt, on a pipe, by `linpr do`, attached, and on the socket by hand. */

import { assertEquals } from "@std/assert";
import { COMMANDS } from "../../src/console/commands.ts";
import { program } from "../_helpers/program.ts";
import { openPty, type Pty } from "../_helpers/pty.ts";
import { runToEnd } from "../_helpers/run.ts";
import { startProcess } from "../_helpers/process.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";
import { typeLine } from "../_helpers/typed_session.ts";
import { CHANNEL_LINES } from "./channel_lines.ts";

/** What differs from one server, or one moment, to the next. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT"],
  [/"port": \d+/g, '"port": PORT'],
  [/^(uptime +).*$/gm, "$1TIME"],
  [/"uptime": [\d.]+/g, '"uptime": TIME'],
  [/^(connections|requests|rate|answered in|last minute|sent|cache|memory|loop lag)( +).*$/gm, "$1$2N"],
  [/"(connections|active|idle|requests|bytesSent|memory|lag)": [\d.]+/g, '"$1": N'],
  [/"(requestRates|byteRates|durations|minuteDurations|cache)": \{[^}]*\}/g, '"$1": {}'],
  [/"answers": \[[^\]]*\]/g, '"answers": []'],
  [/"checked": [\d.]+/g, '"checked": N'],
  [/^( *[\d.]+ \w+ +\S+ +\d+) +[\d.]+(?: \S+)?(?= {2}\/)/gm, "$1 N"],
  [/[\d.]+ ms$/gm, "N ms"],
  [/"(connected|firstByte|whole)": [\d.]+/g, '"$1": N'],
  [/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, "DATE"],
  [/\d{4}-\d\d-\d\d [\d:]{8}/g, "DATE"],
  [/^\d+ requests?\.$/gm, "N requests."],
];

function steady(text: string): string {
  const lasting = CHANGING.reduce((rest, [pattern, form]) => rest.replace(pattern, form), text);
  return lasting.replace(/\n*$/, "");
}

const FLAGS = ["-H", "127.0.0.1", "-p", "0", "-w", "1"];

async function openWide(tree: ContentTree, args: readonly string[]): Promise<Pty> {
  const { command, args: own } = program();
  const pty = openPty({ program: { command, args: [...own, ...args] }, cwd: tree.base, columns: 250 });
  await pty.expect(/LINPR .* >$/);
  return pty;
}

/** A script of this line alone, after `listen` where the server is its own. */
async function piped(tree: ContentTree, args: readonly string[], line: string): Promise<string> {
  const isAttached = args.includes("attach");
  await using process = startProcess({ args, cwd: tree.base, hasInput: true });
  await process.write(isAttached ? `${line}\n` : `listen\nexpect GET / 200\n${line}\n`);
  await process.closeInput();
  const { code } = await process.status;
  await Promise.all([process.stdout.ended, process.stderr.ended]);
  const results = isAttached ? process.stdout.text : process.stdout.text.replace(/^.*\n.*\n/, "");
  assertEquals(code === 0, process.stderr.text === "", line);
  return results + process.stderr.text;
}

async function done(tree: ContentTree, socket: string, line: string): Promise<string> {
  const { code, stdout, stderr } = await runToEnd(["do", "--socket", socket, line], { cwd: tree.base });
  assertEquals(code === 0, stderr === "", line);
  return stdout + stderr;
}

/** The answer on the socket by hand: it ends with an empty line, and has a blank in each of its own. */
async function byHand(socket: string, line: string): Promise<string> {
  using connection = await Deno.connect({ transport: "unix", path: socket });
  await connection.write(new TextEncoder().encode(`${line}\nexit\n`));
  const text = await new Response(connection.readable).text();
  const [answer = "", rest] = text.startsWith("\n") ? ["", text.slice(1)] : text.split("\n\n");
  assertEquals(rest, "\n", line);
  return answer.replace(/^ $/gm, "");
}

Deno.test("a line shows the same text at the prompt, on a pipe, by 'linpr do', attached, and by hand", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  await tree.writeOutside("script.linpr", "status\nlisen\n");
  const socket = `${tree.base}/control.sock`;
  const server = ["-d", tree.root, ...FLAGS, "--socket", socket];
  await using prompt = await openWide(tree, server);
  await typeLine(prompt, "listen; expect GET / 200");
  await using attached = await openWide(tree, ["attach", socket]);
  const channels: Readonly<Record<string, (line: string) => Promise<string>>> = {
    pipe: (line) => piped(tree, ["-d", tree.root, ...FLAGS, "--set", `control.socket=none`], line),
    do: (line) => done(tree, socket, line),
    attached: (line) => typeLine(attached, line),
    "attached pipe": (line) => piped(tree, ["attach", socket], line),
    "by hand": (line) => byHand(socket, line),
  };
  for (const line of CHANNEL_LINES) {
    const expected = steady(await typeLine(prompt, line));
    for (const [name, channel] of Object.entries(channels)) {
      assertEquals(steady(await channel(line)), expected, `${name}: ${line}`);
    }
  }
});

Deno.test("each command that shows something has a line in the table of channels", () => {
  const names = CHANNEL_LINES.flatMap((line) => line.split("; ")).map((line) => line.split(" ")[0]);
  const missing = COMMANDS.filter(({ show, name }) => show !== undefined && !names.includes(name));
  assertEquals(missing.map(({ name }) => `${name}: add a line to channel_lines.ts`), []);
});
