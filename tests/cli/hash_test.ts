/** `linpr hash`: from a pipe, and in a terminal. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { PasswordCheck } from "../../src/handlers/access/password_check.ts";
import { deriveKey } from "../../src/patterns/password_key.ts";
import { eventually } from "../_helpers/eventually.ts";
import { startProcess } from "../_helpers/process.ts";
import { program } from "../_helpers/program.ts";
import { openPty, type Pty } from "../_helpers/pty.ts";
import type { Ended } from "../_helpers/run.ts";
import { runToEnd } from "../_helpers/run.ts";
import { contentTree } from "../_helpers/tree.ts";

/** Pipes text into `linpr hash`. */
async function hashOf(input: string): Promise<Ended> {
  await using tree = await contentTree();
  await using process = startProcess({ args: ["hash"], cwd: tree.base, hasInput: true });
  await process.write(input);
  await process.closeInput();
  const { code } = await process.status;
  await Promise.all([process.stdout.ended, process.stderr.ended]);
  return { code, stdout: process.stdout.text, stderr: process.stderr.text };
}

async function fits(hash: string, password: string): Promise<boolean> {
  return await new PasswordCheck({ users: [["anna", hash]], derive: deriveKey }).isRight("anna", password);
}

Deno.test("hash makes the hash of one line from a pipe, which fits that password alone", async () => {
  const [lf, crlf, bare] = await Promise.all([
    hashOf("a: 🔑 b\nmore\n"),
    hashOf("secret\r\n"),
    hashOf("secret"),
  ]);
  for (const { code, stdout, stderr } of [lf, crlf, bare]) {
    assertEquals([code, stderr], [0, ""]);
    assertMatch(stdout, /^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}\n$/);
  }
  assert(await fits(lf.stdout.trim(), "a: 🔑 b"));
  assert(await fits(crlf.stdout.trim(), "secret"));
  assert(!await fits(crlf.stdout.trim(), "secret\r"));
  assert(crlf.stdout !== bare.stdout);
});

Deno.test("hash refuses what nobody could log in with, and does not repeat it", async () => {
  const cases: [input: string, stderr: string][] = [
    ["", "The password is empty.\n"],
    ["\n", "The password is empty.\n"],
    ["x".repeat(1001), "The password is longer than 1000 bytes.\n"],
    ["a\tb", "The password has a control character, or is not UTF-8: no browser could send it.\n"],
  ];
  for (const [input, stderr] of cases) assertEquals(await hashOf(input), { code: 2, stdout: "", stderr });
  await using tree = await contentTree();
  const given = await runToEnd(["hash", "secret"], { cwd: tree.base });
  assertEquals([given.code, given.stdout, given.stderr.includes("secret")], [2, "", false]);
});

/** Types a line once the question is there and the terminal shows nothing of what is typed. */
async function answer(pty: Pty, question: RegExp, line: string): Promise<void> {
  await pty.expect(question);
  const terminal = await Deno.readLink(`/proc/${await pty.pid()}/fd/0`);
  const stty = new Deno.Command("stty", { args: ["-F", terminal, "-a"] });
  const silence = (): RegExpExecArray | undefined =>
    /\s-echo\s/.exec(new TextDecoder().decode(stty.outputSync().stdout)) ?? undefined;
  await eventually(silence, "a terminal that shows nothing");
  await pty.enter(line);
}

Deno.test("hash asks twice in a terminal, and shows nothing of the password", async () => {
  await using tree = await contentTree();
  const run = program();
  await using pty = openPty({
    program: { ...run, args: [...run.args, "hash"] },
    cwd: tree.base,
    columns: 200,
  });
  await answer(pty, /Password:$/m, "secrex\x7ft é");
  await answer(pty, /And again:$/m, "secret é");
  const [hash] = await pty.expect(/\$scrypt\$ln=14,r=8,p=5\$\S{22}\$\S{43}/);
  assertEquals((await pty.status).code, 0);
  assert(await fits(hash, "secret é"));
  assert(!/secre|\*/.test(pty.output.text), pty.output.text);
});

Deno.test("hash ends with status 2 when the two differ", async () => {
  await using tree = await contentTree();
  const run = program();
  await using pty = openPty({ program: { ...run, args: [...run.args, "hash"] }, cwd: tree.base });
  await answer(pty, /Password:$/m, "secret");
  await answer(pty, /And again:$/m, "secrets");
  await pty.expect(/The two passwords are not the same\./);
  assertEquals((await pty.status).code, 2);
});
