/**
 * Blocks of addresses as an operator types them.
 *
 * @module
 */
import { meantBlock, parseBlock } from "../patterns/cidr.ts";
import { describeFound } from "../settings/printable.ts";
import { ArgumentError } from "./command_error.ts";

/**
 * Reads an address, or a block such as `10.0.0.0/8`.
 *
 * @param expected what to name where it is neither
 * @throws {ArgumentError} saying what is wrong
 */
export function readBlock(word: string, expected = "an address or a block"): string {
  if (parseBlock(word) !== undefined) return word;
  const meant = meantBlock(word);
  const advice = meant === undefined ? "" : ` Did you mean ${meant}?`;
  throw new ArgumentError(`${describeFound(word)} is not ${expected}.${advice}`);
}
