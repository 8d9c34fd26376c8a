import { assert, assertEquals } from "@std/assert";
import { allowedCores, assignCores, parseCoreList } from "../../bench/measuring/cores.ts";

Deno.test("parseCoreList() reads what the kernel writes", () => {
  const cases: readonly [list: string, cores: number[]][] = [
    ["0", [0]],
    ["0-3", [0, 1, 2, 3]],
    ["0-1,4,6-7", [0, 1, 4, 6, 7]],
    ["5", [5]],
  ];
  for (const [list, cores] of cases) assertEquals(parseCoreList(list), cores, list);
});

Deno.test("assignCores() gives each worker a core, and the load others", () => {
  const cases: readonly [cores: number[], workers: number, server: number[], load: number[]][] = [
    [[0, 1], 1, [0], [1]],
    [[0, 1, 2, 3], 1, [0], [3]],
    [[2, 5, 7], 2, [2, 5], [7]],
    [[0, 1, 2, 3, 4], 2, [0, 1], [3, 4]],
  ];
  for (const [cores, workers, server, load] of cases) {
    assertEquals(assignCores(cores, workers, false), { server, load }, `${cores} ${workers}`);
  }
});

Deno.test("assignCores() shares cores only when it may", () => {
  assertEquals(assignCores([0, 1], 2, false), undefined);
  assertEquals(assignCores([0, 1], 2, true), { server: [0, 1], load: [0, 1] });
  assertEquals(assignCores([0], 1, true), { server: [0], load: [0] });
});

Deno.test("allowedCores() finds at least one here", () => {
  const cores = allowedCores();
  assert(cores.length > 0 && cores.every(Number.isInteger), `${cores}`);
});
