import { readBlock } from "../block_word.ts";
import { CommandError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
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
    if (!await operations.unblock(block)) {
      throw new CommandError(`${block} is not blocked: 'blocks' lists what is.`);
    }
    tell(output, `${block}: blocked -> let in. Undo: block ${block}`);
  },
};
