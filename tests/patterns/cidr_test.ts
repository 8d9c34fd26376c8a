import { assert, assertEquals } from "@std/assert";
import { BlockList, isIP } from "node:net";
import {
  coversBlock,
  formatAddress,
  isInBlock,
  meantBlock,
  parseAddress,
  parseBlock,
} from "../../src/patterns/cidr.ts";
import { Random } from "../_helpers/random.ts";

function isIn(address: string, block: string): boolean {
  const [parsed, blocked] = [parseAddress(address), parseBlock(block)];
  assert(parsed !== undefined, address);
  assert(blocked !== undefined, block);
  return isInBlock(parsed, blocked);
}

Deno.test("isInBlock() finds addresses of either kind, however they are written", () => {
  const cases: [address: string, block: string, within: boolean][] = [
    ["10.1.2.3", "10.0.0.0/8", true],
    ["11.0.0.0", "10.0.0.0/8", false],
    ["192.0.2.7", "192.0.2.7", true],
    ["192.0.2.8", "192.0.2.7", false],
    ["255.255.255.255", "0.0.0.0/0", true],
    ["::1", "0.0.0.0/0", false],
    ["192.0.2.7", "::/0", true],
    ["::ffff:10.1.2.3", "10.0.0.0/8", true],
    ["::FFFF:a01:203", "10.0.0.0/8", true],
    ["10.1.2.3", "::ffff:10.0.0.0/104", true],
    ["::10.1.2.3", "10.0.0.0/8", false],
    ["2001:db8::1", "2001:db8::/32", true],
    ["2001:0DB8:0:0::1", "2001:db8::/32", true],
    ["2001:db9::", "2001:db8::/32", false],
    ["fe80::1%eth0", "fe80::/10", true],
    ["::1", "::1", true],
    ["::", "::1", false],
  ];
  for (const [address, block, within] of cases) {
    assertEquals(isIn(address, block), within, `${address} ${block}`);
  }
});

Deno.test("parseBlock() refuses what is unclear or no block", () => {
  const texts = [
    "",
    "/",
    "10.0.0.0/",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "10.0.0.0/-1",
    "10.0.0.0/8/8",
    "10.1.2.3/8",
  ];
  const others = [
    "::1/0",
    "::/129",
    "10.0.0/8",
    "010.0.0.0/8",
    "1.2.3.256",
    "example.org",
    "[::1]",
    "fe80::1%eth0",
    "fe80::%eth0/10",
    "1::2::3",
    " ::1",
  ];
  for (const text of [...texts, ...others]) assertEquals(parseBlock(text), undefined, text);
});

Deno.test("parseAddress() refuses what is no address", () => {
  for (
    const text of [
      "",
      "1",
      "127.1",
      "0x7f.0.0.1",
      "1.2.3.4.5",
      "1.2.3.4 ",
      "a",
      ":",
      ":::",
      "1:2:3:4:5:6:7:8:9",
    ]
  ) {
    assertEquals(parseAddress(text), undefined, text);
  }
});

Deno.test("meantBlock() takes the bits beyond a prefix away", () => {
  const cases: [text: string, meant: string | undefined][] = [
    ["10.1.2.3/8", "10.0.0.0/8"],
    ["192.0.2.129/25", "192.0.2.128/25"],
    ["1.2.3.4/0", "0.0.0.0/0"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["::ffff:10.1.2.3/104", "10.0.0.0/8"],
    ["10.0.0.0/8", undefined],
    ["10.1.2.3", undefined],
    ["10.1.2.3/33", undefined],
    ["example.org/8", undefined],
  ];
  for (const [text, meant] of cases) assertEquals(meantBlock(text), meant, text);
});

Deno.test("formatAddress() writes each address in one way", () => {
  const cases: [written: string, usual: string][] = [
    ["192.0.2.1", "192.0.2.1"],
    ["::FFFF:192.0.2.1", "192.0.2.1"],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["::1.2.3.4", "::102:304"],
  ];
  for (const [written, usual] of cases) assertEquals(formatAddress(parseAddress(written) ?? -1n), usual);
});

Deno.test("coversBlock() compares blocks", () => {
  const cases: [outer: string, inner: string, covers: boolean][] = [
    ["10.0.0.0/8", "10.1.0.0/16", true],
    ["10.1.0.0/16", "10.0.0.0/8", false],
    ["10.0.0.0/8", "10.0.0.0/8", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["::/0", "10.0.0.0/8", true],
    ["::1", "::1", true],
  ];
  for (const [outer, inner, covers] of cases) {
    const [one, other] = [parseBlock(outer), parseBlock(inner)];
    assert(one !== undefined && other !== undefined);
    assertEquals(coversBlock(one, other), covers, `${outer} ${inner}`);
  }
});

Deno.test("isInBlock() judges as node:net does", () => {
  const next = new Random(20_261_127);
  for (let round = 0; round < 2000; round++) {
    const family = next.oneIn(2) ? "ipv4" : "ipv6";
    const width = family === "ipv4" ? 32 : 128;
    const kept = next.below(width + 1);
    const base = randomAddress(next, family);
    const list = new BlockList();
    list.addSubnet(base, kept, family);
    const number = parseAddress(base);
    assert(number !== undefined && isIP(base) > 0);
    const free = BigInt(width - kept);
    const block = { prefix: number >> free, free };
    // A neighbour that has the same first bits as often as not.
    const flipped = number ^ (1n << BigInt(next.below(width)));
    const address = family === "ipv4" ? v4Text(flipped) : v6Text(flipped);
    assertEquals(isInBlock(flipped, block), list.check(address, family), `${address} ${base}/${kept}`);
    assertEquals(parseAddress(address), flipped, address);
    assertEquals(parseAddress(formatAddress(flipped)), flipped, address);
  }
});

function randomAddress(next: Random, family: "ipv4" | "ipv6"): string {
  if (family === "ipv4") return Array.from({ length: 4 }, () => next.below(256)).join(".");
  return `2001:${Array.from({ length: 7 }, () => next.below(65536).toString(16)).join(":")}`;
}

function v4Text(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
}

function v6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => (address >> BigInt(112 - 16 * at)) & 0xffffn);
  return groups.map((group) => group.toString(16)).join(":");
}
