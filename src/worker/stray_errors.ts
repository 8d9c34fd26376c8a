/**
 * What is thrown where nobody waits for it: in a timer, or by a promise that was left alone.
 *
 * @module
 */

/** Whose errors these are, and who is told. */
export interface StrayErrors {
  /** Whether they may be an application's. If not the thread dies of them, and another takes its place. */
  readonly mayBeTheirs: () => boolean;
  readonly report: (error: unknown) => void;
}

/**
 * Has a thread that serves applications survive their stray errors: else a request that has an application leave one
 * behind would cut off everybody else whom the thread serves.
 */
export function surviveStrayErrors({ mayBeTheirs, report }: StrayErrors): void {
  const survive = (event: Event, error: unknown): void => {
    if (!mayBeTheirs()) return;
    event.preventDefault();
    report(error);
  };
  globalThis.addEventListener("error", (event) => survive(event, event.error));
  globalThis.addEventListener("unhandledrejection", (event) => survive(event, event.reason));
}
