import { assertEquals, assertThrows } from "@std/assert";
import {
  cutTrailer,
  SECTION_CHECKSUM,
  TRAILER_LENGTH,
  TRAILER_MAGIC,
  TrailerError,
} from "../../tools/standalone_trailer.ts";

const RUNTIME = new TextEncoder().encode("the runtime");
const PROGRAM = new TextEncoder().encode("and the program");
const LENGTH = PROGRAM.length + TRAILER_LENGTH;

/** An executable with a trailer that is right unless a case changes it. */
function executable(
  { magic = TRAILER_MAGIC, checksum = SECTION_CHECKSUM, length = BigInt(LENGTH) } = {},
): Uint8Array {
  const bytes = new Uint8Array(RUNTIME.length + LENGTH);
  bytes.set(RUNTIME);
  bytes.set(PROGRAM, RUNTIME.length);
  const trailer = new DataView(bytes.buffer, bytes.length - TRAILER_LENGTH);
  trailer.setUint32(0, magic, true);
  trailer.setUint32(4, checksum, true);
  trailer.setBigUint64(8, length, true);
  return bytes;
}

Deno.test("cutTrailer() leaves what stood before the program", () => {
  assertEquals(cutTrailer(executable()), RUNTIME);
});

Deno.test("cutTrailer() takes a view into a larger buffer", () => {
  const bytes = executable();
  const larger = new Uint8Array(bytes.length + 7);
  larger.set(bytes, 5);
  assertEquals(cutTrailer(larger.subarray(5, 5 + bytes.length)), RUNTIME);
});

Deno.test("cutTrailer() takes a program of no bytes", () => {
  const kept = cutTrailer(executable({ length: BigInt(TRAILER_LENGTH) }));
  assertEquals(kept.length, RUNTIME.length + PROGRAM.length);
});

Deno.test("cutTrailer() refuses what is not the trailer of a compiled program", () => {
  const whole = BigInt(RUNTIME.length + LENGTH);
  const cases: readonly [why: string, bytes: Uint8Array, message: string][] = [
    ["nothing", new Uint8Array(0), "0 bytes are too few"],
    ["one byte short of a trailer", new Uint8Array(15), "15 bytes are too few"],
    ["another magic number", executable({ magic: 0x1e50 }), "no trailer: the magic number is 0x1e50"],
    ["zeros", new Uint8Array(100), "no trailer"],
    ["another section", executable({ checksum: 1 }), "not Deno's trailer"],
    ["no length", executable({ length: 0n }), "0 bytes cannot end"],
    ["shorter than itself", executable({ length: 15n }), "15 bytes cannot end"],
    ["the whole file", executable({ length: whole }), `${whole} bytes cannot end`],
    ["past the start", executable({ length: whole + 1n }), "cannot end"],
    ["the largest number", executable({ length: 2n ** 64n - 1n }), "18446744073709551615 bytes"],
    ["cut short", executable().subarray(0, -1), "no trailer"],
  ];
  for (const [why, bytes, message] of cases) {
    assertThrows(() => cutTrailer(bytes), TrailerError, message, why);
  }
});
