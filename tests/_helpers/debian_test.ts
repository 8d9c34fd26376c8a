import { assertEquals, assertThrows } from "@std/assert";
import { debianProgram } from "./debian.ts";

/** Runs `test` with `LINPR_TEST_ALL` set, or not. */
function withTestAll(value: "1" | undefined, test: () => void): void {
  const before = Deno.env.get("LINPR_TEST_ALL");
  const set = (value: string | undefined) =>
    value === undefined ? Deno.env.delete("LINPR_TEST_ALL") : Deno.env.set("LINPR_TEST_ALL", value);
  set(value);
  try {
    test();
  } finally {
    set(before);
  }
}

Deno.test("debianProgram() finds a program on the PATH", () => {
  withTestAll("1", () => assertEquals(debianProgram("sh")?.endsWith("/sh"), true));
});

Deno.test("debianProgram() is undefined for one that is not installed", () => {
  withTestAll(undefined, () => assertEquals(debianProgram("no-such-program"), undefined));
});

Deno.test("debianProgram() throws for it when no test may be skipped, naming the package", () => {
  withTestAll("1", () => {
    const find = () => debianProgram("no-such-program", "its-package");
    assertThrows(find, Error, "no no-such-program: apt-get install its-package");
  });
});
