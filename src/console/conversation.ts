/**
 * What an operator and the console say to each other, wherever the operator sits: a terminal, or the control socket's
 * other end.
 *
 * @module
 */
import { completeLine, type Completion } from "./completion.ts";
import type { ConsoleContext } from "./context.ts";
import { Following } from "./following.ts";
import { interpret, type Outcome, problemText } from "./interpreter.ts";
import { promptText } from "./prompt_text.ts";

/** One operator's conversation with the console. */
export class Conversation {
  readonly #context: ConsoleContext;
  readonly #report: (problem: string) => void;
  readonly #following = new Following();
  #running = new AbortController();

  /**
   * Begins a conversation.
   *
   * @param report shows one problem to the operator
   */
  constructor(context: ConsoleContext, report: (problem: string) => void) {
    this.#context = context;
    this.#report = report;
  }

  /** What is to stand before the line being typed, at this moment. */
  prompt(): string {
    return promptText(this.#context, this.#following.isActive ? ["following"] : []);
  }

  /** What Tab offers. */
  async complete(line: string): Promise<Completion> {
    try {
      return await completeLine(line, this.#context.commands, this.#context);
    } catch (error) {
      this.#report(problemText(error));
      return { candidates: [], typed: "" };
    }
  }

  /** Runs a line; one at a time. */
  async run(line: string): Promise<Outcome> {
    this.#running = new AbortController();
    const { commands, output, session } = this.#context;
    return await interpret(line, {
      commands,
      context: this.#context,
      output,
      signal: this.#running.signal,
      report: this.#report,
      ...(session.interactive && { following: this.#following }),
    });
  }

  /**
   * Answers Ctrl-C: ends the command that runs, and cuts off what a `stop` still waits for; else ends what is followed.
   *
   * @param busy whether a line is being run
   */
  interrupt(busy: boolean): void {
    this.#running.abort();
    const { supervisor, output } = this.#context;
    if (supervisor.state === "draining") return supervisor.kill();
    if (!busy && !this.#following.endLatest()) output.print("Use 'exit' to exit.");
  }

  /** Ends whatever still runs. */
  end(): void {
    this.#running.abort();
    this.#following.endAll();
  }
}
