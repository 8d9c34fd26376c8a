/** How long {@linkcode eventually} waits, in milliseconds: enough for a busy machine. */
const PATIENCE = 20_000;

/** The pause between two looks, in milliseconds. */
const PAUSE = 25;

/**
 * Looks again and again until there is something to see: for what no stream tells, such as a file that another process writes.
 *
 * @param look gives undefined as long as there is nothing
 * @param what is waited for, for the error
 * @throws {Error} when there is nothing for 20 s
 */
export async function eventually<T>(look: () => T | undefined, what: string): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error(`${PATIENCE} ms passed without ${what}`);
}
