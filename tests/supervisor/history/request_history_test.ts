import { assert, assertEquals } from "@std/assert";
import type { RequestMemory } from "../../../src/channel/messages.ts";
import type { RecordedRequest } from "../../../src/supervisor/history/recorded_request.ts";
import { RequestHistory } from "../../../src/supervisor/history/request_history.ts";
import { RequestRecorder } from "../../../src/worker/log/request_recorder.ts";
import { answeredTo, refusedHead } from "../../_helpers/answered.ts";
import { RequestHead } from "../../../src/http/request_head.ts";

/** Of short heads 419 are kept, and 58 of refused ones. */
const SIZE = 64 * 1024;
const KEPT = 419;

function headOf(text: string): RequestHead {
  const head = new RequestHead({ target: 8192, head: 16_384, fields: 100 });
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  assert(head.parse(bytes, 0, bytes.length));
  return head;
}

function recorderOf(history: RequestHistory, worker = 1): RequestRecorder {
  return new RequestRecorder(history.memoryFor(worker, SIZE) ?? missing());
}

function missing(): RequestMemory {
  throw new Error("there is no memory");
}

/** Has a request for a path answered. */
function answer(recorder: RequestRecorder, path: string, status = 200): void {
  const head = headOf(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
  recorder.record(answeredTo(`GET ${path}`, [], { head, status }));
}

function refuse(recorder: RequestRecorder, text: string, at: number): void {
  recorder.record({ ...answeredTo("GET /"), ...refusedHead(text), status: 400, at });
}

const any = () => true;
const pathsOf = (requests: readonly RecordedRequest[]) => requests.map(({ path }) => path);

Deno.test("RequestHistory.find() gives a request by its id, with what its head says", () => {
  const history = new RequestHistory();
  const recorder = recorderOf(history, 3);
  answer(recorder, "/first");
  const text =
    "\r\nGET /a%20b?q=1 HTTP/1.1\r\nHost: a.example\r\nUser-Agent: t\xe9\r\nReferer: http://r/\r\n\r\n";
  recorder.record(answeredTo("GET /a%20b?q=1", [], { head: headOf(text), status: 206, bytes: 77 }));
  const request = history.find({ worker: 3, number: 2 });
  assert(request !== undefined);
  const { method, target, path, version, host, agent, referer, status, bytes, address, port, duration } =
    request;
  assertEquals([method, target, path, version], ["GET", "/a%20b?q=1", "/a%20b", "HTTP/1.1"]);
  assertEquals([host, agent, referer, request.field("x")], ["a.example", "t\xe9", "http://r/", undefined]);
  assertEquals([status, bytes, address, port, duration], [206, 77, "192.0.2.1", 40_000, 1.23456]);
  assertEquals([request.refusal, request.at, request.isCut], [undefined, -1, false]);
  assert(Math.abs(Date.now() - request.time) < 60_000);
  assertEquals(history.find({ worker: 3, number: 3 }), undefined);
  assertEquals(history.find({ worker: 1, number: 1 }), undefined);
});

Deno.test("RequestHistory.find() gives as much as there is of heads that were refused, cut or never came", () => {
  const history = new RequestHistory();
  const recorder = recorderOf(history);
  const rows: readonly (readonly [string, number, string, string, string])[] = [
    ["GET /%zz HTTP/1.1\r\nHost : b\r\n\r\n", 23, "GET", "/%zz", "HTTP/1.1"],
    ["GET /a\x00b HTTP/1.1\r\n\r\n", 6, "GET", "/a\x00b", "HTTP/1.1"],
    ["GET /a b HTTP/1.1\r\n\r\n", 7, "GET", "/a b", "HTTP/1.1"],
    ["G\x01", 1, "G\x01", "", ""],
    ["\x16\x03\x01", 0, "\x16\x03\x01", "", ""],
    ["\n", 0, "", "", ""],
  ];
  rows.forEach(([text, at, ...parts], index) => {
    refuse(recorder, text, at);
    const request = history.find({ worker: 1, number: index + 1 });
    assertEquals([request?.method, request?.target, request?.version], parts, JSON.stringify(text));
    assertEquals([request?.at, request?.head.length], [at, text.length]);
    assert(request?.refusal !== undefined);
  });
  recorder.record({ ...answeredTo("GET /"), request: undefined, head: undefined });
  const none = history.find({ worker: 1, number: rows.length + 1 });
  assertEquals([none?.method, none?.target, none?.host, none?.head.length], ["", "", undefined, 0]);
  answer(recorder, `/${"a".repeat(2000)}`);
  const cut = history.find({ worker: 1, number: rows.length + 2 });
  assertEquals([cut?.isCut, cut?.target.length, cut?.host], [true, 1020, undefined]);
});

Deno.test("RequestHistory.recent() gives the latest of all workers that pass, the oldest first", () => {
  const history = new RequestHistory();
  const [one, two] = [recorderOf(history, 1), recorderOf(history, 2)];
  for (let index = 0; index < 500; index++) {
    answer(one, `/1/${index}`);
    answer(two, `/2/${index}`);
  }
  const all = history.recent(any, 1000);
  assertEquals(all.length, 2 * KEPT);
  assert(all.every(({ time }, index) => time >= (all[index - 1]?.time ?? 0)));
  const ofTwo = history.recent(({ id }) => id.worker === 2, 3);
  assertEquals(pathsOf(ofTwo), ["/2/497", "/2/498", "/2/499"]);
  assertEquals(history.recent(any, 0), []);
});

Deno.test("a flood of good requests does not push refused ones out", () => {
  const history = new RequestHistory();
  const recorder = recorderOf(history);
  answer(recorder, "/before");
  refuse(recorder, "GET /%zz HTTP/1.1\r\nHost : b\r\n\r\n", 23);
  for (let index = 0; index < 5000; index++) answer(recorder, "/good");
  assertEquals(pathsOf(history.refused(any, 10)), ["/%zz"]);
  assertEquals(history.find({ worker: 1, number: 2 })?.path, "/%zz");
  assertEquals(history.find({ worker: 1, number: 1 }), undefined);
});

Deno.test("RequestHistory.since() gives what is new, and counts what it passes over", () => {
  const history = new RequestHistory();
  const recorder = recorderOf(history);
  answer(recorder, "/0");
  const start = history.now();
  assertEquals(history.since(start, 10), { requests: [], passedOver: 0, cursor: start });
  for (let index = 1; index <= 5; index++) answer(recorder, `/${index}`);
  // A worker that comes later is read from its start.
  answer(recorderOf(history, 2), "/other");
  const first = history.since(start, 10);
  assertEquals([first.requests.length, first.passedOver], [6, 0]);
  const limited = history.since(start, 2);
  assertEquals([pathsOf(limited.requests).sort(), limited.passedOver], [["/4", "/5", "/other"], 3]);
  for (let index = 0; index < 1000; index++) answer(recorder, "/flood");
  const flooded = history.since(first.cursor, 2000);
  assertEquals([flooded.requests.length, flooded.passedOver], [KEPT, 1000 - KEPT]);
  assertEquals(history.since(flooded.cursor, 10).requests, []);
});

Deno.test("RequestHistory.memoryFor() keeps what is known over a restart, and never gives a number twice", () => {
  const history = new RequestHistory();
  answer(recorderOf(history), "/before");
  answer(recorderOf(history), "/after");
  assertEquals(pathsOf(history.recent(any, 10)), ["/before", "/after"]);
  const larger = history.memoryFor(1, 2 * SIZE) ?? missing();
  assertEquals(history.recent(any, 10), []);
  answer(new RequestRecorder(larger), "/third");
  assertEquals(history.find({ worker: 1, number: 3 })?.path, "/third");
  assertEquals(history.memoryFor(1, 0), undefined);
});
