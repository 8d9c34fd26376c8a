/**
 * A build that cannot go on for a reason that the person who started it can act on: a missing
 * program, an unreachable registry, a download that is not what it should be.
 *
 * The message says what is wrong and what to do; it is printed without a stack.
 */
export class BuildError extends Error {
  override name = "BuildError";
}
