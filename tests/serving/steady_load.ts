/** A few clients that ask one request after the other while something is changed, and miss nothing that fails. */

import { KeepAliveClient, type PlainRequest } from "../_helpers/keep_alive.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";

/** So many requests of one client at most, so that a test that hangs does not spin. */
const MOST = 5000;

/** What a load is like. */
export interface LoadOptions {
  /** How many keep their connection and ask at the same time. Default: 8. */
  readonly clients?: number;
  /** Between two requests of one client, in milliseconds. Default: 3. */
  readonly pause?: number;
  /** The field lines that each sends besides Host, by its number. Default: none. */
  readonly fields?: (client: number) => readonly string[];
}

/** What became of all requests. */
export interface LoadReport {
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** The bodies that came, each once. */
  readonly bodies: ReadonlySet<string>;
  /** What went wrong, such as a connection that was closed on a request. */
  readonly failures: readonly string[];
}

/** A load that runs until it is stopped. */
export class SteadyLoad {
  readonly #running: readonly Promise<void>[];
  readonly #statuses: Record<number, number> = {};
  readonly #bodies: Set<string> = new Set();
  readonly #failures: string[] = [];
  #answers = 0;
  #stopped = false;
  #awaited: { readonly count: number; readonly resolve: () => void } | undefined;

  /** Starts clients of the server at a port of 127.0.0.1. */
  constructor(port: number, target: string, { clients = 8, pause = 3, fields = () => [] }: LoadOptions = {}) {
    this.#running = Array.from(
      { length: clients },
      (_, client) => this.#ask(port, { target, fields: fields(client) }, pause),
    );
  }

  /** What came so far. */
  get report(): LoadReport {
    return { statuses: this.#statuses, bodies: this.#bodies, failures: this.#failures };
  }

  /** Waits for so many more answers. */
  async more(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited = { count: this.#answers + count, resolve };
    await promise;
  }

  /** Ends the load. */
  async stop(): Promise<LoadReport> {
    this.#stopped = true;
    await Promise.all(this.#running);
    return this.report;
  }

  async #ask(port: number, request: PlainRequest, pause: number): Promise<void> {
    let client: KeepAliveClient | undefined;
    try {
      for (let asked = 0; asked < MOST && !this.#stopped; asked++) {
        client ??= await KeepAliveClient.connect(port);
        const answer = await client.request(request);
        this.#count(answer);
        if (field(answer, "Connection") === "close") {
          client[Symbol.dispose]();
          client = undefined;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    } catch (error) {
      this.#failures.push(String(error));
      // Who waits for more is to see that.
      this.#awaited?.resolve();
    } finally {
      client?.[Symbol.dispose]();
    }
  }

  #count(answer: RawResponse): void {
    this.#answers++;
    this.#statuses[answer.status] = (this.#statuses[answer.status] ?? 0) + 1;
    this.#bodies.add(text(answer));
    if (this.#answers >= (this.#awaited?.count ?? Infinity)) this.#awaited?.resolve();
  }
}
