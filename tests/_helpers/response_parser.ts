/**
 * A strict reader of HTTP/1.1 responses, independent of LINPR's own code.
 *
 * It refuses whatever RFC 9112 does not let a server send, so that a test that only looks at the
 * status fails too when the bytes around it are wrong.
 *
 * @module
 */

import { Buffer } from "node:buffer";

/** A response as it came over the wire. */
export interface RawResponse {
  /** `HTTP/1.1` or `HTTP/1.0`. */
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  /** Names as sent, values without the white space around them, in the order sent. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** How the body's end was found (RFC 9112 §6.3); `none` where no body can be. */
  readonly framing: "none" | "length" | "chunked" | "close";
  /** The body, decoded from chunks. */
  readonly body: Uint8Array;
  /** The trailer fields behind a chunked body. */
  readonly trailers: readonly (readonly [name: string, value: string])[];
}

/** The bytes are not a response that a server may send. */
export class ResponseSyntaxError extends Error {
  override name = "ResponseSyntaxError";
}

/** The value of a response's field, several ones joined by `, `; undefined when there is none. */
export function field(response: RawResponse, name: string): string | undefined {
  const values = fieldValues(response.fields, name);
  return values.length === 0 ? undefined : values.join(", ");
}

/** The body of a response as UTF-8. */
export function text(response: RawResponse): string {
  return new TextDecoder().decode(response.body);
}

/** Where a response stands in the bytes of its connection. */
export interface ResponseContext {
  /** Whether it answers HEAD, and so has no body whatever its fields say. */
  readonly isHead: boolean;
  /** Whether the peer has closed, so that no more bytes will come. */
  readonly isClosed: boolean;
}

/**
 * Reads the response at the start of `bytes`.
 *
 * @returns the response and how many bytes it takes; undefined when it is not complete
 * @throws {ResponseSyntaxError} as soon as it cannot become a right one
 */
export function parseResponse(
  bytes: Uint8Array,
  { isHead, isClosed }: ResponseContext,
): { readonly response: RawResponse; readonly length: number } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const headEnd = buffer.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const [statusLine = "", ...lines] = latin1(buffer, 0, headEnd).split("\r\n");
  const head = { ...parseStatusLine(statusLine), fields: lines.map(parseField) };
  const framing = framingOf(head, isHead);

  const start = headEnd + 4;
  const body = readBody(buffer, start, framing, isClosed);
  if (body === undefined) return undefined;
  const { content, trailers = [], end } = body;
  const response: RawResponse = {
    ...head,
    framing: typeof framing === "number" ? "length" : framing,
    body: content,
    trailers,
  };
  return { response, length: end };
}

interface Head {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly (readonly [string, string])[];
}

/** RFC 9112 §4; the space behind the status is required even where there is no reason. */
function parseStatusLine(line: string): Omit<Head, "fields"> {
  const match = /^(HTTP\/1\.[01]) ([1-5]\d\d) ([\t\x20-\x7e\x80-\xff]*)$/.exec(line);
  if (match === null) throw new ResponseSyntaxError(`status line ${quote(line)}`);
  const [, version = "", status, reason = ""] = match;
  return { version, status: Number(status), reason };
}

/** RFC 9112 §5: no space before the colon, no folding, no control bytes. */
function parseField(line: string): readonly [string, string] {
  const match = /^([!#$%&'*+.^_`|~\w-]+):([\t\x20-\x7e\x80-\xff]*)$/.exec(line);
  if (match === null) throw new ResponseSyntaxError(`field line ${quote(line)}`);
  const [, name = "", value = ""] = match;
  return [name, value.replace(/^[\t ]+|[\t ]+$/g, "")];
}

/** RFC 9112 §6.3, less what a server must not send; a number is a Content-Length. */
function framingOf(head: Head, isHead: boolean): "none" | "chunked" | "close" | number {
  const lengths = fieldValues(head.fields, "Content-Length");
  const codings = fieldValues(head.fields, "Transfer-Encoding");
  if (lengths.length > 1) throw new ResponseSyntaxError("two Content-Length fields");
  if (lengths.length + codings.length > 1) {
    throw new ResponseSyntaxError("Content-Length and Transfer-Encoding");
  }
  const [length] = lengths;
  if (length !== undefined && !/^\d{1,15}$/.test(length)) {
    throw new ResponseSyntaxError(`Content-Length ${quote(length)}`);
  }
  const [coding] = codings;
  if (coding !== undefined && (coding !== "chunked" || head.version !== "HTTP/1.1")) {
    throw new ResponseSyntaxError(`Transfer-Encoding ${quote(coding)}`);
  }
  const isInterim = head.status < 200;
  if ((isInterim || head.status === 204) && (length ?? coding) !== undefined) {
    throw new ResponseSyntaxError(`framing fields with status ${head.status}`);
  }
  if (isHead || isInterim || head.status === 204 || head.status === 304) return "none";
  if (coding !== undefined) return "chunked";
  return length === undefined ? "close" : Number(length);
}

interface Body {
  readonly content: Uint8Array;
  readonly trailers?: RawResponse["trailers"];
  /** The index behind the body. */
  readonly end: number;
}

function readBody(
  buffer: Buffer,
  start: number,
  framing: ReturnType<typeof framingOf>,
  isClosed: boolean,
): Body | undefined {
  if (framing === "none") return { content: new Uint8Array(0), end: start };
  if (framing === "chunked") return readChunked(buffer, start);
  if (framing === "close" && !isClosed) return undefined;
  const end = framing === "close" ? buffer.length : start + framing;
  if (end > buffer.length) return undefined;
  return { content: new Uint8Array(buffer.subarray(start, end)), end };
}

/** RFC 9112 §7.1. */
function readChunked(buffer: Buffer, start: number): Body | undefined {
  const chunks: Buffer[] = [];
  for (let at = start;;) {
    const lineEnd = buffer.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const line = latin1(buffer, at, lineEnd);
    if (!/^[\da-fA-F]{1,12}(;[\t\x20-\x7e]*)?$/.test(line)) {
      throw new ResponseSyntaxError(`chunk size ${quote(line)}`);
    }
    const size = parseInt(line, 16);
    if (size === 0) return readTrailers(chunks, buffer, lineEnd);
    const chunkEnd = lineEnd + 2 + size;
    if (chunkEnd + 2 > buffer.length) return undefined;
    if (latin1(buffer, chunkEnd, chunkEnd + 2) !== "\r\n") {
      throw new ResponseSyntaxError(`no CRLF behind a chunk of ${size} bytes`);
    }
    chunks.push(buffer.subarray(lineEnd + 2, chunkEnd));
    at = chunkEnd + 2;
  }
}

/** The trailer section, given the chunks and the index of the CRLF behind the last chunk's size. */
function readTrailers(
  chunks: readonly Buffer[],
  buffer: Buffer,
  lastLineEnd: number,
): Body | undefined {
  const end = buffer.indexOf("\r\n\r\n", lastLineEnd);
  if (end < 0) return undefined;
  const section = latin1(buffer, lastLineEnd + 2, end);
  const trailers = section === "" ? [] : section.split("\r\n").map(parseField);
  const content = new Uint8Array(Buffer.concat(chunks));
  return { content, trailers, end: end + 4 };
}

function fieldValues(fields: RawResponse["fields"], name: string): string[] {
  const wanted = name.toLowerCase();
  return fields.filter(([name]) => name.toLowerCase() === wanted)
    .map(([, value]) => value);
}

/** One character a byte, as RFC 9110 §5.5 has old recipients read a field. */
function latin1(buffer: Buffer, start: number, end: number): string {
  return buffer.toString("latin1", start, end);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
