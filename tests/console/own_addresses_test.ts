import { assertEquals } from "@std/assert";
import { machineAddresses, ownAddressIn } from "../../src/console/own_addresses.ts";

Deno.test("ownAddressIn() finds loopback and known addresses in a block, whichever is the larger", () => {
  const own = ["198.51.100.7", "fe80::1%eth0"];
  const cases = [
    ["127.0.0.1", "127.0.0.1"],
    ["127.5.0.0/16", "127.5.0.0"],
    ["0.0.0.0/0", "127.0.0.0/8"],
    ["::1", "::1"],
    ["::/0", "127.0.0.0/8"],
    ["198.51.100.0/24", "198.51.100.7"],
    ["fe80::/10", "fe80::1%eth0"],
    ["203.0.113.9", undefined],
    ["2001:db8::/32", undefined],
  ] as const;
  assertEquals(cases.map(([block]) => [block, ownAddressIn(block, own)]), cases.map((one) => [...one]));
});

Deno.test("machineAddresses() has those of this machine", () => {
  assertEquals(machineAddresses().includes("127.0.0.1"), true);
});
