import { assert, assertEquals, assertMatch } from "@std/assert";
import { connectionBudget, readLimits } from "../../src/supervisor/descriptor_limit.ts";

/** `/proc/self/limits` with another soft limit of open files. */
function limits(soft: string): string {
  return [
    "Limit                     Soft Limit           Hard Limit           Units",
    "Max processes             31000                31000                processes",
    `Max open files            ${soft.padEnd(20)} 1048576              files`,
    "Max locked memory         8388608              8388608              bytes",
    "",
  ].join("\n");
}

Deno.test("connectionBudget() leaves room for two descriptors a connection and the runtime's own", () => {
  for (const soft of [256, 1024, 4096, 65_536]) {
    const budget = connectionBudget(limits(`${soft}`));
    assert(budget > 0 && budget * 2 < soft, `${budget} connections with ${soft} descriptors`);
    assert(budget * 2 >= soft * 0.6, `only ${budget} connections with ${soft} descriptors`);
  }
});

Deno.test("connectionBudget() grows with the limit, up to a bound", () => {
  const budgets = ["200", "256", "1024", "20000", "1048576", "unlimited"].map((soft) =>
    connectionBudget(limits(soft))
  );
  assertEquals(budgets, [...budgets].sort((a, b) => a - b));
  assertEquals(connectionBudget(limits("unlimited")), connectionBudget(limits("1073741816")));
  assertEquals(connectionBudget(limits("unlimited")), 100_000);
});

Deno.test("connectionBudget() allows a few connections however low the limit is", () => {
  for (const soft of ["0", "3", "96", "100"]) assertEquals(connectionBudget(limits(soft)), 8, soft);
});

Deno.test("connectionBudget() assumes the usual limit where it cannot be read", () => {
  const usual = connectionBudget(limits("1024"));
  for (const text of [undefined, "", "Max open files", "Max open files   none"]) {
    assertEquals(connectionBudget(text), usual, text ?? "no text");
  }
});

Deno.test(
  "readLimits() reads this process' own limits on Linux",
  { ignore: Deno.build.os !== "linux" },
  () => {
    const text = readLimits();
    assertMatch(text ?? "", /^Max open files\s+(\d+|unlimited)/m);
    assert(connectionBudget(text) >= 8);
  },
);
