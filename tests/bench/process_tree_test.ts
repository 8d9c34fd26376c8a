import { assert, assertEquals } from "@std/assert";
import {
  cpuSeconds,
  parseStat,
  processTree,
  residentBytes,
  withDescendants,
} from "../../bench/measuring/process_tree.ts";
import { eventually } from "../_helpers/eventually.ts";

/** `/proc/PID/stat` of a process of this name, with the fields 14 to 17 (its times, in ticks) as given. */
function stat(name: string, parent: number, times: string): string {
  return `4711 (${name}) S ${parent} 4711 4711 0 -1 4194304 1 2 3 4 ${times} 20 0 1 0 999 1000000 200`;
}

Deno.test("parseStat() reads parent and times, whatever the name is", () => {
  for (const name of ["nginx", "tmux: server", "a) S 1 (b", ")"]) {
    assertEquals(parseStat(stat(name, 42, "150 50 25 25")), { parent: 42, cpuSeconds: 2.5 }, name);
  }
});

Deno.test("withDescendants() finds children of children, and nobody else", () => {
  const parents = new Map([[10, 1], [11, 10], [12, 10], [13, 12], [20, 1], [21, 20]]);
  assertEquals(withDescendants(10, parents).toSorted((a, b) => a - b), [10, 11, 12, 13]);
  assertEquals(withDescendants(13, parents), [13]);
});

Deno.test("processTree() finds a child of a child, and the tree has memory and processor time", async () => {
  // A shell that waits for one that counts: for some time, so that the kernel's clock, which looks a hundred times a second, is sure to see it.
  const child = new Deno.Command("sh", {
    args: ["-c", "sh -c 'i=0; while [ $i -lt 50000000 ]; do i=$((i+1)); done'; true"],
    stdin: "null",
    stdout: "null",
  }).spawn();
  let counting: number | undefined;
  try {
    const tree = await eventually(
      () => processTree(child.pid).length === 2 ? processTree(child.pid) : undefined,
      "the shell's child",
    );
    assertEquals(tree[0], child.pid);
    counting = tree[1];
    assert(await eventually(() => cpuSeconds(child.pid) || undefined, "processor time") > 0);
    assert((residentBytes(child.pid) ?? 0) > 10_000, "two programs in less than 10 KB");
  } finally {
    Deno.kill(counting ?? child.pid, "SIGKILL");
    await child.status;
  }
  assertEquals(cpuSeconds(child.pid), 0, "of a process that has ended");
});
