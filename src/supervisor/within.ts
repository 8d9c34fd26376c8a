/**
 * Waiting with patience that ends.
 *
 * @module
 */

/** Waits for something to settle, but no longer than so many milliseconds; whatever it rejects with is thrown. */
export async function within(milliseconds: number, awaited: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([awaited, promise]);
  clearTimeout(timer);
}
