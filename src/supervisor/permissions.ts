/**
 * What a worker may do: no more than serving needs.
 *
 * @module
 */
import type { Grants } from "../channel/messages.ts";
import type { ListenAddress } from "./status.ts";

/**
 * The permissions of a worker: to read below the roots of its sites, and to bind its address; and what its applications
 * are granted. Everything that is not listed is refused, so that a mistake in our path code still cannot read another file.
 *
 * @param roots The real paths: a permission covers one spelling only.
 * @param address The address, spelled as the worker will bind it.
 * @param grants What the settings grant the applications. Default: nothing.
 */
export function workerPermissions(
  roots: readonly string[],
  address: ListenAddress,
  grants: Grants = { read: [], net: [] },
): Deno.PermissionOptionsObject {
  const hostname = address.hostname.includes(":") ? `[${address.hostname}]` : address.hostname;
  return {
    read: [...roots, ...grants.read],
    net: [`${hostname}:${address.port}`, ...grants.net],
    write: false,
    env: false,
    sys: false,
    run: false,
    ffi: false,
    import: false,
  };
}
