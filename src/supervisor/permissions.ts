/**
 * What a worker may do: no more than serving needs.
 *
 * @module
 */
import type { ListenAddress } from "./status.ts";

/**
 * The permissions of a worker: to read below the roots of its sites, and to bind its address. Everything that is not
 * listed is refused, so that a mistake in our path code still cannot read another file.
 *
 * @param roots The real paths: a permission covers one spelling only.
 * @param address The address, spelled as the worker will bind it.
 */
export function workerPermissions(
  roots: readonly string[],
  address: ListenAddress,
): Deno.PermissionOptionsObject {
  const hostname = address.hostname.includes(":") ? `[${address.hostname}]` : address.hostname;
  return {
    read: [...roots],
    net: [`${hostname}:${address.port}`],
    write: false,
    env: false,
    sys: false,
    run: false,
    ffi: false,
    import: false,
  };
}
