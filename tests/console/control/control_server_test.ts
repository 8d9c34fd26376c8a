import { assert, assertEquals, assertMatch } from "@std/assert";
import { eventually } from "../../_helpers/eventually.ts";
import { controlFixture, RawClient } from "./control_fixture.ts";

Deno.test("plain lines are answered in turn, each answer ended by an empty line, with none within it", async () => {
  await using fixture = await controlFixture();
  using client = await RawClient.open(fixture.path);
  await client.write("stop\r\n\n# a comment\nlisen\nhelp exit\nstop");
  assertEquals(await client.answer(), "Not started.");
  assertEquals([await client.answer(), await client.answer()], ["", ""]);
  assertEquals(await client.answer(), "Unknown command 'lisen'. Did you mean 'listen'?");
  assertMatch(await client.answer(), /^exit .*\n \nStop serving and leave .*\n \n/);
  // The last line has no line break: it is one when no more comes.
  await client.closeWrite();
  assertEquals(await client.answer(), "Not started.");
  assertEquals(await client.line(), undefined);
});

Deno.test("'exit' ends a plain session, and the rest of what was sent is not run", async () => {
  await using fixture = await controlFixture();
  using client = await RawClient.open(fixture.path);
  await client.write("stop; exit; stop\nstop\n");
  assertEquals([await client.answer(), await client.line()], ["Not started.", undefined]);
});

Deno.test("a line that is too long ends the session with a word, in both modes", async () => {
  await using fixture = await controlFixture();
  using plain = await RawClient.open(fixture.path);
  await plain.write(`stop\n${"x".repeat(70_000)}`);
  assertEquals(await plain.answer(), "Not started.");
  assertEquals(await plain.answer(), "The line is too long: 65536 characters at most.");
  using attached = await RawClient.attach(fixture.path);
  await attached.write("x".repeat(70_000));
  assertMatch((await attached.frame("end")).reason, /^The line is too long/);
});

Deno.test("there are so many sessions and no more, and one that ends makes room", async () => {
  await using fixture = await controlFixture();
  const clients = await Promise.all(Array.from({ length: 16 }, () => RawClient.open(fixture.path)));
  for (const client of clients) {
    await client.write("stop\n");
    assertEquals(await client.answer(), "Not started.");
  }
  using another = await RawClient.open(fixture.path);
  assertEquals(await another.answer(), "There are 16 sessions already.");
  assertEquals(await another.line(), undefined);
  clients.pop()?.[Symbol.dispose]();
  await eventuallyAnswered(fixture.path);
  for (const client of clients) client[Symbol.dispose]();
});

/** Connects until there is room. */
async function eventuallyAnswered(path: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    using client = await RawClient.open(path);
    try {
      await client.write("stop\n");
      if (await client.answer() === "Not started.") return;
    } catch (error) {
      // Refused and closed before our line was written.
      if (!(error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.ConnectionReset)) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("no room was made");
}

Deno.test("a client that does not read keeps nobody else waiting, and has all answers when it does", async () => {
  await using fixture = await controlFixture();
  using slow = await RawClient.open(fixture.path);
  const lines = 500;
  await slow.write("help --json\n".repeat(lines));
  using client = await RawClient.open(fixture.path);
  await client.write("stop\n");
  assertEquals(await client.answer(), "Not started.");
  for (let line = 0; line < lines; line++) assertMatch(await slow.answer(), /^\[\n/);
});

Deno.test("an attached session runs lines, and tells results, problems and the outcome apart", async () => {
  await using fixture = await controlFixture();
  using client = await RawClient.attach(fixture.path);
  await client.send({ type: "line", line: "stop; lisen" });
  assertEquals(await client.line(), '{"type":"print","text":"Not started."}');
  assertEquals((await client.frame("problem")).text, "Unknown command 'lisen'. Did you mean 'listen'?");
  assertEquals((await client.frame("done")).outcome, "failed");
  await client.send({ type: "line", line: "# nothing" });
  assertEquals(await client.line(), '{"type":"done","outcome":"done"}');
  await client.send({ type: "complete", id: 7, line: "stat" });
  assertEquals(await client.frame("completion"), {
    type: "completion",
    id: 7,
    candidates: ["status"],
    typed: "stat",
  });
  await client.send({ type: "line", line: "exit" });
  assertEquals((await client.frame("done")).outcome, "exit");
  assertEquals(await client.line(), undefined);
});

Deno.test("an attached operator has the width, the colours, the prompt and the notices", async () => {
  await using fixture = await controlFixture();
  using client = await RawClient.attach(fixture.path, { interactive: true, coloured: true, columns: 40 });
  assert((await client.frame("prompt")).text.endsWith(" [\x1b[2mstopped\x1b[22m] > "));
  fixture.notices.tell("worker 1 died");
  assertEquals((await client.frame("warn")).text, "worker 1 died");
  await client.send({ type: "line", line: "help status" });
  const narrow = (await client.frame("print")).text;
  assert(narrow.startsWith("\x1b[1mstatus"));
  await client.send({ type: "window", columns: 200 });
  await client.frame("done");
  await client.send({ type: "line", line: "help status" });
  const wide = (await client.frame("print")).text;
  assert(narrow.split("\n").length > wide.split("\n").length);
});

Deno.test("Ctrl-C ends the command of an attached operator, and so does hanging up", async () => {
  await using fixture = await controlFixture();
  using client = await RawClient.attach(fixture.path, { interactive: true, columns: 80 });
  await client.send({ type: "line", line: "wait ready" });
  await client.send({ type: "interrupt", busy: true });
  assertEquals((await client.frame("problem")).text, "The wait was ended.");
  assertEquals((await client.frame("done")).outcome, "failed");
  await client.send({ type: "line", line: "status --watch 0.1" });
  for (let turn = 0; turn < 3; turn++) {
    assertMatch((await client.frame("paint")).text ?? "", /^state +stopped\n/);
  }
  await client.send({ type: "interrupt", busy: true });
  await client.frame("done");
  await client.send({ type: "interrupt", busy: false });
  assertEquals((await client.frame("print")).text, "Use 'exit' to exit.");
});

Deno.test("a session that breaks the rules is ended with a word", async () => {
  await using fixture = await controlFixture();
  const cases: readonly (readonly [text: string, reason: string])[] = [
    ['{"type":"lines"}\n', "That is nothing that this server understands."],
    ['stop\n{"type":"line","line":"stop"}\n', "That is nothing that this server understands."],
    [
      '{"type":"line","line":"wait ready"}\n{"type":"line","line":"stop"}\n',
      "A line came before the one before it was done.",
    ],
  ];
  for (const [text, reason] of cases) {
    using client = await RawClient.attach(fixture.path);
    await client.write(text);
    assertEquals((await client.frame("end")).reason, reason);
    assertEquals(await client.line(), undefined);
  }
  for (const greeting of ["\0", "\0linpr 2 {}", "\0linpr 1 ", '\0linpr 1 {"interactive":1}']) {
    using client = await RawClient.open(fixture.path);
    await client.write(`${greeting}\n`);
    assertEquals((await client.frame("end")).reason, "The server is of another version of LINPR.");
  }
});

Deno.test("the end of the server is the end of the socket, and is told", async () => {
  await using fixture = await controlFixture();
  using plain = await RawClient.open(fixture.path);
  await plain.write("stop\n");
  await plain.answer();
  using attached = await RawClient.attach(fixture.path, { interactive: true });
  await attached.frame("prompt");
  await fixture.close();
  assertEquals(await plain.answer(), "The server has ended.");
  assertEquals((await attached.frame("end")).reason, "The server has ended.");
  await eventually(() => gone(fixture.path) ? true : undefined, "the end of the socket file");
});

function gone(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return false;
  } catch (error) {
    return error instanceof Deno.errors.NotFound;
  }
}
