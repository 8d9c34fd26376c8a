/**
 * What a connection of our own begins with before its first request.
 *
 * @module
 */
import { compileBlocks } from "../patterns/addresses.ts";
import type { Settings } from "../settings/settings.ts";

/** A connection that speaks for itself (HAProxy's proxy-protocol.txt §2.1). */
const FOR_ITSELF = "PROXY UNKNOWN\r\n";

/**
 * A PROXY header where the settings want one: a proxy on this machine is trusted by the address that the console has,
 * too, and what does not begin as its connections do would be closed.
 *
 * @param address The address that the connection comes from.
 */
export function ownIntroduction(settings: Settings, address: string): string {
  const isDue = settings["access.proxyProtocol"] &&
    compileBlocks(settings["access.trustedProxies"])(address);
  return isDue ? FOR_ITSELF : "";
}
