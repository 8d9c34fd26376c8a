/**
 * A worker that could not be bound, in words for the operator.
 *
 * @module
 */
import { unusable } from "./application_loading.ts";
import { refusedAddress } from "./port_claim.ts";
import { StartupError } from "./startup_error.ts";
import type { ListenAddress } from "./status.ts";
import type { Unbound } from "./worker_handle.ts";

/** What to tell of a worker that could not bind an address, not use an application, or died of it. */
export function unboundError(address: ListenAddress, { code, message }: Unbound): StartupError {
  if (code === "EADDRINUSE") return refusedAddress(address, new Deno.errors.AddrInUse(message));
  if (code === "module") return unusable(message);
  if (code === "worker") return new StartupError("system", `A worker died when it started: ${message}`);
  return new StartupError("system", `A worker could not bind port ${address.port}: ${message}`);
}
