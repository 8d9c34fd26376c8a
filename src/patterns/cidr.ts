/**
 * Blocks of IP addresses (RFC 4632, RFC 4291 §2.3): `10.0.0.0/8`, `2001:db8::/32`, or a single address.
 *
 * All addresses are numbers of 128 bits here, IPv4 ones as IPv6 maps them (RFC 4291 §2.5.5.2), so that a client is
 * found in a block whichever way a socket tells its address. `node:net` has the same in its `BlockList`; loading it
 * takes 18 ms of every start.
 *
 * @module
 */

/** A block: the bits that its addresses have in common, and how many of their last ones are free. */
export interface AddressBlock {
  /** The common bits, moved to the right end. */
  readonly prefix: bigint;
  /** The number of free bits, 0 to 128. */
  readonly free: bigint;
}

const BITS = 128;
const V4_BITS = 32;
/** `::ffff:0:0/96`, in which the IPv4 addresses lie. */
const V4_MAPPED = 0xffffn << 32n;

/**
 * Reads a block; a single address is a block of one.
 *
 * @returns undefined for anything else, a block with bits set beyond its prefix (`10.1.2.3/8`) included: it is not
 * clear what is meant
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { isInBlock, parseAddress, parseBlock } from "./cidr.ts";
 *
 * const [block, address] = [parseBlock("10.0.0.0/8"), parseAddress("::ffff:10.1.2.3")];
 * assert(block !== undefined && address !== undefined && isInBlock(address, block));
 * assertEquals(parseBlock("10.1.2.3/8"), undefined);
 * ```
 */
export function parseBlock(text: string): AddressBlock | undefined {
  const { address, free } = readBlock(text) ?? {};
  if (address === undefined || free === undefined) return undefined;
  const prefix = address >> free;
  return prefix << free === address ? { prefix, free } : undefined;
}

/**
 * The block that a text with bits beyond its prefix may mean: `10.0.0.0/8` of `10.1.2.3/8`.
 *
 * @returns undefined for what is a block, and for what is nothing like one
 */
export function meantBlock(text: string): string | undefined {
  const { address, free } = readBlock(text) ?? {};
  if (address === undefined || free === undefined || parseBlock(text) !== undefined) return undefined;
  return formatBlock({ prefix: address >> free, free });
}

/**
 * Writes a block in the one way that is usual for it; a block of one is an address.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatBlock, parseBlock } from "./cidr.ts";
 *
 * const texts = ["192.0.2.1/32", "::ffff:10.0.0.0/104", "2001:DB8:0::/32"];
 * const blocks = texts.map(parseBlock).filter((block) => block !== undefined);
 * assertEquals(blocks.map(formatBlock), ["192.0.2.1", "10.0.0.0/8", "2001:db8::/32"]);
 * ```
 */
export function formatBlock({ prefix, free }: AddressBlock): string {
  const start = formatAddress(prefix << free);
  return free === 0n ? start : `${start}/${(start.includes(":") ? BITS : V4_BITS) - Number(free)}`;
}

/** An address, and how many of its bits are free. A zone, which only this machine knows, is in no block. */
function readBlock(text: string): { readonly address: bigint; readonly free: bigint } | undefined {
  const [, written = "", length] = /^([^/%]+)(?:\/([0-9]{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(written);
  if (address === undefined) return undefined;
  const width = written.includes(":") ? BITS : V4_BITS;
  const kept = length === undefined ? width : Number(length);
  if (kept > width || (length !== undefined && length !== String(kept))) return undefined;
  return { address, free: BigInt(width - kept) };
}

/** Does the address lie in the block? */
export function isInBlock(address: bigint, { prefix, free }: AddressBlock): boolean {
  return address >> free === prefix;
}

/** Does every address of `inner` lie in `outer`? */
export function coversBlock(outer: AddressBlock, inner: AddressBlock): boolean {
  return outer.free >= inner.free && isInBlock(inner.prefix << inner.free, outer);
}

/**
 * Reads an address as a number of 128 bits; a zone (`fe80::1%eth0`) does not matter.
 *
 * @returns undefined for what is no address: `010.0.0.1` and `127.1`, which programs read in different ways, too
 */
export function parseAddress(text: string): bigint | undefined {
  const zone = text.indexOf("%");
  return text.includes(":") ? parseV6(zone < 0 ? text : text.slice(0, zone)) : parseV4(text);
}

/**
 * Writes an address in the one way that is usual for it: an IPv4 one with dots, an IPv6 one as short as can be
 * (RFC 5952).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { formatAddress, parseAddress } from "./cidr.ts";
 *
 * assertEquals(formatAddress(parseAddress("2001:DB8:0:0::1") ?? 0n), "2001:db8::1");
 * assertEquals(formatAddress(parseAddress("::ffff:192.0.2.1") ?? 0n), "192.0.2.1");
 * ```
 */
export function formatAddress(address: bigint): string {
  const bitsAt = (shift: number, mask: bigint): bigint => (address >> BigInt(shift)) & mask;
  if (address >> BigInt(V4_BITS) === V4_MAPPED >> BigInt(V4_BITS)) {
    return [24, 16, 8, 0].map((shift) => bitsAt(shift, 0xffn)).join(".");
  }
  const groups = Array.from({ length: 8 }, (_, at) => bitsAt(112 - 16 * at, 0xffffn).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every(isOctet)) return undefined;
  return V4_MAPPED | parts.reduce((bits, part) => bits << 8n | BigInt(part), 0n);
}

function isOctet(text: string): boolean {
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= 255;
}

/** The URL parser knows the many ways to write one, and gives the shortest: groups in hexadecimal, one `::` at most. */
function parseV6(text: string): bigint | undefined {
  const url = `http://[${text}]`;
  if (!/^[0-9A-Fa-f:.]+$/.test(text) || !URL.canParse(url)) return undefined;
  const [head = "", tail = ""] = new URL(url).hostname.slice(1, -1).split("::");
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = new Array<bigint>(8 - before.length - after.length).fill(0n);
  return [...before, ...zeros, ...after].reduce((bits, group) => bits << 16n | group, 0n);
}

function groupsOf(text: string): readonly bigint[] {
  return text === "" ? [] : text.split(":").map((group) => BigInt(`0x${group}`));
}
