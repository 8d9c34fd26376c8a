/**
 * A terminal with nothing behind it, for terminal_test.ts: each line is answered, and SIGUSR2 is a notice that comes while
 * a line is being typed.
 */

import { Terminal } from "../../src/console/terminal.ts";

const terminal = new Terminal();
Deno.addSignalListener("SIGUSR2", () => terminal.warn("a notice"));
const lines = terminal.edit({
  prompt: "driver > ",
  complete: (line) => ({
    candidates: ["alpha", "beta"].filter((word) => word.startsWith(line)),
    typed: line,
  }),
  interrupt: () => terminal.print("interrupted"),
});
for await (const line of lines) {
  if (line === "end") break;
  // "slow" is answered after a notice has come.
  if (line === "slow") await new Promise<void>((resolve) => Deno.addSignalListener("SIGUSR2", resolve));
  terminal.print(`<${line}> of ${terminal.columns}`);
}
terminal.print("closed");
Deno.exit(7);
