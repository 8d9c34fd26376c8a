/** The control socket against rubbish, and against good sessions with mistakes in them; the seed is fixed. */

import { assert, assertEquals } from "@std/assert";
import { frameText, GREETING } from "../../src/console/control/frames.ts";
import { LineSplitter } from "../../src/console/control/line_splitter.ts";
import { Random } from "../_helpers/random.ts";
import { controlFixture, RawClient } from "../console/control/control_fixture.ts";

const SESSIONS = 300;

/** What a session may be made of; nothing in it changes the server or takes long. */
const PIECES: readonly string[] = [
  `${GREETING}{"interactive":true,"coloured":true,"columns":80}\n`,
  `${GREETING}{"interactive":false,"coloured":false}\n`,
  GREETING,
  frameText({ type: "line", line: "status --json; help" }),
  frameText({ type: "line", line: "status --watch 0.1" }),
  frameText({ type: "line", line: "exit" }),
  frameText({ type: "answer", text: "y" }),
  frameText({ type: "complete", id: 1, line: "settings --" }),
  frameText({ type: "interrupt", busy: true }),
  frameText({ type: "window", columns: 0 }),
  frameText({ type: "window", columns: 1 }),
  frameText({ type: "print", text: "not from a client" }),
  '{"type":"line","line":',
  "status\n",
  "help 'a\n",
  "exit\n",
  "\0",
  "\n",
  "\r\n",
  "\ud800",
  "é🦕",
  "{",
  "}\n",
  '"',
];

Deno.test("the control socket survives whatever comes, and serves the next session", async () => {
  await using fixture = await controlFixture();
  for (let turn = 0; turn < SESSIONS; turn++) {
    const random = new Random(turn);
    using client = await RawClient.open(fixture.path);
    const text = new TextEncoder().encode(random.text(PIECES, 8));
    const bytes = random.oneIn(4) ? random.bytes(200) : text;
    // The server may end the session in the middle of it.
    const written = client.write(bytes).then(() => client.closeWrite()).catch(() => undefined);
    if (random.oneIn(2)) {
      await written;
      continue;
    }
    for (let line = await next(client); line !== undefined; line = await next(client)) {
      assert(line.length < 100_000);
    }
    await written;
  }
  using client = await RawClient.open(fixture.path);
  await client.write("stop\n");
  assertEquals([await client.answer(), fixture.told], ["Not started.", []]);
});

/** The next line; the end of the session is one, in whichever way it comes. */
async function next(client: RawClient): Promise<string | undefined> {
  try {
    return await client.line();
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionReset) return undefined;
    throw error;
  }
}

Deno.test("LineSplitter gives the same lines however its bytes are cut", () => {
  for (let turn = 0; turn < 2000; turn++) {
    const random = new Random(turn);
    const bytes = random.oneIn(2)
      ? random.bytes(64)
      : new TextEncoder().encode(random.text(["a", "é", "🦕", "\n", "\r\n", "\r", "\0"], 40));
    const whole = new LineSplitter(1000);
    const expected = [...whole.push(bytes) ?? [], ...whole.end()];
    const splitter = new LineSplitter(1000);
    const lines: string[] = [];
    let from = 0;
    for (const to of random.cuts(bytes.length, 6)) {
      lines.push(...splitter.push(bytes.subarray(from, to)) ?? []);
      from = to;
    }
    assertEquals([...lines, ...splitter.end()], expected, String(turn));
  }
});
