import { assertEquals, assertMatch } from "@std/assert";
import {
  type ForwardedField,
  forwardedNodes,
  UNREADABLE,
} from "../../../src/handlers/access/forwarded_nodes.ts";
import { Random } from "../../_helpers/random.ts";

/** Each node of some lines as `address port`, `-`, or `?` for those of a line that cannot be read. */
function nodes(field: ForwardedField, ...lines: readonly string[]): string[] {
  return forwardedNodes(field, lines, 16).map((node) => {
    if (node === UNREADABLE) return "?";
    return node === undefined ? "-" : `${node.address} ${node.port}`;
  });
}

Deno.test("forwardedNodes() reads X-Forwarded-For as proxies write it", () => {
  const cases: [value: string, nodes: string[]][] = [
    ["192.0.2.1", ["192.0.2.1 0"]],
    ["192.0.2.1,\t198.51.100.2 , 203.0.113.3", ["192.0.2.1 0", "198.51.100.2 0", "203.0.113.3 0"]],
    ["2001:DB8::1, [2001:db8::2], [2001:db8::3]:443", ["2001:db8::1 0", "2001:db8::2 0", "2001:db8::3 443"]],
    ["192.0.2.1:65535", ["192.0.2.1 65535"]],
    ["::ffff:192.0.2.1", ["192.0.2.1 0"]],
    ["[::ffff:c000:201]:7", ["192.0.2.1 7"]],
  ];
  for (const [value, expected] of cases) assertEquals(nodes("X-Forwarded-For", value), expected, value);
});

Deno.test("forwardedNodes() takes what is no address in X-Forwarded-For for nobody's", () => {
  const texts = [
    "",
    "unknown",
    "localhost",
    "127.1",
    "010.0.0.1",
    "192.0.2.1:65536",
    "192.0.2.1:",
    "192.0.2.1 x",
    "[192.0.2.1]:1x",
    "[::1",
    '"192.0.2.1"',
    "2001:db8::1::2",
    "\x1b[2J",
    "é",
  ];
  for (const text of texts) {
    assertEquals(nodes("X-Forwarded-For", `192.0.2.1,${text},192.0.2.2`), [
      "192.0.2.1 0",
      "-",
      "192.0.2.2 0",
    ]);
  }
});

Deno.test("forwardedNodes() reads Forwarded as RFC 7239 has it", () => {
  const cases: [value: string, nodes: string[]][] = [
    ["for=192.0.2.43", ["192.0.2.43 0"]],
    ['For="[2001:db8:cafe::17]:4711"', ["2001:db8:cafe::17 4711"]],
    ["for=192.0.2.60;proto=http;by=203.0.113.43", ["192.0.2.60 0"]],
    ["for=192.0.2.43, for=198.51.100.17", ["192.0.2.43 0", "198.51.100.17 0"]],
    ['for=192.0.2.43,for="[::1]";by=_x , proto=http', ["192.0.2.43 0", "::1 0", "-"]],
    ['for="_gazonk", for=unknown', ["-", "-"]],
    ['for="192.0.2.\\43:80"', ["192.0.2.43 80"]],
    ['for="192.0.2.43:_a.b-c", for="[::1]:_"', ["192.0.2.43 0", "-"]],
    ['host="a, for=10.0.0.1";for=192.0.2.1', ["192.0.2.1 0"]],
    [",, for=192.0.2.1 ,;,", ["192.0.2.1 0"]],
    ["", []],
  ];
  for (const [value, expected] of cases) assertEquals(nodes("Forwarded", value), expected, value);
});

Deno.test("forwardedNodes() believes nothing of a broken Forwarded", () => {
  const broken = [
    "for",
    "for=",
    "=192.0.2.1",
    "for =192.0.2.1",
    "for= 192.0.2.1",
    "for=[::1]",
    'for="192.0.2.1',
    'for="192.0.2.1"x',
    "for=192.0.2.1;for=192.0.2.2",
    "for=192.0.2.1;FOR=192.0.2.2",
    "for=192.0.2.1 for=192.0.2.2",
    "for=192.0.2.1:80",
  ];
  for (const text of broken) assertEquals(nodes("Forwarded", `for=127.0.0.1, ${text}`), ["?"], text);
  for (const text of broken) {
    const lines = ["for=10.0.0.1", text, "for=192.0.2.7", "for=192.0.2.8, for=192.0.2.9"];
    const expected = ["10.0.0.1 0", "?", "192.0.2.7 0", "192.0.2.8 0", "192.0.2.9 0"];
    assertEquals(nodes("Forwarded", ...lines), expected, text);
  }
});

Deno.test("forwardedNodes() sees what a proxy adds, whatever a stranger wrote before it", () => {
  const next = new Random(7239);
  const pieces = ['"', "\\", ",", ";", "for=", "127.0.0.1", "by=", " ", "[::1]", "x", "=", '""', "\t"];
  const added = ["for=198.51.100.7", 'for="198.51.100.7:80"', 'by="10.0.0.9";for=198.51.100.7;host=""'];
  for (let round = 0; round < 20_000; round++) {
    const value = `${next.text(pieces, 12)}, ${next.pick(added)}`;
    const last = nodes("Forwarded", value).at(-1) ?? "";
    assertMatch(last, /^(?:\?|198\.51\.100\.7 (?:0|80))$/, value);
  }
});

Deno.test("forwardedNodes() reads the nearest senders", () => {
  const [second, third, first] = ["::2", "::3", "192.0.2.1"].map((address) => ({ address, port: 0 }));
  assertEquals(forwardedNodes("X-Forwarded-For", ["::1, ::2, ::3"], 2), [second, third]);
  assertEquals(forwardedNodes("X-Forwarded-For", ["::1", "::2", "::3"], 2), [second, third]);
  assertEquals(forwardedNodes("Forwarded", ["for=_a, for=192.0.2.1"], 1), [first]);
});

Deno.test("forwardedNodes() takes time in proportion to the field", () => {
  // Quadratic, each of these would take minutes.
  for (const piece of ["for=a;", '"\\"', "for=a,", " ", ",", "a", 'a="', "\\", "x=1;y", "for=::,"]) {
    const value = piece.repeat(Math.floor(200_000 / piece.length));
    for (const field of ["Forwarded", "X-Forwarded-For"] as const) {
      assertEquals(Array.isArray(forwardedNodes(field, [value], 16)), true);
    }
  }
});
