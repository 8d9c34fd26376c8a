/**
 * The operator's terminal: a line editor, and text that appears above the line being typed.
 *
 * @module
 */
import process from "node:process";
import type readline from "node:readline";
import { CommandError } from "./command_error.ts";
import type { Completion } from "./completion.ts";
import { type Editor, openEditor } from "./editor.ts";
import type { History } from "./history.ts";
import { LineQueue } from "./line_queue.ts";
import { type Live, type Output, unlessGone } from "./output.ts";
import { wrapText } from "./render.ts";
import { clearUp, cutToWindow, paintOver, rowsOf, writeTogether } from "./repaint.ts";
import { type Style, styleFor } from "./style.ts";

/** What the line editor asks of its owner. */
export interface LineEditor {
  /** As it is printed; asked again and again while it is shown, for it may change. */
  readonly prompt: () => string;
  /** Answers Tab. */
  readonly complete: (line: string) => Completion | Promise<Completion>;
  /** Answers Ctrl-C on an empty line, and while a line is worked on (`busy`); on another line, Ctrl-C clears it. */
  readonly interrupt: (busy: boolean) => void;
  /** What the arrow keys recall from earlier runs. */
  readonly history: History;
}

/** How often the prompt is looked at, in milliseconds: it tells of much that changes by itself. */
const PROMPT_PERIOD = 250;

/** A question that waits for its answer. */
interface Question {
  readonly answer: (line: string) => void;
  readonly cancel: () => void;
}

/** A terminal; until `edit` is called, and after `close`, it is plain output. */
export class Terminal implements Output {
  readonly style: Style = styleFor(Deno.stdout);
  #editor: Editor | undefined;
  #question: Question | undefined;
  /** Whether a line is worked on, or waits for that. */
  #busy = false;
  /** Whether it was handed out. */
  #begun = false;
  /** What {@linkcode live} shows now, drawn between what was printed and the line being typed. */
  #painted: string | undefined;

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

  /** Text in its place above the line being typed. One at a time. */
  live(): Live {
    return {
      paint: (text) => this.#repaint(cutToWindow(text)),
      close: () => {
        const last = this.#painted;
        if (last !== undefined) this.#write(process.stdout, last, { painted: undefined });
      },
    };
  }

  /**
   * See {@linkcode Session.ask}. What was typed ahead of the question is not taken for its answer, and comes back after
   * it.
   */
  async ask(question: string): Promise<string> {
    const editor = this.#editor;
    if (editor === undefined) throw new CommandError("The terminal is gone.");
    const typedAhead = editor.line;
    clearLine(editor);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#question = { answer: resolve, cancel: () => reject(new CommandError("Cancelled.")) };
    this.#write(process.stdout, undefined, { prompt: `${question} ` });
    try {
      return await promise;
    } finally {
      this.#question = undefined;
      if (this.#editor === editor) {
        editor.setPrompt("");
        editor.write(typedAhead);
      }
    }
  }

  /**
   * Gives the typed lines one by one, until the end of input (Ctrl-D on an empty line, or the terminal is gone).
   *
   * The prompt is shown only while a line is asked for: what is typed while a command runs waits for its turn.
   */
  async *edit(owner: LineEditor): AsyncGenerator<string, void> {
    const editor = openEditor(owner.complete, owner.history.read());
    this.#editor = editor;
    const lines = this.#listen(editor, owner);
    const watch = setInterval(() => this.#refreshPrompt(editor, owner.prompt()), PROMPT_PERIOD);
    editor.setPrompt(owner.prompt());
    editor.prompt();
    try {
      for await (const line of lines) {
        // A line that was typed ahead: its turn has come, and it is shown as if it were typed now.
        if (!this.#busy) this.#write(process.stdout, owner.prompt() + line, { prompt: "" });
        this.#busy = true;
        this.#begun = true;
        yield line;
        this.#busy = false;
        this.#begun = false;
        editor.setPrompt(owner.prompt());
        editor.prompt(true);
      }
    } finally {
      clearInterval(watch);
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

  /** Answers Ctrl-C. */
  #interrupted(editor: Editor, interrupt: LineEditor["interrupt"]): void {
    if (this.#question !== undefined) {
      this.#write(process.stdout, editor.getPrompt() + editor.line, { prompt: "" });
      clearLine(editor);
      this.#question.cancel();
    } else if (this.#busy && !this.#begun) {
      // It came in one piece with Enter: it is meant for that line, which is handed out as soon as we return.
      setTimeout(() => interrupt(this.#busy));
    } else if (this.#busy || editor.line === "") interrupt(this.#busy);
    else clearLine(editor);
  }

  /** Collects the typed lines, and answers Ctrl-C. */
  #listen(editor: Editor, { interrupt, history }: LineEditor): LineQueue {
    const lines = new LineQueue();
    editor.on("SIGINT", () => this.#interrupted(editor, interrupt));
    editor.on("history", (kept) => {
      if (this.#question !== undefined) kept.shift();
      else if (kept[0] !== undefined) history.add(kept[0]);
    });
    editor.on("line", (line) => {
      // Synchronously with the Enter key, so that no notice can bring the prompt back while the command runs.
      editor.setPrompt("");
      if (this.#question !== undefined) return this.#question.answer(line);
      this.#busy = true;
      lines.push(line);
    });
    editor.on("close", () => {
      this.#question?.cancel();
      lines.end();
    });
    return lines;
  }

  #refreshPrompt(editor: Editor, prompt: string): void {
    if (this.#busy || this.#editor !== editor || editor.getPrompt() === prompt) return;
    this.#write(process.stdout, undefined, { prompt });
  }

  #repaint(text: string): void {
    this.#write(process.stdout, undefined, { painted: text });
  }

  /**
   * Writes above what is painted and the line being typed, and draws both again.
   *
   * @param text undefined: only draws again
   * @param change the prompt that is to stand there from now on, and what is painted above it
   */
  #write(
    stream: typeof process.stdout | typeof process.stderr,
    text: string | undefined,
    change: { readonly prompt?: string; readonly painted?: string | undefined } = {},
  ): void {
    const editor = this.#editor;
    const before = this.#painted;
    if ("painted" in change) this.#painted = change.painted;
    unlessGone(() => {
      if (editor === undefined || !stream.isTTY) {
        if (text !== undefined) stream.write(`${text}\n`);
        return;
      }
      const rows = editor.getCursorPos().rows + (before === undefined ? 0 : rowsOf(before, this.columns));
      const below = this.#painted === undefined ? "" : `${this.#painted}\n`;
      if (text === undefined) process.stdout.write(paintOver(rows, this.#painted));
      else writeTogether(stream, [clearUp(rows), `${text}\n`, below]);
      // Otherwise readline goes up the rows that were just cleared.
      editor.prevRows = 0;
      if (change.prompt !== undefined) editor.setPrompt(change.prompt);
      editor.prompt(true);
    });
  }
}

/** Ctrl-E, then Ctrl-U. */
function clearLine(editor: readline.Interface): void {
  editor.write(null, { ctrl: true, name: "e" });
  editor.write(null, { ctrl: true, name: "u" });
}
