/**
 * Answers with something added to them.
 *
 * @module
 */
import type { HttpResponse } from "../http/response.ts";

interface Dressed<Dress> {
  readonly dress: Dress;
  readonly response: HttpResponse;
}

/**
 * Adds to answers, and remembers what came of it: an answer that is used again and again, such as that of a hot
 * file, gives the same object each time, so that its bytes are made once.
 */
export class Dressing<Dress> {
  readonly #put: (response: HttpResponse, dress: Dress) => HttpResponse;
  /** Only the last dress is remembered: answers change theirs seldom. */
  readonly #dressed: WeakMap<HttpResponse, Dressed<Dress>> = new WeakMap();

  /** @param put Makes the answer with a dress of one without. */
  constructor(put: (response: HttpResponse, dress: Dress) => HttpResponse) {
    this.#put = put;
  }

  /** The answer with this dress; the very same object as last time if the dress is. */
  put(response: HttpResponse, dress: Dress): HttpResponse {
    const known = this.#dressed.get(response);
    if (known !== undefined && known.dress === dress) return known.response;
    const dressed = this.#put(response, dress);
    this.#dressed.set(response, { dress, response: dressed });
    return dressed;
  }
}
