/**
 * Why a request is answered as it is, for whoever asks.
 *
 * @module
 */

/** Takes down what the handlers decide about one request. */
export interface Decisions {
  /**
   * Takes down a decision.
   *
   * @param step Who decided, such as `access`.
   * @param text What, and why: for people. What a client sent in it is not escaped yet; secrets never are in it.
   */
  note(step: string, text: string): void;

  /** Is told when all that stands around the files has let the request through, and a file is looked for. */
  looksForFile?(): void;
}
