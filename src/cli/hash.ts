/**
 * Makes the hash of a password for `access.users`.
 *
 * @module
 */
import { promptSecret } from "@std/cli/prompt-secret";
import type { Output } from "../console/output.ts";
import { hashPassword } from "../patterns/password_key.ts";
import { UsageError } from "./usage_error.ts";

/** The longest password, in bytes: with its user's name it fits into what is read of a request's credentials. */
const LONGEST = 1000;
const LF = 0x0a;

/**
 * Asks for a password, twice and without showing it, or reads one line from a pipe, and prints its hash.
 *
 * @returns the exit code where it could be done: 0
 * @throws {UsageError} when it is no password that a browser could send, or when the two differ
 */
export async function runHash(output: Output): Promise<number> {
  const password = Deno.stdin.isTerminal() ? askForPassword() : readLine(Deno.stdin);
  output.print(await hashPassword(checkedPassword(password)));
  return 0;
}

function askForPassword(): string {
  // The question would get into the file with the hash.
  if (!Deno.stdout.isTerminal()) {
    throw new UsageError(
      "The password is asked for at the terminal: pipe it in to have the hash go elsewhere.",
    );
  }
  const password = promptSecret("Password:", { mask: "" });
  if (password !== promptSecret("And again:", { mask: "" })) {
    throw new UsageError("The two passwords are not the same.");
  }
  return password ?? "";
}

/** The first line, without its end; what follows it is not read, or dropped. */
function readLine(input: { readSync(into: Uint8Array): number | null }): string {
  // One byte more than the longest, and two for the line's end, show that it is too long.
  const bytes = new Uint8Array(LONGEST + 3);
  let length = 0;
  while (length < bytes.length && !bytes.subarray(0, length).includes(LF)) {
    const count = input.readSync(bytes.subarray(length));
    if (count === null) break;
    length += count;
  }
  const [line = ""] = new TextDecoder().decode(bytes.subarray(0, length)).split(/\r?\n/);
  return line;
}

/** Refuses what nobody could log in with (RFC 7617 §2). */
function checkedPassword(password: string): string {
  if (password === "") throw new UsageError("The password is empty.");
  if (new TextEncoder().encode(password).length > LONGEST) {
    throw new UsageError(`The password is longer than ${LONGEST} bytes.`);
  }
  // What is no UTF-8 was read as U+FFFD.
  if (/\p{Cc}|\ufffd/u.test(password)) {
    throw new UsageError("The password has a control character, or is not UTF-8: no browser could send it.");
  }
  return password;
}
