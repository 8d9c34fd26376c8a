/**
 * The chunked transfer coding (RFC 9112 §7.1): an incremental decoder that copies nothing, and the
 * encoder's few bytes.
 *
 * @module
 */
import { COLON, CR, encodeText, HTAB, LF, SEMICOLON, SP } from "./bytes.ts";
import { FIELD_VALUE, HEX_VALUE, TOKEN } from "./grammar.ts";
import { HttpError, type Refusal } from "./http_error.ts";
import * as refused from "./refusals.ts";

// The states: what the next byte belongs to.
const SIZE = 0;
const EXTENSION = 1;
const SIZE_LF = 2;
const DATA = 3;
const DATA_CR = 4;
const DATA_LF = 5;
const TRAILER_START = 6;
const TRAILER_NAME = 7;
const TRAILER_VALUE = 8;
const TRAILER_LF = 9;
const LAST_LF = 10;
const DONE = 11;

/** Extensions have no use here; more of them in one body than this is an attempt to keep us busy. */
const MOST_EXTENSION_BYTES = 4096;
/** The largest size that stays exact when one more hexadecimal digit is appended. */
const LARGEST_BEFORE_DIGIT = Math.floor(Number.MAX_SAFE_INTEGER / 16) - 1;

/**
 * Decodes one chunked body. Feed it the received bytes with {@linkcode decode} until {@linkcode done}.
 * Trailer fields must be well-formed, so that no request can pass for one, and are dropped (RFC 9112 §7.1.2).
 */
export class ChunkedDecoder {
  readonly #trailerLimit: number;
  #state = SIZE;
  #digits = 0;
  #left = 0;
  #extensionBytes = 0;
  #trailerBytes = 0;
  #refusal: Refusal | undefined;

  /** Where the data that {@linkcode decode} found begins in the bytes given to it. */
  dataStart = 0;
  /** Where that data ends; equal to the start when it found none. */
  dataEnd = 0;

  /** @param trailerLimit Most bytes of trailer fields; 431 beyond it. */
  constructor(trailerLimit: number) {
    this.#trailerLimit = trailerLimit;
  }

  /** Whether the body has ended. */
  get done(): boolean {
    return this.#state === DONE;
  }

  /** How many bytes of the current chunk are still to come: as many as its size has told so far. */
  get announced(): number {
    return this.#left;
  }

  /**
   * Decodes from `start` until one run of data was found, the body ended, or the bytes did.
   *
   * @returns Where to go on: the first byte that was not used.
   * @throws {HttpError} 400 for anything that is not the coding's grammar, 431 for too long trailers; the same
   *   at every later call, because nobody knows what the bytes behind a broken one mean.
   */
  decode(bytes: Uint8Array, start: number, end: number): number {
    if (this.#refusal !== undefined) throw new HttpError(this.#refusal);
    this.dataStart = this.dataEnd = start;
    let i = start;
    while (i < end && this.#state !== DONE) {
      if (this.#state === DATA) return this.#takeData(i, end);
      this.#framing(bytes[i] ?? 0);
      i++;
    }
    return i;
  }

  #takeData(start: number, end: number): number {
    const length = Math.min(this.#left, end - start);
    this.dataStart = start;
    this.dataEnd = start + length;
    this.#left -= length;
    if (this.#left === 0) this.#state = DATA_CR;
    return this.dataEnd;
  }

  #framing(byte: number): void {
    switch (this.#state) {
      case SIZE:
        return this.#size(byte);
      case EXTENSION:
        return this.#extension(byte);
      case SIZE_LF:
        this.#expect(byte, LF, refused.BARE_CR);
        this.#state = this.#left === 0 ? TRAILER_START : DATA;
        return;
      case DATA_CR:
        this.#expect(byte, CR, refused.BAD_CHUNK_END);
        this.#state = DATA_LF;
        return;
      case DATA_LF:
        this.#expect(byte, LF, refused.BAD_CHUNK_END);
        this.#digits = 0;
        this.#state = SIZE;
        return;
      default:
        return this.#trailers(byte);
    }
  }

  #size(byte: number): void {
    const digit = HEX_VALUE[byte] ?? 255;
    if (digit !== 255) {
      if (this.#left > LARGEST_BEFORE_DIGIT) throw this.#refuse(refused.LARGE_CHUNK);
      // Leading zeros do not overflow, yet an endless row of them is no size either.
      if (++this.#digits > 16) throw this.#refuse(refused.LARGE_CHUNK);
      this.#left = this.#left * 16 + digit;
      return;
    }
    if (this.#digits === 0) throw this.#refuse(refused.BAD_CHUNK_SIZE);
    if (byte === CR) this.#state = SIZE_LF;
    // White space before the semicolon is in the grammar as "bad" (§7.1.1). Recipients disagree on it, so it
    // is refused like any other byte.
    else if (byte === SEMICOLON) this.#state = EXTENSION;
    else throw this.#refuse(refused.BAD_CHUNK_SIZE);
  }

  #extension(byte: number): void {
    if (byte === CR) {
      this.#state = SIZE_LF;
      return;
    }
    if (byte === LF) throw this.#refuse(refused.BARE_LF);
    if (FIELD_VALUE[byte] !== 1) throw this.#refuse(refused.BAD_CHUNK_SIZE);
    if (++this.#extensionBytes > MOST_EXTENSION_BYTES) throw this.#refuse(refused.LONG_CHUNK_EXTENSION);
  }

  #trailers(byte: number): void {
    if (++this.#trailerBytes > this.#trailerLimit) throw this.#refuse(refused.LONG_TRAILERS);
    switch (this.#state) {
      case TRAILER_START:
        return this.#trailerStart(byte);
      case TRAILER_NAME:
        return this.#trailerName(byte);
      case TRAILER_VALUE:
        if (byte === CR) this.#state = TRAILER_LF;
        else if (byte === LF) throw this.#refuse(refused.BARE_LF);
        else if (FIELD_VALUE[byte] !== 1) throw this.#refuse(refused.BAD_FIELD_VALUE);
        return;
      default:
        this.#expect(byte, LF, refused.BARE_CR);
        this.#state = this.#state === LAST_LF ? DONE : TRAILER_START;
    }
  }

  #trailerStart(byte: number): void {
    if (byte === CR) {
      this.#state = LAST_LF;
      return;
    }
    if (byte === LF) throw this.#refuse(refused.BARE_LF);
    if (byte === SP || byte === HTAB) throw this.#refuse(refused.OBS_FOLD);
    if (byte === COLON) throw this.#refuse(refused.EMPTY_FIELD_NAME);
    this.#state = TRAILER_NAME;
    this.#trailerName(byte);
  }

  #trailerName(byte: number): void {
    if (byte === COLON) {
      this.#state = TRAILER_VALUE;
    } else if (TOKEN[byte] !== 1) {
      const space = byte === SP || byte === HTAB;
      throw this.#refuse(space ? refused.SPACE_BEFORE_COLON : refused.BAD_FIELD_NAME);
    }
  }

  #expect(byte: number, wanted: number, refusal: Refusal): void {
    if (byte !== wanted) throw this.#refuse(refusal);
  }

  #refuse(refusal: Refusal): HttpError {
    this.#refusal = refusal;
    return new HttpError(refusal);
  }
}

/** The line before a chunk's data. */
export function chunkHead(size: number): Uint8Array<ArrayBuffer> {
  return encodeText(`${size.toString(16)}\r\n`);
}

/** What follows a chunk's data. */
export const CHUNK_END: Uint8Array<ArrayBuffer> = encodeText("\r\n");

/** The last chunk and the empty trailer section. */
export const LAST_CHUNK: Uint8Array<ArrayBuffer> = encodeText("0\r\n\r\n");
