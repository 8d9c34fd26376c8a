/**
 * A request of the history, by the name that the operator types.
 *
 * @module
 */
import { describeFound } from "../settings/printable.ts";
import type { RecordedRequest } from "../supervisor/history/recorded_request.ts";
import { parseRequestId } from "../supervisor/history/request_id.ts";
import { ArgumentError, CommandError } from "./command_error.ts";
import type { ConsoleContext } from "./context.ts";

/**
 * Finds a request.
 *
 * @param word such as `#2-48213`, with or without the number sign
 * @throws {ArgumentError} where the word is no name of a request
 * @throws {CommandError} where there is no such request, any more or at all
 */
export function loggedRequest({ supervisor }: ConsoleContext, word: string): RecordedRequest {
  const id = parseRequestId(word);
  if (id === undefined) {
    throw new ArgumentError(
      `${describeFound(word)} is not the name of a request: write one such as #2-48213.`,
    );
  }
  const found = supervisor.history.find(id);
  if (found !== undefined) return found;
  throw new CommandError(`Nothing is kept of the request ${word}: it is too long ago, or never was.`);
}
