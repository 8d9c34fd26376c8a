import { assertEquals } from "@std/assert";
import { Gate } from "../../src/worker/gate.ts";

Deno.test("Gate lets nobody of its blocks in, counts them, and keeps the counts of blocks that stay", () => {
  const gate = new Gate();
  assertEquals(gate.admits("192.0.2.1"), true);
  assertEquals(gate.set(["192.0.2.0/24", "2001:db8::/32"]), ["192.0.2.0/24", "2001:db8::/32"]);
  const asked = ["192.0.2.1", "192.0.2.255", "192.0.3.0", "2001:db8::1", "::ffff:192.0.2.7", "2001:db9::1"];
  assertEquals(asked.map((address) => gate.admits(address)), [false, false, true, false, false, true]);
  assertEquals([...gate.hits], [["192.0.2.0/24", 3], ["2001:db8::/32", 1]]);

  assertEquals(gate.set(["192.0.2.0/24", "10.0.0.1"]), ["10.0.0.1"]);
  gate.count("10.0.0.1", 4);
  gate.count("2001:db8::/32", 4);
  assertEquals([...gate.hits], [["192.0.2.0/24", 3], ["10.0.0.1", 4]]);
  assertEquals(gate.admits("2001:db8::1"), true);
});
