/**
 * Keeps a serving thread from being ended by an application.
 *
 * @module
 */

/**
 * From now on `Deno.exit`, `close` and what calls them throw. The main thread is told nothing of a thread that ends itself: its
 * connections, and its share of new ones, would hang until the watchdog ends the server.
 */
export function keepThread(): void {
  const refuse = (): never => {
    throw new Error("an application cannot end the thread that serves it");
  };
  Object.assign(Deno, { exit: refuse });
  Object.assign(globalThis, { close: refuse });
}
