import { readBlock } from "../block_word.ts";
import { CommandError } from "../command_error.ts";
import { completeAddresses } from "../connection_filter.ts";
import type { ConsoleCommand } from "../context.ts";
import { counted } from "../counted.ts";
import { LASTING, lastingText, leftText, parseLasting } from "../lasting_words.ts";
import { machineAddresses, ownAddressIn } from "../own_addresses.ts";
import { tell } from "../tell.ts";

/** More are not kept: each costs every new connection a look. */
const MOST_BLOCKS = 1000;

/** Shuts clients out. */
export const block: ConsoleCommand = {
  name: "block",
  group: "Change",
  summary: "Shut an address or a network out, at once",
  details: [
    "Its connections are ended now, and new ones as soon as they are accepted. What counts is the address of the connection, or that which a trusted proxy names in its PROXY header; what X-Forwarded-For says does not. Blocks stay over 'stop' and 'startup', and end with this program.",
    "An address of this machine, or the one that you are logged in from, is refused without --force.",
  ],
  arguments: [
    {
      name: "address or block",
      syntax: "<address | block>",
      summary: "such as 203.0.113.9, 203.0.113.0/24 or 2001:db8::/32",
      required: true,
      complete: completeAddresses,
    },
    LASTING,
  ],
  options: [{ name: "force", summary: "shut out your own address, too" }],
  examples: [
    { line: "block 203.0.113.9 for 10m", effect: "shut a client out for a while" },
    { line: "block 2001:db8::/32", effect: "shut a network out until 'unblock'" },
  ],
  async run({ supervisor: { operations }, output }, { words: [word = "", ...rest], has }) {
    const shut = readBlock(word);
    const time = parseLasting(rest);
    const own = has("force") ? undefined : ownAddressIn(shut, machineAddresses());
    if (own !== undefined) {
      throw new CommandError(
        `${shut} has ${own} in it, which is yours: 'block --force' blocks it all the same.`,
      );
    }
    const known = operations.blocks.get(shut);
    if (known === undefined && operations.blocks.size >= MOST_BLOCKS) {
      throw new CommandError(
        `There are ${MOST_BLOCKS} blocks already: 'unblock' one, or block a whole network.`,
      );
    }
    if (known?.until === Infinity && time === Infinity) return tell(output, `${shut} is blocked already.`);
    const left = known === undefined ? "" : leftText(known, Date.now());
    const ended = await operations.block(shut, time);
    tell(
      output,
      `${shut}: ${known === undefined ? "let in" : `blocked${left}`} -> blocked${lastingText(time)}, ${
        counted(ended, "connection")
      } ended. Undo: ${known === undefined ? `unblock ${shut}` : `block ${shut}${left}`}`,
    );
  },
};
