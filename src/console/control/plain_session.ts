import { COMMANDS } from "../commands.ts";
import { Conversation } from "../conversation.ts";
import { unattended } from "../session.ts";
import { PLAIN } from "../style.ts";
import type { ControlBase } from "./control_base.ts";
import type { LineReader, SessionEnds } from "./line_reader.ts";

/**
 * A session of plain lines, for `socat` and `nc`: each line is a command, and its answer, results and problems alike,
 * ends with an empty line. An empty line within an answer is sent as one blank.
 */
export class PlainSession implements LineReader {
  readonly #conversation: Conversation;
  readonly #ends: SessionEnds;

  /** Begins a session. */
  constructor(base: ControlBase, ends: SessionEnds) {
    this.#ends = ends;
    const say = (text: string) => this.#say(text);
    const context = {
      ...base,
      commands: COMMANDS,
      output: { style: PLAIN, columns: undefined, print: say, warn: say },
      session: unattended("socket"),
      scripts: [],
    };
    this.#conversation = new Conversation(context, say);
  }

  /** Runs a line. */
  async take(line: string): Promise<void> {
    const outcome = await this.#conversation.run(line);
    this.#ends.outbox.send("\n");
    if (outcome === "exit") this.#ends.close();
    // Many lines may come at once; their answers are not to pile up.
    await this.#ends.outbox.drained();
  }

  /** The reason is the last answer. */
  end(reason: string): void {
    this.#say(reason);
    this.#ends.outbox.send("\n");
    this.#ends.close();
  }

  /** Ends the command that runs. */
  hungUp(): void {
    this.#conversation.end();
  }

  #say(text: string): void {
    this.#ends.outbox.send(text.replace(/^$/gm, " ") + "\n");
  }
}
