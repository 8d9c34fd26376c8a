/**
 * What a failed look at a file says of its path.
 *
 * @module
 */

/** Error codes that mean: there is no such file. */
const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EINVAL"]);
/** Error codes that mean: it is there, and the system does not let the server have it. */
const DENIED: ReadonlySet<string> = new Set(["EACCES", "EPERM"]);

/** Why there is no file for a client: there is none, or the system withholds it. */
export type LookupFailure = "missing" | "forbidden";

/**
 * Tells a path that names nothing from one that the system withholds.
 *
 * @throws The error itself when it is not one that a path can cause: a bug, or a system out of resources.
 */
export function lookupFailure(error: unknown): LookupFailure {
  // The sandbox refuses what lies outside the root; the client is told no more than of an absent file.
  if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) return "missing";
  const code = errorCode(error);
  if (code !== undefined && ABSENT.has(code)) return "missing";
  if (error instanceof Deno.errors.PermissionDenied || (code !== undefined && DENIED.has(code))) {
    return "forbidden";
  }
  throw error;
}

/** The system's code of an I/O error, such as `ENOENT`. */
function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
