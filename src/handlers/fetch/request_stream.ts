/**
 * The body of a request as a stream of the platform's.
 *
 * @module
 */
import type { RequestBody } from "../../http/request.ts";

/** Who wants to know of the reads. */
export interface ReadWatcher {
  /** The application waits for the client. */
  readonly reading: () => void;
  /** It has what it waited for, or the body has failed. */
  readonly read: () => void;
}

/**
 * Gives a body to an application: a piece is read from the client when the application asks for one, and not before.
 * Once the request is answered, nothing more is: what is left belongs to the connection.
 */
export class RequestStream {
  /** What the application reads. */
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #body: RequestBody;
  readonly #watcher: ReadWatcher;
  #pulling: Promise<void> | undefined;
  #isOver = false;
  #isWhole = false;
  #failure: { readonly error: unknown } | undefined;

  /** Makes the stream; nothing is read yet. */
  constructor(body: RequestBody, watcher: ReadWatcher) {
    this.#body = body;
    this.#watcher = watcher;
    this.stream = new ReadableStream({
      type: "bytes",
      pull: (controller) => this.#pulling = this.#pull(controller),
    });
  }

  /** Whether all of it was read. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Why the body cannot be had whole: the connection's own error, whatever the application made of it. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  /** Has nothing more read. Resolves once nothing is being read: two readers of one connection would mix things up. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#pulling;
  }

  async #pull(controller: ReadableByteStreamController): Promise<void> {
    if (this.#isOver) return controller.error(new TypeError("The request was answered: its body is gone."));
    this.#watcher.reading();
    try {
      const piece = await this.#body.read();
      if (piece !== null) controller.enqueue(piece);
      else {
        this.#isWhole = true;
        controller.close();
        controller.byobRequest?.respond(0);
      }
    } catch (error) {
      this.#failure = { error };
      controller.error(error);
    } finally {
      this.#watcher.read();
    }
  }
}
