/**
 * The bytes of a request that is asked about, and whom it would be from.
 *
 * @module
 */
import { concatBytes, encodeText, latin1 } from "../http/bytes.ts";
import type { RecordedRequest } from "../supervisor/history/recorded_request.ts";
import { type LineParts, requestText } from "./typed_request.ts";

/** A request that nobody sends. */
export interface AskedHead {
  /** With the empty line at its end, unless it never had one. */
  readonly bytes: Uint8Array;
  readonly client: { readonly address: string; readonly port: number };
  /** Whether fields at its end are not known any more. */
  readonly isCut: boolean;
}

/**
 * The head of a request that was answered.
 *
 * @param more field lines to put behind its own
 */
export function loggedHead(request: RecordedRequest, more: readonly string[]): AskedHead {
  const { head, isCut, address, port } = request;
  const text = latin1(head, 0, head.length);
  const end = text.indexOf("\r\n\r\n");
  // Of a head that was cut the last whole line is the last that is known.
  const known = end === -1 && isCut ? text.lastIndexOf("\r\n") : end;
  const client = { address, port };
  if (known === -1) return { bytes: head, client, isCut };
  const lines = encodeText(["", ...more, "", ""].join("\r\n"));
  return { bytes: concatBytes([head.subarray(0, known), lines]), client, isCut: end === -1 };
}

/** The head of a request as it is typed. */
export interface TypedHead extends LineParts {
  /** Instead of the server's own address. */
  readonly host: string | undefined;
  /** An IP address. Default: this machine. */
  readonly from: string | undefined;
}

/**
 * The head of a request that is typed.
 *
 * @param server what Host says otherwise
 */
export function typedHead({ host, from, ...parts }: TypedHead, server: string): AskedHead {
  const client = { address: from ?? LOOPBACK, port: 0 };
  return { bytes: encodeText(requestText(parts, host ?? server)), client, isCut: false };
}

const LOOPBACK = "127.0.0.1";
