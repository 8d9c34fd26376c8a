/**
 * The chunked transfer coding (RFC 9112 §7.1): an incremental decoder that copies nothing, and the
 * encoder's few bytes.
 *
 * @module
 */
import { CR, encodeText, LF, SEMICOLON } from "./bytes.ts";
import { FIELD_VALUE, HEX_VALUE } from "./grammar.ts";
import { HttpError } from "./http_error.ts";
import * as refused from "./refusals.ts";

// The states: what the next byte belongs to.
const SIZE = 0;
const EXTENSION = 1;
const SIZE_LF = 2;
const DATA = 3;
const DATA_CR = 4;
const DATA_LF = 5;
const TRAILER_START = 6;
const TRAILER = 7;
const TRAILER_LF = 8;
const LAST_LF = 9;
const DONE = 10;

/** Extensions have no use here; more of them in one body than this is an attempt to keep us busy. */
const MOST_EXTENSION_BYTES = 4096;
/** The largest size that stays exact when one more hexadecimal digit is appended. */
const LARGEST_BEFORE_DIGIT = Math.floor(Number.MAX_SAFE_INTEGER / 16) - 1;

/**
 * Decodes one chunked body. Feed it the received bytes with {@linkcode decode} until {@linkcode done}.
 * Trailer fields are checked for their bytes and dropped (RFC 9112 §7.1.2).
 */
export class ChunkedDecoder {
  readonly #trailerLimit: number;
  #state = SIZE;
  #digits = 0;
  #left = 0;
  #extensionBytes = 0;
  #trailerBytes = 0;

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

  /**
   * Decodes from `start` until one run of data was found, the body ended, or the bytes did.
   *
   * @returns Where to go on: the first byte that was not used.
   * @throws {HttpError} 400 for anything that is not the coding's grammar, 431 for too long trailers.
   */
  decode(bytes: Uint8Array, start: number, end: number): number {
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
      if (this.#left > LARGEST_BEFORE_DIGIT) throw new HttpError(refused.LARGE_CHUNK);
      // Leading zeros do not overflow, yet an endless row of them is no size either.
      if (++this.#digits > 16) throw new HttpError(refused.LARGE_CHUNK);
      this.#left = this.#left * 16 + digit;
      return;
    }
    if (this.#digits === 0) throw new HttpError(refused.BAD_CHUNK_SIZE);
    if (byte === CR) this.#state = SIZE_LF;
    else if (byte === SEMICOLON) this.#state = EXTENSION;
    else throw new HttpError(refused.BAD_CHUNK_SIZE);
  }

  #extension(byte: number): void {
    if (byte === CR) {
      this.#state = SIZE_LF;
      return;
    }
    if (byte === LF) throw new HttpError(refused.BARE_LF);
    if (FIELD_VALUE[byte] !== 1) throw new HttpError(refused.BAD_CHUNK_SIZE);
    if (++this.#extensionBytes > MOST_EXTENSION_BYTES) throw new HttpError(refused.LONG_CHUNK_EXTENSION);
  }

  #trailers(byte: number): void {
    if (++this.#trailerBytes > this.#trailerLimit) throw new HttpError(refused.LONG_TRAILERS);
    switch (this.#state) {
      case TRAILER_START:
        this.#state = byte === CR ? LAST_LF : TRAILER;
        if (byte !== CR) this.#trailerByte(byte);
        return;
      case TRAILER:
        if (byte === CR) this.#state = TRAILER_LF;
        else this.#trailerByte(byte);
        return;
      default:
        this.#expect(byte, LF, refused.BARE_CR);
        this.#state = this.#state === LAST_LF ? DONE : TRAILER_START;
    }
  }

  #trailerByte(byte: number): void {
    if (FIELD_VALUE[byte] === 1) return;
    throw new HttpError(byte === LF ? refused.BARE_LF : refused.BAD_FIELD_VALUE);
  }

  #expect(byte: number, wanted: number, refusal: typeof refused.BARE_CR): void {
    if (byte !== wanted) throw new HttpError(refusal);
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
