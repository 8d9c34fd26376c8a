import { assertEquals } from "@std/assert";
import { addressText, serverUrl, urlLines } from "../../src/console/urls.ts";

const INTERFACES = [
  { family: "IPv4", address: "127.0.0.1" },
  { family: "IPv6", address: "::1" },
  { family: "IPv4", address: "192.0.2.7" },
  { family: "IPv6", address: "2001:db8::7" },
  { family: "IPv4", address: "198.51.100.4" },
] as const;

const WARNING = "(anyone on this network can reach it)";

Deno.test("urlLines() names network URLs only where the network can reach the server", () => {
  const cases: readonly (readonly [hostname: string, port: number, lines: readonly string[]])[] = [
    ["127.0.0.1", 8080, ["Local:   http://127.0.0.1:8080/"]],
    ["127.8.9.1", 8080, ["Local:   http://127.8.9.1:8080/"]],
    ["localhost", 8080, ["Local:   http://localhost:8080/"]],
    ["::1", 8080, ["Local:   http://[::1]:8080/"]],
    ["127.0.0.1", 80, ["Local:   http://127.0.0.1/"]],
    ["192.0.2.7", 8080, [`Network: http://192.0.2.7:8080/ ${WARNING}`]],
    ["2001:db8::7", 80, [`Network: http://[2001:db8::7]/ ${WARNING}`]],
    ["www.example", 8080, [`Network: http://www.example:8080/ ${WARNING}`]],
    ["127.0.0.1.example", 8080, [`Network: http://127.0.0.1.example:8080/ ${WARNING}`]],
  ];
  for (const [hostname, port, lines] of cases) {
    assertEquals(urlLines({ hostname, port }, INTERFACES), lines, hostname);
  }
  for (const hostname of ["0.0.0.0", "::"]) {
    assertEquals(urlLines({ hostname, port: 8080 }, INTERFACES), [
      "Local:   http://localhost:8080/",
      `Network: http://192.0.2.7:8080/ ${WARNING}`,
      `Network: http://198.51.100.4:8080/ ${WARNING}`,
    ]);
  }
});

Deno.test("urlLines() on a machine without a network has a local URL only", () => {
  const lines = urlLines({ hostname: "0.0.0.0", port: 80 }, INTERFACES.slice(0, 2));
  assertEquals(lines, ["Local:   http://localhost/"]);
});

Deno.test("serverUrl() and addressText() put an IPv6 address into brackets", () => {
  assertEquals(serverUrl({ hostname: "::", port: 8080 }), "http://localhost:8080/");
  assertEquals(serverUrl({ hostname: "fe80::1", port: 80 }), "http://[fe80::1]/");
  assertEquals(addressText({ hostname: "::", port: 80 }), "[::]:80");
  assertEquals(addressText({ hostname: "0.0.0.0", port: 8080 }), "0.0.0.0:8080");
});
