import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { program } from "../_helpers/program.ts";
import { openPty } from "../_helpers/pty.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("the prompt: set is completed and marked, save keeps the file, an edit of it is noticed, revert", async () => {
  await using tree = await contentTree({ "index.html": "hello" });
  const file = join(tree.base, ".linprconfig");
  const text = '{\n  "timeouts": { "idle": "9s" } // mine\n}\n';
  await Deno.writeTextFile(file, text);
  const { command, args } = program();
  const flags = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "2"];
  await using pty = openPty({
    program: { command, args: [...args, ...flags] },
    cwd: tree.base,
    columns: 110,
  });
  await pty.expect(/\[stopped\] >$/);
  await pty.enter("listen");
  await pty.expect(/\[listening\] >$/);
  await pty.type("set timeouts.id\t");
  await pty.expect(/> set timeouts\.idle$/);
  await pty.enter("5s");
  await pty.expect(/timeouts\.idle: 9s -> 5s\. Undo: revert timeouts\.idle\n.*\[listening, unsaved\] >$/);
  await pty.enter("changes");
  await pty.expect(/1 {2}timeouts\.idle {2}9s -> 5s .* the console\n.*unsaved\] >$/);
  await pty.enter("save");
  await pty.expect(
    /\.linprconfig: timeouts\.idle written\.\ntimeouts\.idle: 9s -> 5s\nUndo: rollback 1; save\n.*\[listening\] >$/,
  );
  assertEquals(await Deno.readTextFile(file), text.replace("9s", "5s"));
  await Deno.writeTextFile(file, text.replace("9s", "7s"));
  await pty.expect(/\.linprconfig has changed on disk: 'reload' takes that up[^>]*\n.*\[listening\] >$/);
  await pty.enter("reload");
  await pty.expect(/timeouts\.idle: 5s -> 7s\nUndo: rollback 2\n.*\[listening\] >$/);
  await pty.enter("set files.listing on");
  await pty.expect(/unsaved\] >$/);
  await pty.enter("revert");
  await pty.expect(/files\.listing: true -> false\nUndo: rollback \d+\n.*\[listening\] >$/);
});
