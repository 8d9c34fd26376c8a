/**
 * The operator's terminal: a line editor, and text that appears above the line being typed.
 *
 * @module
 */
import process from "node:process";
import readline from "node:readline";
import type { Completion } from "./completion.ts";
import { type Output, unlessGone } from "./output.ts";
import { wrapText } from "./render.ts";
import { type Style, styleFor } from "./style.ts";

/** What the line editor asks of its owner. */
export interface LineEditor {
  /** As it is printed. */
  readonly prompt: string;
  /** Answers Tab. */
  readonly complete: (line: string) => Completion;
  /** Answers Ctrl-C on an empty line; on another one, Ctrl-C clears the line. */
  readonly interrupt: () => void;
}

/** What node:readline has and its types do not show. */
interface Internals {
  prevRows: number;
  pause: () => unknown;
  resume: () => unknown;
}

/** A terminal; until `edit` is called, and after `close`, it is plain output. */
export class Terminal implements Output {
  readonly style: Style = styleFor(Deno.stdout);
  #editor: (readline.Interface & Internals) | undefined;

  /** The width at this moment: it changes when the window does. */
  get columns(): number | undefined {
    return process.stdout.columns || undefined;
  }

  /** Shows a result above the prompt. */
  print(text: string): void {
    this.#write(process.stdout, text);
  }

  /** Shows a problem or a notice above the prompt, on stderr, broken at words. */
  warn(text: string): void {
    const lines = text.split("\n").flatMap((line) => wrapText(line, this.columns));
    this.#write(process.stderr, lines.join("\n"));
  }

  /**
   * Gives the typed lines one by one, until the end of input (Ctrl-D on an empty line, or the terminal is gone).
   *
   * The prompt is shown only while a line is asked for: what is typed while a command runs waits for its turn.
   */
  async *edit({ prompt, complete, interrupt }: LineEditor): AsyncGenerator<string, void> {
    const editor = openEditor(complete);
    this.#editor = editor;
    editor.on("SIGINT", () => editor.line === "" ? interrupt() : clearLine(editor));
    // Synchronously with the Enter key, so that no notice can bring the prompt back while the command runs.
    editor.on("line", () => editor.setPrompt(""));
    editor.setPrompt(prompt);
    editor.prompt();
    try {
      for await (const line of editor) {
        // A line that was typed ahead: its turn has come, and it is shown as if it were typed now.
        if (editor.getPrompt() !== "") this.#write(process.stdout, prompt + line, "");
        yield line;
        editor.setPrompt(prompt);
        editor.prompt(true);
      }
    } finally {
      this.close();
    }
  }

  /** Ends the line editor and gives the terminal back as it was, the cursor at the start of a line. */
  close(): void {
    const editor = this.#editor;
    if (editor === undefined) return;
    this.#editor = undefined;
    unlessGone(() => editor.close());
    if (editor.getPrompt() !== "") unlessGone(() => process.stdout.write("\n"));
  }

  /** Writes above the line being typed, and draws that again behind the prompt that is to stand there from now on. */
  #write(stream: typeof process.stdout | typeof process.stderr, text: string, prompt?: string): void {
    const editor = this.#editor;
    unlessGone(() => {
      if (editor === undefined || !stream.isTTY) {
        stream.write(`${text}\n`);
        return;
      }
      // The line being typed may be wrapped: from its first row on, everything is cleared and drawn again.
      readline.moveCursor(process.stdout, 0, -editor.getCursorPos().rows);
      readline.cursorTo(process.stdout, 0);
      readline.clearScreenDown(process.stdout);
      stream.write(`${text}\n`);
      // Otherwise readline goes up the rows that were just cleared.
      editor.prevRows = 0;
      if (prompt !== undefined) editor.setPrompt(prompt);
      editor.prompt(true);
    });
  }
}

function openEditor(complete: LineEditor["complete"]): readline.Interface & Internals {
  const editor = readline.createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: true,
    historySize: 1000,
    removeHistoryDuplicates: true,
    completer: (line: string): [string[], string] => {
      const { candidates, typed } = complete(line);
      return [[...candidates], typed];
    },
  }) as readline.Interface & Internals;
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

/** Ctrl-E, then Ctrl-U. */
function clearLine(editor: readline.Interface): void {
  editor.write(null, { ctrl: true, name: "e" });
  editor.write(null, { ctrl: true, name: "u" });
}
