import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { AccessLog } from "../../src/supervisor/access_log.ts";
import { LogError } from "../../src/supervisor/log_file.ts";
import { contentTree } from "../_helpers/tree.ts";

function logTo(target: string) {
  const notices: string[] = [];
  const printed: string[] = [];
  const log = new AccessLog({
    target,
    streams: {
      arePlain: false,
      stdout: (text) => printed.push(`out ${text}`),
      stderr: (text) => printed.push(`err ${text}`),
    },
    notify: (line) => notices.push(line),
  });
  return { log, notices, printed };
}

Deno.test("AccessLog appends in order, and makes its file for its group to read", async () => {
  await using tree = await contentTree({ "old.log": "before\n" });
  const { log } = logTo(tree.path("old.log"));
  const writes = Array.from({ length: 50 }, (_, index) => log.write(`${index}\n`, 1));
  await log.close();
  await Promise.all(writes);
  const expected = ["before", ...Array(50).keys()].join("\n") + "\n";
  assertEquals(await Deno.readTextFile(tree.path("old.log")), expected);
  const { log: other } = logTo(tree.path("new.log"));
  await other.close();
  assertEquals(((await Deno.stat(tree.path("new.log"))).mode ?? 0) & 0o137, 0);
});

Deno.test("AccessLog.reopen() follows a file that was moved away, behind what is being written", async () => {
  await using tree = await contentTree();
  const { log } = logTo(tree.path("a.log"));
  void log.write("1\n", 1);
  await Promise.all([log.write("2\n", 1)]);
  await Deno.rename(tree.path("a.log"), tree.path("a.log.1"));
  void log.write("3\n", 1);
  void log.reopen();
  void log.write("4\n", 1);
  await log.close();
  assertEquals(await Deno.readTextFile(tree.path("a.log.1")), "1\n2\n3\n");
  assertEquals(await Deno.readTextFile(tree.path("a.log")), "4\n");
});

Deno.test("AccessLog says why a target cannot be opened, at the start; later it stays with the old one", async () => {
  await using tree = await contentTree({ "d/x": "" });
  for (const [name, reason] of [["absent/a.log", "does not exist"], ["d", "is a directory"]] as const) {
    assertThrows(() => logTo(tree.path(name)), LogError, reason);
  }
  const { log, notices } = logTo(tree.path("a.log"));
  await assertRejects(() => log.move(tree.path("absent/b.log")), LogError, "does not exist");
  assertEquals(log.target, tree.path("a.log"));
  await log.write("still\n", 1);
  await Deno.rename(tree.path("a.log"), tree.path("a.log.1"));
  await Deno.mkdir(tree.path("a.log"));
  await log.reopen();
  await log.write("here\n", 1);
  await log.close();
  assertEquals(await Deno.readTextFile(tree.path("a.log.1")), "still\nhere\n");
  assertEquals(notices, [
    `${
      tree.path("a.log")
    } cannot be opened for the access log: it is a directory. Lines go where they went before.`,
  ]);
});

Deno.test("AccessLog counts what a full disk does not take, and goes on", async () => {
  const { log, notices } = logTo("/dev/full");
  for (let count = 0; count < 3; count++) await log.write("a\nb\n", 2);
  await log.close();
  assertEquals(notices, [
    "2 lines could not be written to /dev/full (ENOSPC) and are lost",
    "4 lines could not be written to /dev/full and are lost",
  ]);
});

Deno.test("AccessLog prints for stdout and stderr, and keeps nothing where nothing is asked for", async () => {
  const out = logTo("stdout");
  await out.log.write("a\nb\n", 2);
  await out.log.move("stderr");
  await out.log.write("c\n", 1);
  await out.log.move("");
  await out.log.write("d\n", 1);
  await out.log.close();
  assertEquals(out.printed, ["out a\nb", "err c"]);
});
