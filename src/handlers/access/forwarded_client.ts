/**
 * Who sent a request that came by way of proxies.
 *
 * @module
 */
import type { RequestFields } from "../../http/fields.ts";
import { HttpError } from "../../http/http_error.ts";
import * as refused from "../../http/refusals.ts";
import type { Client } from "../../http/request.ts";
import { type AddressMatcher, compileBlocks } from "../../patterns/addresses.ts";
import type { Middleware } from "../handler.ts";
import { type ForwardedField, type ForwardedNode, forwardedNodes, UNREADABLE } from "./forwarded_nodes.ts";

/** What {@linkcode forwardedClient} goes by. */
export interface ForwardedClientOptions {
  /** The addresses of the proxies that are believed. */
  readonly trusted: readonly string[];
  /**
   * The field in which they tell whom a request came from. Only one: the other one they may hand on as a stranger
   * wrote it.
   */
  readonly field: ForwardedField;
}

/** Proxies in a row that are passed over: more are nobody's set-up. */
const MOST_PROXIES = 16;

/**
 * Has the handlers see whom a trusted proxy says that a request came from. What others say of themselves, and what is no
 * address, has no effect.
 *
 * A Forwarded that a trusted proxy hands on and that cannot be read is refused: whoever breaks it on purpose would else
 * be taken for that proxy.
 */
export function forwardedClient({ trusted, field }: ForwardedClientOptions): Middleware {
  const isTrusted = compileBlocks(trusted);
  const name = field.toLowerCase();
  return (next) => (request) => {
    const { client: peer, decisions } = request;
    if (request.fields.count(name) === 0 || !isTrusted(peer.address)) return next(request);
    const lines = linesOf(request.fields, name);
    const client = originOf(peer, forwardedNodes(field, lines, MOST_PROXIES), isTrusted);
    decisions?.note("client", `${client.address}, by what ${peer.address} says in ${field}`);
    return next({ ...request, client });
  };
}

/** Several lines are seldom, and cost reading all fields. */
function linesOf(fields: RequestFields, name: string): readonly string[] {
  if (fields.count(name) === 1) return [fields.get(name) ?? ""];
  return fields.entries().filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
}

/** From the nearest sender outwards, as long as the one who tells is trusted. */
function originOf(peer: Client, nodes: readonly ForwardedNode[], isTrusted: AddressMatcher): Client {
  let client = peer;
  for (const node of nodes.toReversed()) {
    if (node === undefined || !isTrusted(client.address)) break;
    if (node === UNREADABLE) throw new HttpError(refused.BAD_FORWARDED);
    client = node;
  }
  return client;
}
