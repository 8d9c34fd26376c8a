/**
 * The header of the PROXY protocol, versions 1 and 2, in which a proxy tells whose connection it hands on
 * (HAProxy's proxy-protocol.txt).
 *
 * @module
 */
import type { Client } from "../http/request.ts";
import { formatAddress, parseAddress } from "../patterns/cidr.ts";

/** What the first bytes of a connection are. */
export type ProxyHeader =
  /** Not the whole header yet: so many more bytes at least belong to it. */
  | { readonly kind: "part"; readonly missing: number }
  /** All of it; without a client the proxy speaks for itself, or does not know. */
  | { readonly kind: "whole"; readonly client?: Client }
  /** No such header. */
  | { readonly kind: "broken" };

const BROKEN: ProxyHeader = { kind: "broken" };
/** The proxy's own address counts: for its health checks, and where it hands on what is no TCP. */
const OWN: ProxyHeader = { kind: "whole" };

const V1_START = new TextEncoder().encode("PROXY ");
const V2_START = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a);

/** `PROXY UNKNOWN` and its line's end: no header is shorter. */
const SHORTEST = 15;
const LONGEST_V1 = 107;
const V2_HEAD = 16;
/** What follows the head of version 2 at most: addresses, and extensions that are skipped. */
const LONGEST_V2_REST = 4096;

const CR = 0x0d;
const LF = 0x0a;

/**
 * Reads as much of a header as there is. Who reads no more bytes than are missing leaves what follows the header where
 * it is.
 *
 * @param bytes The first bytes of a connection, none beyond the header.
 *
 * @example
 * ```ts
 * const header = readProxyHeader(new TextEncoder().encode("PROXY TCP4 192.0.2.1 192.0.2.9 40000 80\r\n"));
 * if (header.kind !== "whole" || header.client?.address !== "192.0.2.1") throw new Error();
 * ```
 */
export function readProxyHeader(bytes: Uint8Array): ProxyHeader {
  const isV1 = startsAs(bytes, V1_START);
  if (!isV1 && !startsAs(bytes, V2_START)) return BROKEN;
  if (bytes.length < SHORTEST) return { kind: "part", missing: SHORTEST - bytes.length };
  return isV1 ? readLine(bytes) : readBinary(bytes);
}

/** Whether one is the beginning of the other. */
function startsAs(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.subarray(0, start.length).every((byte, at) => byte === start[at]);
}

/** Version 1: one line of text. */
function readLine(bytes: Uint8Array): ProxyHeader {
  const end = bytes.indexOf(LF);
  if (end < 0) return bytes.length < LONGEST_V1 ? { kind: "part", missing: 1 } : BROKEN;
  if (end !== bytes.length - 1 || bytes[end - 1] !== CR) return BROKEN;
  const line = String.fromCharCode(...bytes.subarray(V1_START.length, end - 1));
  if (line === "UNKNOWN" || line.startsWith("UNKNOWN ")) return OWN;
  const [family, source = "", destination = "", port = "", destinationPort = "", more] = line.split(" ");
  const isV6 = family === "TCP6";
  if ((family !== "TCP4" && !isV6) || more !== undefined) return BROKEN;
  if (source.includes(":") !== isV6 || destination.includes(":") !== isV6) return BROKEN;
  if (!isPort(port) || !isPort(destinationPort) || parseAddress(destination) === undefined) return BROKEN;
  return whole(parseAddress(source), Number(port));
}

function isPort(text: string): boolean {
  return /^(?:0|[1-9][0-9]{0,4})$/.test(text) && Number(text) <= 0xffff;
}

/** Version 2: binary. */
function readBinary(bytes: Uint8Array): ProxyHeader {
  if (bytes.length < V2_HEAD) return { kind: "part", missing: V2_HEAD - bytes.length };
  const [command = 0, family = 0, high = 0, low = 0] = bytes.subarray(V2_START.length, V2_HEAD);
  const length = high * 256 + low;
  if ((command !== LOCAL && command !== PROXY) || length > LONGEST_V2_REST) return BROKEN;
  // What a proxy says of its own connection is to be ignored.
  const size = command === LOCAL ? 0 : ADDRESS_SIZES.get(family);
  // Two addresses and two ports.
  if (size === undefined || length < 2 * size + (size === 0 ? 0 : 4)) return BROKEN;
  const missing = V2_HEAD + length - bytes.length;
  if (missing !== 0) return missing > 0 ? { kind: "part", missing } : BROKEN;
  return size === 0 ? OWN : whole(...binarySource(bytes.subarray(V2_HEAD), size));
}

const LOCAL = 0x20;
const PROXY = 0x21;

/** The bytes of an address, by family and transport; 0 for those that say nothing of a TCP client (§2.2). */
const ADDRESS_SIZES: ReadonlyMap<number, number> = new Map([
  [0x00, 0],
  [0x11, 4],
  [0x12, 0],
  [0x21, 16],
  [0x22, 0],
  [0x31, 0],
  [0x32, 0],
]);

const V4_MAPPED = 0xffffn << 32n;

function binarySource(block: Uint8Array, size: number): [bits: bigint, port: number] {
  const bits = block.subarray(0, size).reduce((bits, byte) => bits << 8n | BigInt(byte), 0n);
  const [high = 0, low = 0] = block.subarray(2 * size);
  return [size === 4 ? V4_MAPPED | bits : bits, high * 256 + low];
}

function whole(bits: bigint | undefined, port: number): ProxyHeader {
  return bits === undefined ? BROKEN : { kind: "whole", client: { address: formatAddress(bits), port } };
}
