/**
 * One request on a connection of its own, and the answer as it came: nothing decompressed, no redirect followed.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { type IncomingMessage, request } from "node:http";
import { BenchError } from "../bench_error.ts";
import type { FieldLine } from "../workloads/workload.ts";

/** What a server answered. */
export interface Answer {
  readonly status: number;
  /** By lower-case names. */
  readonly fields: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** How long a server may be silent, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Asks once.
 *
 * @throws {BenchError} when no whole answer comes
 */
export async function ask(url: string, fields: readonly FieldLine[], signal: AbortSignal): Promise<Answer> {
  try {
    const message = await send(url, fields, signal);
    const pieces: Buffer[] = [];
    for await (const piece of message) pieces.push(piece);
    return { status: message.statusCode ?? 0, fields: message.headers, body: Buffer.concat(pieces) };
  } catch (error) {
    signal.throwIfAborted();
    throw new BenchError(`no whole answer to ${url}: ${error instanceof Error ? error.message : error}`);
  }
}

function send(url: string, fields: readonly FieldLine[], signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = Object.fromEntries(fields);
  const sent = request(url, { agent: false, headers, signal, timeout: PATIENCE }, resolve);
  sent.on("error", reject);
  sent.on("timeout", () => sent.destroy(new Error(`silence for ${PATIENCE} ms`)));
  sent.end();
  return promise;
}
