/** An operator at a server's control socket: lines that must succeed, and what they show. */

import { readServerFrame } from "../../../src/console/control/frames.ts";
import { RawClient } from "../../console/control/control_fixture.ts";

/** How long a line may take, in milliseconds, on a busy machine. */
const PATIENCE = 30_000;

/** A session that is attached to a running server. Disposing of it ends the session; the server lives on. */
export class Operator implements Disposable {
  readonly #client: RawClient;
  #hasLeft = false;

  private constructor(client: RawClient) {
    this.#client = client;
  }

  /** Attaches to the server of a socket. */
  static async attach(path: string): Promise<Operator> {
    return new Operator(await RawClient.attach(path));
  }

  /**
   * Runs a line to its end.
   *
   * @returns what it shows
   * @throws {Error} with what it says, when it fails, or is not done within 30 s
   */
  async run(line: string): Promise<string> {
    const timer = setTimeout(() => this[Symbol.dispose](), PATIENCE);
    try {
      return await this.#shownBy(line);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What a command shows to programs. */
  async json<T>(command: string): Promise<T> {
    return JSON.parse(await this.run(`${command} --json`)) as T;
  }

  /** Leaves. */
  [Symbol.dispose](): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#client[Symbol.dispose]();
  }

  async #shownBy(line: string): Promise<string> {
    const shown: string[] = [];
    await this.#client.send({ type: "line", line });
    for (;;) {
      const text = await this.#client.line();
      if (text === undefined) throw new Error(`The session ended during '${line}'`);
      const frame = readServerFrame(text);
      if (frame?.type === "print" || frame?.type === "problem") shown.push(frame.text);
      if (frame?.type !== "done") continue;
      if (frame.outcome === "failed") throw new Error(`'${line}' failed: ${shown.join("\n")}`);
      return shown.join("\n");
    }
  }
}
