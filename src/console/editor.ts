/**
 * The line editor of a terminal: node:readline, with what it lacks.
 *
 * @module
 */
import process from "node:process";
import readline from "node:readline";
import type { Completion } from "./completion.ts";
import { MOST_LINES } from "./history.ts";
import { unlessGone } from "./output.ts";

/** What node:readline has and its types do not show. */
interface Internals {
  prevRows: number;
  pause: () => unknown;
  resume: () => unknown;
}

/** A line editor on stdin and stdout. */
export type Editor = readline.Interface & Internals;

/**
 * Opens a line editor.
 *
 * @param history earlier lines, the newest first
 */
export function openEditor(
  complete: (line: string) => Completion | Promise<Completion>,
  history: readonly string[],
): Editor {
  const editor = readline.createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: true,
    history: [...history],
    historySize: MOST_LINES,
    removeHistoryDuplicates: true,
    completer: (line: string, answer: (error: null, result: [string[], string]) => void) => {
      const typed = editor.line;
      const give = ({ candidates, typed: word }: Completion) => {
        // Keys came meanwhile: what is offered does not fit any more.
        const late = editor.line !== typed;
        answer(null, late ? [[], ""] : [[...candidates], word]);
      };
      void Promise.resolve(complete(line)).then(give);
    },
  }) as Editor;
  // Deno 2.4 loses the keys that follow a Tab, because readline pauses its input while it completes.
  editor.pause = () => editor;
  editor.resume = () => editor;
  // A terminal that is gone (EIO, EPIPE) is the end of input; without listeners it would end the process.
  const end = () => unlessGone(() => editor.close());
  process.stdin.on("error", end);
  process.stdout.on("error", end);
  process.stderr.on("error", end);
  editor.on("error", end);
  return editor;
}
