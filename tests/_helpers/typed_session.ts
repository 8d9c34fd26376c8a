/** A console in a terminal, over a small site, and lines typed into it one by one. */

import { eventually } from "./eventually.ts";
import { program } from "./program.ts";
import { openPty, type Pty, type PtyOptions } from "./pty.ts";
import type { ContentTree } from "./tree.ts";

/** The prompt, where nothing is typed behind it; in a narrow window it may be wrapped. */
const PROMPT = / >$/;

/** Opens a console of one worker. */
export async function openSession(tree: ContentTree, options: Partial<PtyOptions> = {}): Promise<Pty> {
  const { command, args } = program();
  const flags = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "1"];
  const pty = openPty({ program: { command, args: [...args, ...flags] }, cwd: tree.base, ...options });
  await pty.expect(PROMPT);
  return pty;
}

/** Has it listen; gives the port. */
export async function listen(pty: Pty): Promise<number> {
  const [, port] = /Local: {3}http:\/\/127\.0\.0\.1:(\d+)\//.exec(await typeLine(pty, "listen")) ?? [];
  return Number(port);
}

/** Waits until the server keeps in memory what was written before: see `isSettled` in files/file_identity. */
export async function untilSettled(): Promise<void> {
  const next = Math.ceil(Date.now() / 1000) * 1000;
  await eventually(() => Date.now() > next + 20 || undefined, "the next second");
}

/**
 * Types a line.
 *
 * @param meanwhile is done again and again until the line is done with. Default: nothing
 * @returns the rows between the line and the next prompt
 */
export async function typeLine(pty: Pty, line: string, meanwhile?: () => Promise<unknown>): Promise<string> {
  const row = pty.screen().split("\n").length - 1;
  await pty.enter(line);
  for (;;) {
    const { length } = pty.output.text;
    const rows = pty.screen().split("\n").slice(row);
    if (rows.length > 1 && PROMPT.test(rows.at(-1) ?? "")) return rows.slice(1, -1).join("\n");
    if (meanwhile === undefined) await pty.output.waitFor(/[^]/, { from: length });
    else await meanwhile();
  }
}
