import { assertEquals, assertThrows } from "@std/assert";
import { parseAddress, type TypedAddress } from "../../src/console/address.ts";
import { CommandError } from "../../src/console/command_error.ts";

Deno.test("parseAddress() takes host and port apart or together, and IPv6 with or without brackets", () => {
  const cases: readonly (readonly [words: readonly string[], address: TypedAddress])[] = [
    [[], {}],
    [["8080"], { port: 8080 }],
    [["0"], { port: 0 }],
    [[":8080"], { port: 8080 }],
    [["localhost"], { hostname: "localhost" }],
    [["localhost", "8080"], { hostname: "localhost", port: 8080 }],
    [["localhost:8080"], { hostname: "localhost", port: 8080 }],
    [["192.0.2.7:1"], { hostname: "192.0.2.7", port: 1 }],
    [["::1"], { hostname: "::1" }],
    [["[::1]"], { hostname: "::1" }],
    [["[::1]:65535"], { hostname: "::1", port: 65535 }],
    [["[::1]", "8080"], { hostname: "::1", port: 8080 }],
    [["::", "8080"], { hostname: "::", port: 8080 }],
  ];
  for (const [words, address] of cases) assertEquals(parseAddress(words), address, words.join(" "));
});

Deno.test("parseAddress() says what is no port and what is no host", () => {
  const port = (word: string) =>
    `"${word}" is not a port: a port is a number from 1 to 65535 (0: any free one).`;
  const host = (word: string) => `"${word}" is not a host name or an IP address.`;
  const cases: readonly (readonly [words: readonly string[], message: string])[] = [
    [["99999"], port("99999")],
    [["-1"], port("-1")],
    [["123456789012345678901234567890"], port("123456789012345678901234567890")],
    [["localhost", "80x"], port("80x")],
    [["localhost", ""], port("")],
    [["localhost:"], port("")],
    [[":"], port("")],
    [["[::1]:x"], port("x")],
    [["[::1]:"], port("")],
    [[""], host("")],
    [["a b"], host("a b")],
    [["[]"], host("[]")],
    [["[localhost]"], host("[localhost]")],
    [["256.1.1.1"], host("256.1.1.1")],
    [["1:2:3"], host("1:2:3")],
    [["http://localhost:8080/"], host("http://localhost:8080/")],
    [["\x1b[2J"], host("\\u001b[2J")],
    [["localhost:80", "81"], '"localhost:80" names a port already; "81" is too much.'],
    [["80", "81"], '"80" names a port already; "81" is too much.'],
  ];
  for (const [words, message] of cases) {
    assertEquals(assertThrows(() => parseAddress(words), CommandError).message, message);
  }
});
