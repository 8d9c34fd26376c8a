/**
 * The body of an answer that came over loopback: counted to its end, and kept up to a bound.
 *
 * @module
 */
import { concatBytes } from "../http/bytes.ts";
import { ChunkedDecoder } from "../http/chunked.ts";
import { HttpError } from "../http/http_error.ts";
import type { LoopbackHead } from "./loopback.ts";

/** A body as far as it came. */
export interface LoopbackBody {
  /** Its length in bytes, chunks' framing not counted. */
  readonly size: number;
  /** Its first bytes. */
  readonly kept: Uint8Array;
  /** Whether its end was reached; if not, the connection was cut. */
  readonly isWhole: boolean;
}

/** Memory to receive into. */
const PIECE = 64 * 1024;
const LONGEST_TRAILERS = 64 * 1024;

/**
 * Reads the body behind a head.
 *
 * @param method the request's: to HEAD there is no body
 * @param most bytes to keep
 */
export async function readBody(
  connection: Pick<Deno.Conn, "read">,
  head: LoopbackHead,
  { method, most }: { readonly method: string; readonly most: number },
): Promise<LoopbackBody> {
  const counter = new Counter(head, method, most);
  counter.take(head.rest);
  const piece = new Uint8Array(PIECE);
  while (!counter.isDone) {
    const count = await connection.read(piece);
    if (count === null) break;
    counter.take(piece.subarray(0, count));
  }
  return counter.body();
}

/** Counts the bytes of a body, whatever their framing (RFC 9112 §6.3). */
class Counter {
  readonly #chunks: ChunkedDecoder | undefined;
  /** Bytes to come; undefined: up to the connection's end. */
  readonly #length: number | undefined;
  readonly #most: number;
  #size = 0;
  #isBroken = false;
  #kept: Uint8Array[] = [];
  #keptLength = 0;

  constructor({ status, fields }: LoopbackHead, method: string, most: number) {
    const of = (wanted: string) => fields.find(([name]) => name.toLowerCase() === wanted)?.[1];
    const isBodiless = method === "HEAD" || status === 204 || status === 304;
    const length = isBodiless ? "0" : of("content-length");
    const isChunked = !isBodiless && /(?:^|,)\s*chunked$/i.test(of("transfer-encoding") ?? "");
    this.#chunks = isChunked ? new ChunkedDecoder(LONGEST_TRAILERS) : undefined;
    this.#length = length === undefined || isChunked ? undefined : Number(length);
    this.#most = most;
  }

  get isDone(): boolean {
    if (this.#isBroken) return true;
    return this.#chunks === undefined ? this.#size === this.#length : this.#chunks.done;
  }

  take(bytes: Uint8Array): void {
    if (this.#chunks === undefined) {
      return this.#add(bytes.subarray(0, (this.#length ?? Infinity) - this.#size));
    }
    try {
      for (let at = 0; at < bytes.length && !this.#chunks.done;) {
        at = this.#chunks.decode(bytes, at, bytes.length);
        this.#add(bytes.subarray(this.#chunks.dataStart, this.#chunks.dataEnd));
      }
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      this.#isBroken = true;
    }
  }

  body(): LoopbackBody {
    const isWhole = !this.#isBroken &&
      (this.isDone || (this.#chunks === undefined && this.#length === undefined));
    return { size: this.#size, kept: concatBytes(this.#kept), isWhole };
  }

  #add(bytes: Uint8Array): void {
    this.#size += bytes.length;
    const room = this.#most - this.#keptLength;
    if (room <= 0 || bytes.length === 0) return;
    const kept = bytes.slice(0, room);
    this.#kept.push(kept);
    this.#keptLength += kept.length;
  }
}
