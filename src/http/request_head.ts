/**
 * The request head: an incremental parser over bytes, and what it found.
 *
 * One pass, one state a grammar element, each with a tight loop of table look-ups. The parser stops
 * where the bytes end and goes on from there at the next call, so a head that comes a byte at a time
 * costs no more than one that comes whole. Nothing is decoded and nothing is allocated until somebody
 * asks: the result is a list of offsets into the reader's buffer.
 *
 * @module
 */
import { COLON, CR, HTAB, latin1, LF, SP } from "./bytes.ts";
import { FieldTable } from "./field_table.ts";
import type { RequestFields } from "./fields.ts";
import { FIELD_VALUE, TARGET, TOKEN } from "./grammar.ts";
import { type HeadPart, HttpError, type Refusal } from "./http_error.ts";
import { knownMethod, LONGEST_METHOD } from "./method.ts";
import * as refused from "./refusals.ts";

/** The limits that a head is held to. */
export interface HeadLimits {
  /** Longest request target in bytes; 414 beyond it. */
  readonly target: number;
  /** Longest head in bytes, empty line included; 431 beyond it. */
  readonly head: number;
  /** Most field lines; 431 beyond it. */
  readonly fields: number;
}

// The states: which element of the grammar the next byte belongs to.
const EMPTY_LINE = 0;
const METHOD = 1;
const REQUEST_TARGET = 2;
const VERSION = 3;
const LINE_START = 4;
const NAME = 5;
const VALUE_START = 6;
const VALUE = 7;
const VALUE_LF = 8;
const LAST_LF = 9;
const DONE = 10;

/** RFC 9112 §2.2 asks to ignore at least one empty line before a request; these many bytes of CRLF are. */
const EMPTY_LINE_BYTES = 8;
/** The first byte of a TLS record that carries a ClientHello (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16;
/** Up to this length a loop over the bytes beats a call into the platform. */
const SHORT_COPY = 64;
/** What a parser at rest refers to, so that it keeps no connection's buffer alive. */
const NO_BYTES = new Uint8Array(0);
/** `HTTP/` and the dot; zeros stand for the two digits. */
const VERSION_SHAPE: readonly number[] = [
  0x48,
  0x54,
  0x54,
  0x50,
  0x2f,
  0,
  0x2e,
  0,
  CR,
  LF,
];
const VERSION_MAJOR = 5;
const VERSION_MINOR = 7;

/**
 * Parses one request head at a time and answers questions about it; made to be used again.
 *
 * What it tells is valid until {@linkcode reset} or until the bytes that it was given change, whichever
 * comes first; {@linkcode retain} lifts the second bound.
 */
export class RequestHead {
  /** The limits that it enforces. */
  readonly limits: HeadLimits;
  readonly #fields: FieldTable;
  #bytes: Uint8Array = NO_BYTES;
  #start = 0;
  #end = 0;
  #at = 0;
  #state = EMPTY_LINE;
  #mark = 0;
  #method: string | undefined;
  #targetStart = 0;
  #targetEnd = 0;
  #versionAt = 0;
  #major = 0;
  #minor = 0;

  /** Makes a parser with the limits that it enforces. */
  constructor(limits: HeadLimits) {
    this.limits = limits;
    this.#fields = new FieldTable(limits.fields);
  }

  /**
   * Goes on parsing. `start` must name the same head's first byte at each call until the head is whole;
   * bytes that were parsed are not looked at again.
   *
   * @param bytes The buffer.
   * @param start Where the head begins in the buffer.
   * @param end Where the received bytes end.
   * @returns Whether the head is whole; {@linkcode length} then says where it ends.
   * @throws {HttpError} at the first byte that no valid head can have there, and at a passed limit.
   */
  parse(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#fields.locate(bytes, start);
    const limit = start + this.limits.head;
    const stop = end < limit ? end : limit;
    let i = start + this.#at;
    while (i < stop && this.#state !== DONE) i = this.#step(bytes, i, stop);
    this.#at = i - start;
    if (this.#state === DONE) return true;
    if (end >= limit) {
      throw this.#refuse(this.#state === REQUEST_TARGET ? refused.LONG_TARGET : refused.LONG_HEAD, i);
    }
    return false;
  }

  /** The head's length in bytes, empty lines before it and the one after it included; 0 until it is whole. */
  get length(): number {
    return this.#state === DONE ? this.#at : 0;
  }

  /** Whether nothing of a request has come, but for empty lines before it: the connection is idle. */
  get untouched(): boolean {
    return this.#state === EMPTY_LINE;
  }

  /** The method's name. */
  get method(): string {
    return this.#method ?? "";
  }

  /** The request target as sent; its bytes are all printable ASCII. */
  get target(): string {
    return latin1(
      this.#bytes,
      this.#start + this.#targetStart,
      this.#start + this.#targetEnd,
    );
  }

  /** The minor version: 0 for HTTP/1.0; 1 or, rarely, more for anything that is treated as HTTP/1.1. */
  get minorVersion(): number {
    return this.#minor;
  }

  /** The fields. */
  get fields(): RequestFields {
    return this.#fields;
  }

  /** Where in the head a part of it starts, counted from its first byte. */
  startOf(part: HeadPart): number {
    return part === "target" ? this.#targetStart : this.#fields.lastValueStart(part);
  }

  /** Keeps the head's bytes, so that it outlives the buffer that it was parsed from. */
  retain(): void {
    this.#bytes = this.#bytes.slice(this.#start, this.#start + this.#at);
    this.#start = 0;
    this.#end = this.#at;
    this.#fields.locate(this.#bytes, 0);
  }

  /** The head's bytes as received so far: a copy. */
  raw(): Uint8Array {
    return this.#bytes.slice(this.#start, this.#start + this.#at);
  }

  /**
   * Copies the head's first bytes; of one that was refused also those that came behind the offending one.
   *
   * @param at where to in the target
   * @param most bytes to copy at most
   * @returns how many bytes there are, copied or not
   */
  copyTo(target: Uint8Array, at: number, most: number): number {
    const [bytes, start] = [this.#bytes, this.#start];
    const length = this.#state === DONE ? this.#at : this.#end - start;
    const count = length < most ? length : most;
    if (count > SHORT_COPY) target.set(bytes.subarray(start, start + count), at);
    else for (let i = 0; i < count; i++) target[at + i] = bytes[start + i] ?? 0;
    return length;
  }

  /** Makes the parser ready for another head, and lets go of the bytes of the last one. */
  reset(): void {
    this.#fields.clear();
    this.#bytes = NO_BYTES;
    this.#end = 0;
    this.#at = 0;
    this.#state = EMPTY_LINE;
    this.#versionAt = 0;
    this.#method = undefined;
  }

  #step(bytes: Uint8Array, i: number, stop: number): number {
    switch (this.#state) {
      case EMPTY_LINE:
        return this.#emptyLine(bytes, i);
      case METHOD:
        return this.#readMethod(bytes, i, stop);
      case REQUEST_TARGET:
        return this.#readTarget(bytes, i, stop);
      case VERSION:
        return this.#readVersion(bytes, i, stop);
      case LINE_START:
        return this.#lineStart(bytes, i);
      case NAME:
        return this.#readName(bytes, i, stop);
      case VALUE_START:
        return this.#skipSpace(bytes, i, stop);
      case VALUE:
        return this.#readValue(bytes, i, stop);
      case VALUE_LF:
        return this.#expectLf(bytes, i, LINE_START);
      default:
        return this.#expectLf(bytes, i, DONE);
    }
  }

  #emptyLine(bytes: Uint8Array, i: number): number {
    const byte = bytes[i];
    const afterCr = i > this.#start && bytes[i - 1] === CR;
    if (afterCr && byte !== LF) throw this.#refuse(refused.BARE_CR, i - 1);
    if (byte === CR || (byte === LF && afterCr)) {
      if (i - this.#start >= EMPTY_LINE_BYTES) {
        throw this.#refuse(refused.EMPTY_LINES, i);
      }
      return i + 1;
    }
    if (byte === LF) throw this.#refuse(refused.BARE_LF, i);
    if (byte === TLS_HANDSHAKE) {
      throw this.#refuse(refused.TLS_ON_PLAIN_PORT, i);
    }
    this.#mark = i - this.#start;
    this.#state = METHOD;
    return i;
  }

  #readMethod(bytes: Uint8Array, i: number, stop: number): number {
    while (i < stop && TOKEN[bytes[i] ?? 0] === 1) i++;
    const start = this.#start + this.#mark;
    if (i - start > LONGEST_METHOD) {
      throw this.#refuse(refused.LONG_METHOD, start + LONGEST_METHOD);
    }
    if (i === stop) return i;
    if (bytes[i] !== SP || i === start) {
      throw this.#refuse(refused.BAD_METHOD, i);
    }
    this.#method = knownMethod(bytes, start, i);
    this.#targetStart = i + 1 - this.#start;
    this.#state = REQUEST_TARGET;
    return i + 1;
  }

  #readTarget(bytes: Uint8Array, i: number, stop: number): number {
    while (i < stop && TARGET[bytes[i] ?? 0] === 1) i++;
    const start = this.#start + this.#targetStart;
    if (i - start > this.limits.target) {
      throw this.#refuse(refused.LONG_TARGET, start + this.limits.target);
    }
    if (i === stop) return i;
    if (bytes[i] !== SP) {
      const ended = (bytes[i] === CR || bytes[i] === LF) && i > start;
      throw this.#refuse(ended ? refused.NO_VERSION : refused.BAD_TARGET_BYTE, i);
    }
    if (i === start) throw this.#refuse(refused.BAD_TARGET_FORM, i);
    this.#targetEnd = i - this.#start;
    this.#state = VERSION;
    return i + 1;
  }

  #readVersion(bytes: Uint8Array, i: number, stop: number): number {
    for (; i < stop && this.#state === VERSION; i++) {
      const byte = bytes[i] ?? 0;
      const at = this.#versionAt++;
      if (at === VERSION_MAJOR || at === VERSION_MINOR) {
        const digit = byte - 0x30;
        if (digit < 0 || digit > 9) throw this.#refuse(refused.BAD_VERSION, i);
        if (at === VERSION_MAJOR) this.#major = digit;
        else this.#minor = digit;
      } else if (byte !== VERSION_SHAPE[at]) {
        throw this.#refuse(
          at === 0 && (byte === CR || byte === LF) ? refused.NO_VERSION : refused.BAD_VERSION,
          i,
        );
      } else if (byte === LF) {
        this.#endRequestLine();
      }
    }
    return i;
  }

  /** The version is judged first, so that an HTTP/2 preface (`PRI * HTTP/2.0`) is told 505 and not 501. */
  #endRequestLine(): void {
    if (this.#major !== 1) {
      throw this.#refuse(refused.OTHER_VERSION, this.#start + this.#targetEnd + 1);
    }
    if (this.#method === undefined) {
      throw this.#refuse(refused.UNKNOWN_METHOD, this.#start + this.#mark);
    }
    this.#state = LINE_START;
  }

  #lineStart(bytes: Uint8Array, i: number): number {
    const byte = bytes[i];
    if (byte === CR) {
      this.#state = LAST_LF;
      return i + 1;
    }
    if (byte === SP || byte === HTAB) {
      throw this.#refuse(this.#fields.length === 0 ? refused.SPACE_BEFORE_FIELDS : refused.OBS_FOLD, i);
    }
    if (byte === LF) throw this.#refuse(refused.BARE_LF, i);
    if (this.#fields.length === this.limits.fields) {
      throw this.#refuse(refused.MANY_FIELDS, i);
    }
    this.#mark = i - this.#start;
    this.#state = NAME;
    return i;
  }

  #readName(bytes: Uint8Array, i: number, stop: number): number {
    while (i < stop && TOKEN[bytes[i] ?? 0] === 1) i++;
    if (i === stop) return i;
    const start = this.#start + this.#mark;
    if (bytes[i] !== COLON) {
      const space = bytes[i] === SP || bytes[i] === HTAB;
      throw this.#refuse(space ? refused.SPACE_BEFORE_COLON : refused.BAD_FIELD_NAME, i);
    }
    if (i === start) throw this.#refuse(refused.EMPTY_FIELD_NAME, i);
    this.#fields.addName(this.#mark, i - this.#start);
    this.#state = VALUE_START;
    return i + 1;
  }

  #skipSpace(bytes: Uint8Array, i: number, stop: number): number {
    while (i < stop && (bytes[i] === SP || bytes[i] === HTAB)) i++;
    if (i === stop) return i;
    this.#mark = i - this.#start;
    this.#state = VALUE;
    return i;
  }

  #readValue(bytes: Uint8Array, i: number, stop: number): number {
    while (i < stop && FIELD_VALUE[bytes[i] ?? 0] === 1) i++;
    if (i === stop) return i;
    if (bytes[i] !== CR) {
      throw this.#refuse(bytes[i] === LF ? refused.BARE_LF : refused.BAD_FIELD_VALUE, i);
    }
    const start = this.#start + this.#mark;
    let end = i;
    while (end > start && (bytes[end - 1] === SP || bytes[end - 1] === HTAB)) {
      end--;
    }
    this.#fields.addValue(this.#mark, end - this.#start);
    this.#state = VALUE_LF;
    return i + 1;
  }

  #expectLf(bytes: Uint8Array, i: number, next: number): number {
    if (bytes[i] !== LF) throw this.#refuse(refused.BARE_CR, i - 1);
    this.#state = next;
    return i + 1;
  }

  #refuse(refusal: Refusal, i: number): HttpError {
    this.#at = i - this.#start;
    return new HttpError(refusal, this.#at);
  }
}
