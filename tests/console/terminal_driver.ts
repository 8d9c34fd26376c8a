/**
 * A terminal with nothing behind it, for terminal_test.ts: each line is answered, some of them in a way of their own, and SIGUSR2
 * is a notice that comes while a line is being typed.
 */

import { History } from "../../src/console/history.ts";
import { Terminal } from "../../src/console/terminal.ts";

const terminal = new Terminal();
const interrupted = Promise.withResolvers<void>();
let endHanging: () => void = () => undefined;
let state = "";
Deno.addSignalListener("SIGUSR2", () => terminal.warn("a notice"));
const lines = terminal.edit({
  prompt: () => state === "" ? "driver > " : `driver [${state}] > `,
  complete: async (line) => {
    // "gam" is completed after a notice has come: one that is sent once it is seen that the words were asked for.
    if (line === "gam") {
      const told = new Promise<void>((resolve) => Deno.addSignalListener("SIGUSR2", resolve));
      terminal.warn("asked");
      await told;
    }
    return { candidates: ["alpha", "beta", "gamma"].filter((word) => word.startsWith(line)), typed: line };
  },
  interrupt: (busy) => {
    terminal.print(busy ? "interrupted at work" : "interrupted");
    interrupted.resolve();
    endHanging();
  },
  history: new History(Deno.env.get("DRIVER_HISTORY")),
});
for await (const line of lines) {
  if (line === "end") break;
  // "slow" is answered after a notice has come.
  if (line === "slow") await new Promise<void>((resolve) => Deno.addSignalListener("SIGUSR2", resolve));
  if (line === "state") setTimeout(() => state = "changed", 100);
  if (line === "wait") await interrupted.promise;
  // "hang" is ended by a Ctrl-C that comes once it has begun.
  if (line === "hang") await new Promise<void>((resolve) => endHanging = resolve);
  if (line === "ask") await ask();
  if (line === "live") await paint("wide".repeat(30));
  if (line === "tall") await paint(Array.from({ length: 40 }, (_, index) => index + 1).join("\n"));
  terminal.print(`<${line}> of ${terminal.columns}`);
}
terminal.print("closed");
Deno.exit(7);

async function ask(): Promise<void> {
  try {
    terminal.print(`answer: ${await terminal.ask("Sure?")}`);
  } catch (error) {
    terminal.print(`no answer: ${error instanceof Error ? error.message : error}`);
  }
}

/** Paints five times, and a notice comes in between. */
async function paint(text: string): Promise<void> {
  const live = terminal.live();
  for (let turn = 1; turn <= 5; turn++) {
    live.paint(`frame ${turn}\n${text}`);
    if (turn === 3) terminal.warn("a notice");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  live.close();
}
