import { CommandError } from "../command_error.ts";
import { COMMANDS } from "../commands.ts";
import type { ConsoleContext } from "../context.ts";
import { Conversation } from "../conversation.ts";
import type { Live, Output } from "../output.ts";
import { type Session, unattended } from "../session.ts";
import { watchSettings } from "../settings_watch.ts";
import { COLOURED, PLAIN } from "../style.ts";
import type { ControlBase } from "./control_base.ts";
import {
  type ClientFrame,
  frameText,
  GREETING,
  type Hello,
  readClientFrame,
  readHello,
  type ServerFrame,
} from "./frames.ts";
import type { LineReader, SessionEnds } from "./line_reader.ts";

/** How often the prompt is looked at, in milliseconds. */
const PROMPT_PERIOD = 250;

/** An operator's console at the other end of the socket, or one command of `linpr do`. */
export class AttachedSession implements LineReader {
  readonly #base: ControlBase;
  readonly #ends: SessionEnds;
  #conversation: Conversation | undefined;
  #columns: number | undefined;
  #isBusy = false;
  #answer: ((text: string | undefined) => void) | undefined;
  #showsPrompt = false;
  #prompt = "";
  #stop: () => void = () => undefined;

  /** Begins a session; its first line is the greeting. */
  constructor(base: ControlBase, ends: SessionEnds) {
    this.#base = base;
    this.#ends = ends;
  }

  /** Takes the greeting, or a frame. */
  take(line: string): void {
    if (this.#conversation === undefined) return this.#greet(line);
    const frame = readClientFrame(line);
    if (frame === undefined) return this.end("That is nothing that this server understands.");
    this.#answerFrame(frame, this.#conversation);
  }

  /** The reason is the last frame. */
  end(reason: string): void {
    this.#send({ type: "end", reason });
    this.#ends.close();
  }

  /** Ends whatever runs, and asks nothing any more. */
  hungUp(): void {
    this.#stop();
    this.#conversation?.end();
    this.#answer?.(undefined);
  }

  #greet(line: string): void {
    const hello = line.startsWith(GREETING) ? readHello(line.slice(GREETING.length)) : undefined;
    if (hello === undefined) return this.end("The server is of another version of LINPR.");
    this.#columns = hello.columns || undefined;
    const problem = (text: string) => this.#send({ type: "problem", text });
    const conversation = new Conversation(this.#contextFor(hello), problem);
    this.#conversation = conversation;
    if (!hello.interactive) return;
    this.#showsPrompt = true;
    this.#sendPrompt(conversation);
    const timer = setInterval(() => this.#isBusy || this.#sendPrompt(conversation), PROMPT_PERIOD);
    const tell = (text: string) => this.#send({ type: "warn", text });
    const untell = this.#base.notices.add(tell);
    const unwatch = watchSettings(this.#base.configuration, tell);
    this.#stop = () => {
      clearInterval(timer);
      untell();
      unwatch();
    };
  }

  #contextFor(hello: Hello): ConsoleContext {
    const columns = () => this.#columns;
    const output: Output = {
      style: hello.coloured ? COLOURED : PLAIN,
      get columns() {
        return columns();
      },
      print: (text) => this.#send({ type: "print", text }),
      warn: (text) => this.#send({ type: "warn", text }),
      ...(hello.interactive && { live: () => this.#live() }),
    };
    const session: Session = hello.interactive
      ? { kind: "socket", interactive: true, ask: (question) => this.#ask(question) }
      : unattended("socket");
    return { ...this.#base, commands: COMMANDS, output, session, scripts: [] };
  }

  #answerFrame(frame: ClientFrame, conversation: Conversation): void {
    switch (frame.type) {
      case "line":
        if (this.#isBusy) return this.end("A line came before the one before it was done.");
        return void this.#run(frame.line, conversation);
      case "answer":
        return this.#answer?.(frame.text);
      case "complete":
        return void this.#complete(frame.id, frame.line, conversation);
      case "interrupt":
        return conversation.interrupt(this.#isBusy);
      case "window":
        this.#columns = frame.columns || undefined;
    }
  }

  async #run(line: string, conversation: Conversation): Promise<void> {
    this.#isBusy = true;
    const outcome = await conversation.run(line);
    this.#isBusy = false;
    this.#sendPrompt(conversation);
    this.#send({ type: "done", outcome });
    if (outcome === "exit") this.#ends.close();
  }

  async #complete(id: number, line: string, conversation: Conversation): Promise<void> {
    this.#send({ type: "completion", id, ...await conversation.complete(line) });
  }

  async #ask(text: string): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#answer = resolve;
    this.#send({ type: "question", text });
    const answer = await promise;
    this.#answer = undefined;
    if (answer === undefined) throw new CommandError("Cancelled.");
    return answer;
  }

  #live(): Live {
    return {
      paint: (text) => this.#send({ type: "paint", text }),
      close: () => this.#send({ type: "paint" }),
    };
  }

  #sendPrompt(conversation: Conversation): void {
    if (!this.#showsPrompt) return;
    const text = conversation.prompt();
    if (text === this.#prompt) return;
    this.#prompt = text;
    this.#send({ type: "prompt", text });
  }

  #send(frame: ServerFrame): void {
    this.#ends.outbox.send(frameText(frame));
  }
}
