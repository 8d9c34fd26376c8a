import { assertEquals } from "@std/assert";
import { compileBlocks } from "../../src/patterns/addresses.ts";

Deno.test("compileBlocks() finds an address in any of the blocks, however it is written", () => {
  const has = compileBlocks(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"]);
  const cases: [address: string, within: boolean][] = [
    ["10.255.0.1", true],
    ["::ffff:10.1.2.3", true],
    ["192.0.2.1", true],
    ["192.0.2.2", false],
    ["2001:0db8::1", true],
    ["2001:db9::1", false],
    ["unknown", false],
    ["", false],
  ];
  for (const [address, within] of cases) assertEquals(has(address), within, address);
});

Deno.test("compileBlocks() of no block has no address", () => {
  assertEquals(compileBlocks([])("127.0.0.1"), false);
});
