/**
 * Finding out whether a port can be had, before any worker binds it.
 *
 * @module
 */
import { StartupError } from "./startup_error.ts";
import type { ListenAddress } from "./status.ts";

/** What is wanted. */
export interface WantedAddress extends ListenAddress {
  /** The port taken instead where the system refuses the wanted one to an ordinary user. */
  readonly fallbackPort?: number;
  /** Whether to take the next free port where the wanted one is busy. */
  readonly nextFree?: boolean;
}

/** How many ports are tried after a busy one. */
const MOST_TRIES = 100;
const LARGEST_PORT = 65535;

/**
 * Finds the address that the workers are to bind.
 *
 * Workers share a port by SO_REUSEPORT, which would silently share it with another LINPR too: so an
 * exclusive bind is tried first, and given up again.
 *
 * @returns The address with the port that was free; port 0 is replaced by the one that the system chose.
 * @throws {StartupError} saying what is wrong and what to do.
 */
export function claimPort(wanted: WantedAddress): ListenAddress {
  const { hostname, port } = wanted;
  const last = wanted.nextFree ? Math.min(port + MOST_TRIES, LARGEST_PORT) : port;
  for (let candidate = port; candidate <= last; candidate++) {
    const claimed = tryPort(hostname, candidate);
    if (typeof claimed === "number") return { hostname, port: claimed };
    if (claimed instanceof Deno.errors.AddrInUse && candidate < last) continue;
    if (claimed instanceof Deno.errors.PermissionDenied && wanted.fallbackPort !== undefined) {
      return claimPort({ hostname, port: wanted.fallbackPort, nextFree: wanted.nextFree ?? false });
    }
    throw refusedAddress({ hostname, port: candidate }, claimed);
  }
  throw new StartupError("system", `No port from ${port} to ${last} is free on ${hostname}.`);
}

function tryPort(hostname: string, port: number): number | Error {
  try {
    const listener = Deno.listen({ hostname, port });
    try {
      return listener.addr.port;
    } finally {
      listener.close();
    }
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

/** The operator's words for an address that cannot be bound. */
export function refusedAddress({ hostname, port }: ListenAddress, error: Error): StartupError {
  if (error instanceof Deno.errors.AddrInUse) {
    const next = port < LARGEST_PORT ? `${port + 1}` : "another port";
    return new StartupError(
      "system",
      `Port ${port} on ${hostname} is in use by another program: stop that one, choose another port (such as ${next}), or let --any-port find one.`,
    );
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return new StartupError(
      "system",
      `Port ${port} is refused by the system: ports below 1024 need more rights. Choose one from 1024 up, such as 8080.`,
    );
  }
  if (error instanceof Deno.errors.AddrNotAvailable) {
    return new StartupError(
      "system",
      `${hostname} is not an address of this machine: use 127.0.0.1, 0.0.0.0, or one of its own.`,
    );
  }
  if (error instanceof URIError || /lookup|resolve|URI|hostname/i.test(error.message)) {
    return new StartupError(
      "settings",
      `The host ${JSON.stringify(hostname)} is not known: check its spelling.`,
    );
  }
  throw error;
}
