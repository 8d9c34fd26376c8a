/**
 * Claiming the port, for the console and for the headless server.
 *
 * @module
 */
import type { LoadedSettings } from "../settings/load.ts";
import type { ListenAddress } from "../supervisor/status.ts";
import type { Supervisor } from "../supervisor/supervisor.ts";
import type { TypedAddress } from "./address.ts";
import type { Output } from "./output.ts";

/** An address to claim, and what may be taken instead. */
export interface WantedAddress extends ListenAddress {
  /** Taken where the system refuses `port` to an ordinary user. */
  readonly fallbackPort?: number;
}

/** What claiming a port needs to know. */
export interface Claim {
  readonly supervisor: Supervisor;
  /** The settings, for what was not typed. */
  readonly loaded: LoadedSettings;
  /** When the port is busy, take the next free one. */
  readonly anyPort: boolean;
  readonly output: Output;
}

/**
 * Claims what was typed, and says so where another port had to be taken.
 *
 * @throws {StartupError} when the address cannot be had, or the server is not stopped
 */
export async function claimAddress(typed: TypedAddress, claim: Claim): Promise<ListenAddress> {
  const wanted = wantedAddress(typed, claim.loaded);
  const address = await claim.supervisor.startup({ ...wanted, nextFree: claim.anyPort });
  if (address.port !== wanted.port && wanted.port !== 0) {
    claim.output.warn(`Port ${wanted.port} could not be had; ${address.port} is taken instead.`);
  }
  return address;
}

/**
 * The address to claim: what was typed, and the settings for the rest.
 *
 * Nobody asked for port 80 where it is only the default; an ordinary user may then have 8080.
 */
export function wantedAddress(typed: TypedAddress, { settings, sources }: LoadedSettings): WantedAddress {
  const hostname = typed.hostname ?? settings["general.host"];
  const port = typed.port ?? settings["general.port"];
  const unasked = typed.port === undefined && sources["general.port"] === "default" && port === 80;
  return unasked ? { hostname, port, fallbackPort: 8080 } : { hostname, port };
}
