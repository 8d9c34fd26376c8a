/**
 * Blocks of addresses as an operator types them.
 *
 * @module
 */
import { formatBlock, meantBlock, parseBlock } from "../patterns/cidr.ts";
import { describeFound } from "../settings/printable.ts";
import { ArgumentError } from "./command_error.ts";

/**
 * Reads an address, or a block such as `10.0.0.0/8`. Each has one spelling, so that what is blocked in one way is found in
 * any other: `10.0.0.1` for `10.0.0.1/32` and `::ffff:10.0.0.1`.
 *
 * @param expected what to name where it is neither
 * @throws {ArgumentError} saying what is wrong
 */
export function readBlock(word: string, expected = "an address or a block"): string {
  const block = parseBlock(word);
  if (block !== undefined) return formatBlock(block);
  const meant = meantBlock(word);
  const advice = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new ArgumentError(`${describeFound(word)} is not ${expected}.${advice}`);
}
