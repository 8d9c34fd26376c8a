/**
 * Errors that the operating system gives, as opposed to mistakes of ours.
 *
 * @module
 */

/**
 * The code of a file system error, `ENOENT` for example.
 *
 * @param error what was caught
 * @returns undefined where it is no error of the system: throw it on
 */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
