/**
 * The client's end of the control socket.
 *
 * @module
 */
import { excerpt } from "../../settings/printable.ts";
import { systemErrorCode } from "../../settings/system_error.ts";
import type { Completion } from "../completion.ts";
import type { Outcome } from "../interpreter.ts";
import { ControlError } from "./control_error.ts";
import {
  type ClientFrame,
  frameText,
  GREETING,
  type Hello,
  LONGEST_ANSWER,
  LONGEST_LINE,
  readServerFrame,
  type ServerFrame,
} from "./frames.ts";
import { LineSplitter } from "./line_splitter.ts";
import { isHangUp, Outbox } from "./outbox.ts";

/** What the server has shown at our end. */
export interface ClientScreen {
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
  /** Shows what went wrong with a command. */
  readonly problem: (text: string) => void;
  /** Shows text in its place; undefined leaves the last one standing. */
  readonly paint: (text: string | undefined) => void;
  /** Asks the person; undefined: no answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
}

/** A running server's console, over its socket. */
export class ControlClient {
  readonly #connection: Deno.Conn;
  readonly #screen: ClientScreen;
  readonly #outbox: Outbox;
  readonly #completions = new Map<number, (completion: Completion) => void>();
  #nextCompletion = 0;
  #prompt = "";
  #done: ((outcome: Outcome) => void) | undefined;
  #reason = "The connection to the server is lost.";
  readonly #ready = Promise.withResolvers<void>();
  #hasLeft = false;
  /** Settles when the session is over, with the reason for people; undefined where it is we who have left. */
  readonly closed: Promise<string | undefined>;

  private constructor(connection: Deno.Conn, screen: ClientScreen) {
    this.#connection = connection;
    this.#screen = screen;
    this.#outbox = new Outbox(connection, () => this.#hangUp());
    this.closed = this.#read();
  }

  /**
   * Connects to a server's socket.
   *
   * @throws {ControlError} when no server answers there
   */
  static async connect(path: string, hello: Hello, screen: ClientScreen): Promise<ControlClient> {
    try {
      const client = new ControlClient(await Deno.connect({ transport: "unix", path }), screen);
      client.#outbox.send(`${GREETING}${JSON.stringify(hello)}\n`);
      return client;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      throw new ControlError(`No server answers at ${excerpt(path)}: ${code}.`);
    }
  }

  /** Settles when the first prompt has come, or the session is over: an interactive one can be talked to then. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** What is to stand before the line being typed. */
  prompt(): string {
    return this.#prompt;
  }

  /** Runs a line; one at a time. Fails when the connection is lost. */
  run(line: string): Promise<Outcome> {
    if (line.length > LONGEST_LINE / 2) {
      this.#screen.problem(`The line is too long: ${LONGEST_LINE / 2} characters at most.`);
      return Promise.resolve("failed");
    }
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#done = resolve;
    this.#send({ type: "line", line });
    return Promise.race([promise, this.closed.then((): Outcome => "failed")]);
  }

  /** What Tab offers. */
  complete(line: string): Promise<Completion> {
    const { promise, resolve } = Promise.withResolvers<Completion>();
    const id = this.#nextCompletion++;
    this.#completions.set(id, resolve);
    this.#send({ type: "complete", id, line });
    return Promise.race([promise, this.closed.then(() => ({ candidates: [], typed: "" }))]);
  }

  /** Passes Ctrl-C on. */
  interrupt(busy: boolean): void {
    this.#send({ type: "interrupt", busy });
  }

  /** Tells that the terminal has another width now. */
  resize(columns: number): void {
    this.#send({ type: "window", columns });
  }

  /** Leaves; the server lives on. */
  end(): void {
    this.#hasLeft = true;
    void this.#outbox.drained().then(() => this.#hangUp());
  }

  #send(frame: ClientFrame): void {
    this.#outbox.send(frameText(frame));
  }

  async #read(): Promise<string | undefined> {
    const splitter = new LineSplitter(LONGEST_ANSWER);
    const chunk = new Uint8Array(64 * 1024);
    try {
      for (;;) {
        const count = await this.#connection.read(chunk);
        const lines = count === null ? undefined : splitter.push(chunk.subarray(0, count));
        if (lines === undefined) break;
        for (const line of lines) this.#take(readServerFrame(line), line);
      }
    } catch (error) {
      if (!isHangUp(error)) throw error;
    }
    this.#hangUp();
    this.#ready.resolve();
    return this.#hasLeft ? undefined : this.#reason;
  }

  #take(frame: ServerFrame | undefined, line: string): void {
    switch (frame?.type) {
      case "print":
        return this.#screen.print(frame.text);
      case "warn":
        return this.#screen.warn(frame.text);
      case "problem":
        return this.#screen.problem(frame.text);
      case "paint":
        return this.#screen.paint(frame.text);
      case "question":
        return void this.#answer(frame.text);
      case "prompt":
        this.#prompt = frame.text;
        this.#ready.resolve();
        return;
      case "completion":
        this.#completions.get(frame.id)?.(frame);
        this.#completions.delete(frame.id);
        return;
      case "done":
        this.#hasLeft ||= frame.outcome === "exit";
        return this.#done?.(frame.outcome);
      case "end":
        this.#reason = frame.reason;
        return;
      case undefined:
        // A refusal in words, before the server knows whom it refuses; or it is not LINPR.
        if (line !== "") this.#reason = `What answers there says: ${excerpt(line)}`;
        return this.#hangUp();
    }
  }

  async #answer(question: string): Promise<void> {
    const text = await this.#screen.ask(question);
    this.#send(text === undefined ? { type: "answer" } : { type: "answer", text });
  }

  #hangUp(): void {
    try {
      this.#connection.close();
    } catch (error) {
      // It is closed already.
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }
}
