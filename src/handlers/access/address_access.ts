/**
 * Which addresses are answered at all.
 *
 * @module
 */
import { HttpResponse } from "../../http/response.ts";
import { compileBlocks } from "../../patterns/addresses.ts";
import type { Middleware } from "../handler.ts";

/** The addresses that {@linkcode addressAccess} goes by. */
export interface AddressAccessOptions {
  /** Who is answered; empty: everybody who is not denied. */
  readonly allow: readonly string[];
  /** Who is not, whatever `allow` says: so that part of an allowed network can be shut out. */
  readonly deny: readonly string[];
}

/** Answers 403 to clients by their address. */
export function addressAccess({ allow, deny }: AddressAccessOptions): Middleware {
  const isDenied = compileBlocks(deny);
  const isAllowed = compileBlocks(allow);
  const forbidden = new HttpResponse({ status: 403 });
  return (next) => (request) => {
    const { client: { address }, decisions } = request;
    if (isDenied(address)) {
      decisions?.note("access", `${address} is in access.deny: 403`);
      return forbidden;
    }
    if (allow.length > 0 && !isAllowed(address)) {
      decisions?.note("access", `${address} is not in access.allow: 403`);
      return forbidden;
    }
    return next(request);
  };
}
