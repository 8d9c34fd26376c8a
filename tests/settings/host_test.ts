import { assertEquals } from "@std/assert";
import { parseHost } from "../../src/settings/host.ts";

Deno.test("parseHost() takes names and addresses", () => {
  const hosts = [
    "localhost",
    "example.org",
    "example.org.",
    "a-b_c.example",
    "3com.example",
    "0.0.0.0",
    "127.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "FE80::A",
    "::ffff:192.0.2.1",
    "1:2:3:4:5:6:7:8",
    "a".repeat(63) + ".example",
  ];
  for (const host of hosts) assertEquals(parseHost(host), host);
});

Deno.test("parseHost() takes the brackets off an IPv6 address", () => {
  assertEquals(parseHost("[::1]"), "::1");
  assertEquals(parseHost("[::]"), "::");
});

Deno.test("parseHost() refuses what no resolver agrees about, and what is no host", () => {
  const texts = [
    "",
    " ",
    "a b",
    " localhost",
    "localhost:80",
    "127.0.0.1:80",
    "[::1]:80",
    "http://localhost",
    "a/b",
    "*",
    "a..b",
    ".a",
    "-a",
    "a-",
    "a@b",
    "127.1",
    "256.1.1.1",
    "010.0.0.1",
    "1.2.3.4.5",
    "127.0.0.1.",
    "8080",
    "0x7f.1",
    "example.1",
    ":",
    ":::",
    "1::2::3",
    "12345::",
    "fe80::1%eth0",
    "[127.0.0.1]",
    "[localhost]",
    "[]",
    "[::1",
    "::1]",
    "münchen.example",
    "a\0b",
    "a\nb",
    "a".repeat(64),
    "a.".repeat(127) + "abc",
  ];
  for (const text of texts) assertEquals(parseHost(text), undefined, JSON.stringify(text));
});
