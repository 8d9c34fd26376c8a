/**
 * Who sent a request that came by way of proxies.
 *
 * @module
 */
import type { Client } from "../../http/request.ts";
import { type AddressMatcher, compileBlocks } from "../../patterns/addresses.ts";
import type { Middleware } from "../handler.ts";
import { type ForwardedField, type ForwardedNode, forwardedNodes } from "./forwarded_nodes.ts";

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
 * Has the handlers see whom a trusted proxy says that a request came from. What others say of themselves, and what
 * cannot be read, has no effect.
 */
export function forwardedClient({ trusted, field }: ForwardedClientOptions): Middleware {
  const isTrusted = compileBlocks(trusted);
  const name = field.toLowerCase();
  return (next) => (request) => {
    const { client: peer, decisions } = request;
    const value = request.fields.get(name);
    if (value === undefined || !isTrusted(peer.address)) return next(request);
    const client = originOf(peer, forwardedNodes(field, value, MOST_PROXIES), isTrusted);
    decisions?.note("client", `${client.address}, by what ${peer.address} says in ${field}`);
    return next({ ...request, client });
  };
}

/** From the nearest sender outwards, as long as the one who tells is trusted. */
function originOf(peer: Client, nodes: readonly ForwardedNode[], isTrusted: AddressMatcher): Client {
  let client = peer;
  for (const node of nodes.toReversed()) {
    if (node === undefined || !isTrusted(client.address)) break;
    client = node;
  }
  return client;
}
