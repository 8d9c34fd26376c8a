import { assert, assertEquals } from "@std/assert";
import { type ProxyHeader, readProxyHeader } from "../../src/worker/proxy_header.ts";
import { v2Header, v4Rest } from "../_helpers/proxy_header.ts";

const LINE = "PROXY TCP4 192.0.2.1 192.0.2.9 40000 80\r\n";
const V6_REST = [0x20, 1, 0xd, 0xb8, ...new Array(11).fill(0), 1, ...new Array(16).fill(9), 1, 2, 0, 80];
/** An extension of type 0xEE. */
const EXTENSION = [0xee, 0, 3, 1, 2, 3];

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Reads as a connection does: only what is missing, and of that no more than `most` at once. */
function readInPieces(bytes: Uint8Array, most: number): { header: ProxyHeader; read: number } {
  for (let read = 0;;) {
    const header = readProxyHeader(bytes.subarray(0, read));
    if (header.kind !== "part" || read === bytes.length) return { header, read };
    assert(header.missing > 0);
    read = Math.min(bytes.length, read + Math.min(header.missing, most));
  }
}

/** The proxy speaks for itself. */
const OWN = "";

const GOOD: readonly (readonly [header: Uint8Array, client: string])[] = [
  [bytesOf(LINE), "192.0.2.1 40000"],
  [bytesOf("PROXY TCP4 0.0.0.0 255.255.255.255 0 65535\r\n"), "0.0.0.0 0"],
  [bytesOf("PROXY TCP6 2001:DB8::1 ::1 65535 80\r\n"), "2001:db8::1 65535"],
  [bytesOf("PROXY TCP6 :: :: 0 0\r\n"), ":: 0"],
  [bytesOf("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 80\r\n"), "192.0.2.1 1"],
  [
    bytesOf(`PROXY TCP6 ${"ffff:".repeat(7)}ffff ${"ffff:".repeat(7)}ffff 65535 65535\r\n`),
    `${"ffff:".repeat(7)}ffff 65535`,
  ],
  [bytesOf("PROXY UNKNOWN\r\n"), OWN],
  [bytesOf(`PROXY UNKNOWN ${"ffff:".repeat(7)}ffff ${"ffff:".repeat(7)}ffff 65535 65535\r\n`), OWN],
  [bytesOf("PROXY UNKNOWN whatever\tthis is\r\n"), OWN],
  [v2Header(0x21, 0x11, v4Rest("192.0.2.1", 40_000)), "192.0.2.1 40000"],
  [v2Header(0x21, 0x11, [...v4Rest("192.0.2.1", 1), ...EXTENSION]), "192.0.2.1 1"],
  [v2Header(0x21, 0x21, V6_REST), "2001:db8::1 258"],
  [v2Header(0x21, 0x21, [...V6_REST, ...EXTENSION, ...EXTENSION]), "2001:db8::1 258"],
  [v2Header(0x21, 0x11, [...v4Rest("192.0.2.1", 1), ...new Array(4084).fill(4)]), "192.0.2.1 1"],
  [v2Header(0x20, 0x00), OWN],
  [v2Header(0x20, 0x11, v4Rest("192.0.2.1", 1)), OWN],
  [v2Header(0x20, 0xff, [1, 2, 3]), OWN],
  [v2Header(0x21, 0x00, EXTENSION), OWN],
  [v2Header(0x21, 0x12, v4Rest("192.0.2.1", 1)), OWN],
  [v2Header(0x21, 0x31, new Array(216).fill(0x41)), OWN],
];

Deno.test("readProxyHeader() reads both versions, cut anywhere, and no byte too many", () => {
  for (const [header, client] of GOOD) {
    const longer = new Uint8Array([...header, ...bytesOf("GET / HTTP/1.1\r\n\r\n")]);
    for (const most of [1, 2, 3, 7, 100, 10_000]) {
      const { header: found, read } = readInPieces(longer, most);
      const name = new TextDecoder().decode(header);
      assertEquals(read, header.length, name);
      assert(found.kind === "whole", name);
      assertEquals(found.client === undefined ? OWN : `${found.client.address} ${found.client.port}`, client);
    }
  }
});

Deno.test("readProxyHeader() refuses every other line", () => {
  const lines = [
    "GET / HTTP/1.1\r\n",
    "PROXY\r\n TCP4 192.0.2.1\r\n",
    "proxy TCP4 192.0.2.1 192.0.2.9 40000 80\r\n",
    "PROXY  TCP4 192.0.2.1 192.0.2.9 40000 80\r\n",
    "PROXY TCP5 192.0.2.1 192.0.2.9 40000 80\r\n",
    "PROXY UNKNOWNS 192.0.2.1\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 40000\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 40000 80 \r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 40000 80 90\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 65536 80\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 040 80\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 -1 80\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 40000 x\r\n",
    "PROXY TCP4 192.0.2.256 192.0.2.9 40000 80\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2 40000 80\r\n",
    "PROXY TCP4 2001:db8::1 ::1 40000 80\r\n",
    "PROXY TCP6 192.0.2.1 192.0.2.9 40000 80\r\n",
    "PROXY TCP6 fe80::1::2 ::1 40000 80\r\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 40000 80\n",
    "PROXY TCP4 192.0.2.1 192.0.2.9 40000 80\r\r\n",
    `PROXY UNKNOWN ${"x".repeat(92)}\r\n`,
    `PROXY ${"x".repeat(200)}`,
  ];
  for (const line of lines) {
    for (const most of [1, 1000]) {
      assertEquals(readInPieces(bytesOf(line), most).header.kind, "broken", `${line} by ${most}`);
    }
  }
});

Deno.test("readProxyHeader() refuses what is not quite version 2", () => {
  const rest = v4Rest("192.0.2.1", 1);
  const headers = [
    v2Header(0x11, 0x11, rest),
    v2Header(0x22, 0x11, rest),
    v2Header(0x01, 0x11, rest),
    v2Header(0x21, 0x13, rest),
    v2Header(0x21, 0x41, rest),
    v2Header(0x21, 0x11, rest.slice(1)),
    v2Header(0x21, 0x11),
    v2Header(0x21, 0x21, rest),
    v2Header(0x21, 0x11, rest, 4097),
    v2Header(0x20, 0x00, [], 65_535),
  ];
  for (const header of headers) {
    for (const most of [1, 1000]) assertEquals(readInPieces(header, most).header.kind, "broken", `${header}`);
  }
  const signature = v2Header(0x21, 0x11, rest);
  for (let at = 0; at < 12; at++) {
    const wrong = signature.with(at, (signature[at] ?? 0) ^ 1);
    const { header, read } = readInPieces(wrong, 1);
    // The first wrong byte is enough.
    assertEquals([header.kind, read], ["broken", at + 1]);
  }
});
