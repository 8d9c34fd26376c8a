import { coversBlock, parseBlock } from "../../patterns/cidr.ts";
import { readBlock } from "../block_word.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { leftText } from "../lasting_words.ts";
import { tell } from "../tell.ts";

/** Lets clients in again. */
export const unblock: ConsoleCommand = {
  name: "unblock",
  group: "Change",
  summary: "Let an address or a network in again",
  arguments: [{
    name: "address or block",
    syntax: "<address | block>",
    summary: "as 'blocks' shows it",
    required: true,
    complete: ({ supervisor }) => [...supervisor.operations.blocks.keys()],
  }],
  examples: [],
  async run({ supervisor: { operations }, output }, { words: [word = ""] }) {
    const block = readBlock(word);
    const known = operations.blocks.get(block);
    const around = blockAround(block, operations.blocks.keys());
    if (known === undefined) {
      throw new CommandError(
        around === undefined
          ? `${block} is not blocked: 'blocks' lists what is.`
          : `${block} is not blocked by itself, but with ${around}: 'unblock ${around}' lets all of it in.`,
      );
    }
    const left = leftText(known, Date.now());
    await operations.unblock(block);
    const now = around === undefined ? "let in" : `blocked with ${around}`;
    tell(output, `${block}: blocked${left} -> ${now}. Undo: block ${block}${left}`);
  },
};

/** One of the blocks that has all of a block in it, and more. */
function blockAround(block: string, all: Iterable<string>): string | undefined {
  const inner = parseBlock(block);
  return [...all].find((text) => {
    const outer = parseBlock(text);
    return text !== block && inner !== undefined && outer !== undefined && coversBlock(outer, inner);
  });
}
