import { assertEquals, assertThrows } from "@std/assert";
import { formatHttpDate } from "../../src/http/http_date.ts";
import { dateOffset, type ResponseHeadInit, serializeHead } from "../../src/http/response_head.ts";
import { latin1Text } from "../_helpers/latin1.ts";

const DATE = formatHttpDate(0);

function headText(init: Partial<ResponseHeadInit>): string {
  return latin1Text(serializeHead({
    status: 200,
    fields: [],
    framing: 0,
    connection: "",
    date: DATE,
    server: "LINPR",
    ...init,
  }));
}

Deno.test("serializeHead() writes status line, Date, Server, fields, framing, Connection, empty line", () => {
  assertEquals(
    headText({ fields: [["Content-Type", "text/plain"], ["X", ""]], framing: 12, connection: "close" }),
    `HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nServer: LINPR\r\nContent-Type: text/plain\r\nX: \r\n` +
      "Content-Length: 12\r\nConnection: close\r\n\r\n",
  );
});

Deno.test("serializeHead() leaves Server and Connection out where there is nothing to say", () => {
  assertEquals(headText({ server: "" }), `HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nContent-Length: 0\r\n\r\n`);
});

Deno.test("serializeHead() frames by length, in chunks, or by the connection's end", () => {
  const framing = (init: Partial<ResponseHeadInit>): string[] =>
    headText(init).split("\r\n").filter((line) => /^(content-length|transfer-encoding):/i.test(line));
  assertEquals(framing({ framing: 0 }), ["Content-Length: 0"]);
  assertEquals(framing({ framing: 2 ** 40 }), ["Content-Length: 1099511627776"]);
  assertEquals(framing({ framing: "chunked" }), ["Transfer-Encoding: chunked"]);
  assertEquals(framing({ framing: "close-delimited" }), []);
  // RFC 9110 §8.6, RFC 9112 §6.1: neither where there never is a body.
  for (const status of [100, 101, 204, 304]) {
    for (const kind of [0, 5, "chunked"] as const) assertEquals(framing({ status, framing: kind }), []);
  }
});

Deno.test("serializeHead() leaves the reason phrase empty where it knows none, but not its space", () => {
  assertEquals(headText({ status: 299 }).startsWith("HTTP/1.1 299 \r\n"), true);
});

Deno.test("serializeHead() writes one byte a character above 0x7F", () => {
  const text = headText({ fields: [["Content-Disposition", 'attachment; filename="f\xfc\xff.txt"']] });
  assertEquals(text.includes('filename="f\xfc\xff.txt"\r\n'), true);
});

Deno.test("serializeHead() throws rather than let a field end its line", () => {
  const values = ["a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b", "a\x7f", "\u010a", "\u{1f995}", "\u2028"];
  for (const value of values) {
    assertThrows(() => headText({ fields: [["X", value]] }), Error, "cannot be sent");
  }
  for (const name of ["", "X Y", "X:", "X\r\nY", "\xdc", "X\u010a"]) {
    assertThrows(() => headText({ fields: [[name, "a"]] }), Error, "cannot be sent");
  }
});

Deno.test("serializeHead() throws rather than let the Server field end its line", () => {
  for (const server of ["a\r\nX: y", "a\u010d\u010ab"]) {
    assertThrows(() => headText({ server }), Error, "cannot be sent");
  }
});

Deno.test("dateOffset() points at the Date value for every status", () => {
  for (let status = 100; status < 600; status++) {
    const at = dateOffset(status);
    assertEquals(headText({ status }).slice(at, at + DATE.length), DATE, `${status}`);
  }
});
