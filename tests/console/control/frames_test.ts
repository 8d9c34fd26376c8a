import { assertEquals } from "@std/assert";
import {
  type ClientFrame,
  frameText,
  readClientFrame,
  readHello,
  readServerFrame,
  type ServerFrame,
} from "../../../src/console/control/frames.ts";

Deno.test("frames read back as they were written, each on one line", () => {
  const client: readonly ClientFrame[] = [
    { type: "line", line: "a\nb\u2028\0" },
    { type: "answer" },
    { type: "answer", text: "" },
    { type: "complete", id: 0, line: "" },
    { type: "interrupt", busy: false },
    { type: "window", columns: 80 },
  ];
  const server: readonly ServerFrame[] = [
    { type: "prompt", text: "> " },
    { type: "print", text: "\x1b[1ma\n\nb" },
    { type: "warn", text: "" },
    { type: "problem", text: "" },
    { type: "paint" },
    { type: "paint", text: "a" },
    { type: "question", text: "?" },
    { type: "completion", id: 1, candidates: ["a", "b"], typed: "" },
    { type: "done", outcome: "exit" },
    { type: "end", reason: "" },
  ];
  for (const frame of client) {
    assertEquals(frameText(frame).split("\n").length, 2);
    assertEquals(readClientFrame(frameText(frame)), frame);
    assertEquals(readServerFrame(frameText(frame)), undefined);
  }
  for (const frame of server) assertEquals(readServerFrame(frameText(frame)), frame);
});

Deno.test("what is no frame is none", () => {
  const wrong = [
    "",
    "null",
    "[]",
    "1",
    "{",
    "{}",
    '{"type":1}',
    '{"type":"toString"}',
    '{"type":"__proto__"}',
    '{"type":"line"}',
    '{"type":"line","line":1}',
    '{"type":"answer","text":null}',
    '{"type":"complete","id":-1,"line":""}',
    '{"type":"complete","id":1.5,"line":""}',
    '{"type":"interrupt","busy":"yes"}',
    '{"type":"window","columns":1e99}',
    '{"type":"done","outcome":"fine"}',
    '{"type":"completion","id":1,"candidates":[1],"typed":""}',
  ];
  for (const line of wrong) {
    assertEquals([readClientFrame(line), readServerFrame(line)], [undefined, undefined], line);
  }
});

Deno.test("readHello() takes a client's end, whole and of the right kinds", () => {
  assertEquals(readHello('{"interactive":true,"coloured":false,"columns":80}'), {
    interactive: true,
    coloured: false,
    columns: 80,
  });
  for (
    const text of ["", "{}", '{"interactive":true}', '{"interactive":true,"coloured":true,"columns":"80"}']
  ) {
    assertEquals(readHello(text), undefined, text);
  }
});
