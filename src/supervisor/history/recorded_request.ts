/**
 * A request that was answered, as much as was kept of it.
 *
 * @module
 */
import type { RingRecord } from "../../channel/request_ring.ts";
import { latin1 } from "../../http/bytes.ts";
import { HttpError, type Refusal } from "../../http/http_error.ts";
import { numberedRefusal } from "../../http/refusal_numbers.ts";
import { type HeadLimits, RequestHead } from "../../http/request_head.ts";
import type { RequestId } from "./request_id.ts";

/** Nothing that was kept is beyond them; more fields than these are not read. */
const LIMITS: HeadLimits = { target: 65_536, head: 65_536, fields: 100 };

/** The request line, taken apart. */
interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly version: string;
}

/**
 * One request and its answer. All text in it is the client's, one character a byte, and not escaped. What it says of the
 * head is looked for when it is asked for, as mostly nobody asks.
 */
export class RecordedRequest {
  /** What people call it. */
  readonly id: RequestId;
  readonly #record: RingRecord;
  #parsed: RequestHead | undefined;
  #line: RequestLine | undefined;

  /** @param worker The number of the worker that answered it. */
  constructor(worker: number, record: RingRecord) {
    this.id = { worker, number: record.number };
    this.#record = record;
  }

  /** When the answer had been sent, in milliseconds since 1970. */
  get time(): number {
    return this.#record.time;
  }

  /** Milliseconds from the whole head to the answer's end. */
  get duration(): number {
    return this.#record.duration;
  }

  /** Bytes sent, head included. */
  get bytes(): number {
    return this.#record.bytes;
  }

  /** The status that was told. */
  get status(): number {
    return this.#record.status;
  }

  /** The client's IP address; behind a trusted proxy, of whom it tells. */
  get address(): string {
    return this.#record.address;
  }

  /** The client's TCP port. */
  get port(): number {
    return this.#record.port;
  }

  /** Why it was refused; undefined where it was not. */
  get refusal(): Refusal | undefined {
    return numberedRefusal(this.#record.refusal);
  }

  /** The offset of the byte in the head that it was refused for; -1 where there is no single one. */
  get at(): number {
    return this.#record.at;
  }

  /** The head's first bytes as they came; of a head that was refused also what came behind the offending byte. */
  get head(): Uint8Array {
    return this.#record.head;
  }

  /** Whether the head had more bytes than were kept. */
  get isCut(): boolean {
    return this.#record.headLength > this.#record.head.length;
  }

  /** The method; empty where none came. */
  get method(): string {
    return this.#requestLine.method;
  }

  /** Path and query, or another form of target, as they came; empty where none came. */
  get target(): string {
    return this.#requestLine.target;
  }

  /** What of the target comes before its query, as it came. */
  get path(): string {
    return this.target.split("?", 1)[0] ?? "";
  }

  /** `HTTP/1.1`; empty where none came. */
  get version(): string {
    return this.#requestLine.version;
  }

  /** The Host field. */
  get host(): string | undefined {
    return this.field("host");
  }

  /** The Referer field. */
  get referer(): string | undefined {
    return this.field("referer");
  }

  /** The User-Agent field. */
  get agent(): string | undefined {
    return this.field("user-agent");
  }

  /** A field's value, by its name in lower case; undefined where it is not in the part that was kept. */
  field(name: string): string | undefined {
    return this.#head.fields.get(name);
  }

  /** The field lines in the part that was kept, in their order. */
  get fields(): readonly (readonly [name: string, value: string])[] {
    return this.#head.fields.entries();
  }

  get #head(): RequestHead {
    return this.#parsed ??= parseLeniently(this.#record.head);
  }

  /** The parser has no target of a line that it refused, and of that, too, one wants to see as much as there is. */
  get #requestLine(): RequestLine {
    return this.#line ??= splitRequestLine(this.#record.head);
  }
}

/** What is found up to where the bytes end, or cannot be a head any more. */
function parseLeniently(bytes: Uint8Array): RequestHead {
  const head = new RequestHead(LIMITS);
  try {
    head.parse(bytes, 0, bytes.length);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
  }
  return head;
}

const LF = 0x0a;
const CR = 0x0d;

function splitRequestLine(bytes: Uint8Array): RequestLine {
  const start = bytes.findIndex((byte) => byte !== CR && byte !== LF);
  if (start === -1) return { method: "", target: "", version: "" };
  const lineFeed = bytes.indexOf(LF, start);
  const line = latin1(bytes, start, lineFeed === -1 ? bytes.length : lineFeed).replace(/\r$/, "");
  const [, method = "", target = "", version = ""] = /^([^ ]*) ?(.*?)(?: (HTTP\/[^ ]*))?$/s.exec(line) ?? [];
  return { method, target, version };
}
