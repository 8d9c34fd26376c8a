import { assertEquals } from "@std/assert";
import { networkOf } from "../../src/patterns/network.ts";

Deno.test("networkOf() is an IPv4 address itself, and the first half of an IPv6 one", () => {
  const cases: readonly (readonly [address: string, network: string])[] = [
    ["192.0.2.1", "192.0.2.1"],
    ["127.0.0.1", "127.0.0.1"],
    ["::", "0:0:0:0"],
    ["::1", "0:0:0:0"],
    ["2001:db8::", "2001:db8:0:0"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:db8:1:2::3", "2001:db8:1:2"],
    ["2001:db8:1:2:3::", "2001:db8:1:2"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["1::3:4:5:6:7:8", "1:0:3:4"],
    ["::2:3:4:5:6:7:8", "0:2:3:4"],
    ["fe80::1:2", "fe80:0:0:0"],
  ];
  for (const [address, network] of cases) assertEquals(networkOf(address), network, address);
});
