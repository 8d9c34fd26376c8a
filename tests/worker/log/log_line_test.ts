import { assert, assertEquals } from "@std/assert";
import { logFormatFault } from "../../../src/settings/log_format.ts";
import { compileLogLine } from "../../../src/worker/log/log_line.ts";
import type { Answered } from "../../../src/worker/recorder.ts";
import { answeredTo, refusedHead } from "../../_helpers/answered.ts";

const NOW = Date.UTC(2026, 10, 7, 17, 5, 9, 42);

function lineOf(format: string, answered: Answered): string {
  assertEquals(logFormatFault(format), undefined, format);
  return compileLogLine(format, { worker: 2, now: () => NOW })(answered);
}

function noted(answered: Answered, notes: NonNullable<Answered["request"]>["notes"]): Answered {
  return { ...answered, request: { ...answered.request, notes } as Answered["request"] };
}

Deno.test("compileLogLine() writes the formats that other servers have", () => {
  const answered = answeredTo("GET /a?b=c", ["Referer: https://a.example/", "User-Agent: curl/8"]);
  const common = '192.0.2.1 - - [07/Nov/2026:17:05:09 +0000] "GET /a?b=c HTTP/1.1" 200 312';
  assertEquals(lineOf("common", answered), common);
  assertEquals(lineOf("combined", answered), `${common} "https://a.example/" "curl/8"`);
  const known = noted(answered, { user: "anna", client: { address: "2001:db8::1", port: 7 }, id: "abc" });
  assertEquals(lineOf("common", known), common.replace("192.0.2.1 - -", "2001:db8::1 - anna"));
});

Deno.test("compileLogLine() writes JSON with the same members for every answer", () => {
  const answered = noted(answeredTo("HEAD /%22", ['User-Agent: \xe9"\\']), { user: "Ä", id: "x-1" });
  assertEquals(JSON.parse(lineOf("json", answered)), {
    address: "192.0.2.1",
    port: 40_000,
    user: "Ä",
    time: "2026-11-07T17:05:09.042Z",
    method: "HEAD",
    target: "/%22",
    version: "HTTP/1.1",
    host: "a.example",
    status: 200,
    bytes: 312,
    duration: 1.235,
    referer: null,
    userAgent: '\xe9"\\',
    id: "x-1",
    refusal: null,
    worker: 2,
  });
  const refused = answeredTo("GET /", [], refusedHead("GET /\x00 HTTP/1.1\r\n"));
  const members = JSON.parse(lineOf("json", refused));
  assertEquals(Object.keys(members).length, 16);
  assertEquals([members.method, members.target, members.host], ["GET", "/", null]);
});

Deno.test("compileLogLine() fills every placeholder of a template, and says nothing as -", () => {
  const answered = noted(answeredTo("GET /a"), { user: "a b", id: "id9" });
  const cases: readonly (readonly [template: string, line: string])[] = [
    ["{address}|{port}|{worker}|{id}", "192.0.2.1|40000|2|id9"],
    ["{user}", "a\\x20b"],
    ['"{user}" {user}', '"a b" a\\x20b'],
    ['x="{user}";y={user}', 'x="a b";y=a\\x20b'],
    ["{{{status}}} {bytes}", "{200} 312"],
    ["{isoTime} {duration}", "2026-11-07T17:05:09.042Z 1.235"],
    ["{method}\t{target}\t{version}\t{host}", "GET\t/a\tHTTP/1.1\ta.example"],
    ['"{referer}" {userAgent} {refusal}', '"-" - -'],
  ];
  for (const [template, line] of cases) assertEquals(lineOf(template, answered), line);
});

Deno.test("compileLogLine() lets nobody add a field, whatever separates them", () => {
  const answered = answeredTo("GET /a,b;c|d", ["User-Agent: x, y; z | 1"]);
  const cases: readonly (readonly [template: string, line: string])[] = [
    ["{target} {userAgent}", "/a,b;c|d x,\\x20y;\\x20z\\x20|\\x201"],
    ["{target},{status}", "/a\\x2cb;c|d,200"],
    ["{status};{target}|{host}", "200;/a,b\\x3bc\\x7cd|a.example"],
    ['{status}, "{target}"', '200, "/a,b;c|d"'],
  ];
  for (const [template, line] of cases) assertEquals(lineOf(template, answered), line);
});

Deno.test("compileLogLine() shows what came of a head that was refused, and why", () => {
  const cases: readonly (readonly [head: string, request: string])[] = [
    ["GET /a b HTTP/1.1\r\n", "GET /a"],
    ["\r\nGET /\x1b[2J HTTP/1.1\r\n", "GET /"],
    ["GET / HTTP/1.1\r\nHost : a\r\n", "GET / HTTP/1.1"],
    ["\x16\x03\x01", "-"],
  ];
  for (const [head, request] of cases) {
    const answered = answeredTo("GET /", [], { ...refusedHead(head), status: 400 });
    const line = lineOf('"{request}" "{refusal}"', answered);
    assert(line.startsWith(`"${request}" "`), `${line} for ${JSON.stringify(head)}`);
    assertEquals(line.endsWith('-"'), false, line);
  }
  const nothing = answeredTo("GET /", [], { request: undefined, status: 408 });
  assertEquals(lineOf("{request} {method} {target} {status}", nothing), "- - - 408");
});

Deno.test("compileLogLine() keeps a hostile client's text on its line and in its field", () => {
  const hostile = ["\x9b31m", '" 200 1 "', "\\", "\xe2\x80\xae", "\x85", '-" - [', "\ttab"];
  for (const text of hostile) {
    const answered = answeredTo("GET /%0a1.2.3.4%20-%20admin%1b[2J", [
      `Referer: a${text}b`,
      `User-Agent: c${text}d`,
    ]);
    const line = lineOf("combined", answered);
    assert(/^[ -~]*$/.test(line), line);
    const [, agent] = / "[^"]*" 200 312 "[^"]*" "([^"]*)"$/.exec(line) ?? [];
    assert(agent?.startsWith("c") && agent.endsWith("d"), line);
    assertEquals(JSON.parse(lineOf("json", answered)).userAgent, `c${text}d`);
  }
});
