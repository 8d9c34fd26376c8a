/**
 * Which connections an operator means.
 *
 * @module
 */
import type { ConnectionFilter, OpenConnection } from "../channel/questions.ts";
import { parseDuration } from "../settings/duration.ts";
import { describeFound } from "../settings/printable.ts";
import { ArgumentError } from "./command_error.ts";
import { readBlock } from "./block_word.ts";
import type { Completer } from "./command.ts";
import type { ConsoleContext } from "./context.ts";

/** What a connection may be doing. */
const STATES: readonly OpenConnection["state"][] = ["head", "idle", "body", "handler", "write", "linger"];

/** How the arguments of commands that take one show it. */
export const FILTER_SYNTAX = "id | address | block | active | state | idle>time";

/**
 * Reads an id (`1-4711`), an address or a block of addresses, `active`, a state, or a time (`idle>60s`).
 *
 * @throws {ArgumentError} for anything else
 */
export function parseConnectionFilter(word: string): ConnectionFilter {
  if (/^[1-9]\d*-[1-9]\d*$/.test(word)) return { id: word };
  const state = STATES.find((one) => one === word);
  if (state !== undefined) return { state };
  if (word === "active") return { active: true };
  const [, time] = /^idle>(.*)$/s.exec(word) ?? [];
  if (time === undefined) {
    return { block: readBlock(word, "an id, an address, a block, active, a state or idle>60s") };
  }
  const idle = parseDuration(time);
  if (idle === undefined) {
    throw new ArgumentError(`${describeFound(time)} is not a time: write idle>60s, idle>500ms or idle>5m.`);
  }
  return { state: "idle", idle };
}

/** Offers the ids and addresses of those who are connected. */
export const completeConnections: Completer<ConsoleContext> = async ({ supervisor }) => {
  const open = (await supervisor.ask({ kind: "connections", which: {} })).flat();
  return [
    ...new Set(open.map(({ address }) => address)),
    ...open.map(({ id }) => id),
    "active",
    "idle>60s",
    ...STATES,
  ];
};

/** Offers the addresses of those who are connected. */
export const completeAddresses: Completer<ConsoleContext> = async ({ supervisor }) => {
  const open = (await supervisor.ask({ kind: "connections", which: {} })).flat();
  return [...new Set(open.map(({ address }) => address))];
};
