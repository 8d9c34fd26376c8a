/** One call of a command, its words and options checked against what it declares. */
export interface Invocation {
  /** The plain words: no fewer than are required, no more than there are arguments. */
  readonly words: readonly string[];
  /** Aborted by Ctrl-C, and when whoever called is gone. */
  readonly signal: AbortSignal;
  /** Whether an option was given. */
  readonly has: (option: string) => boolean;
  /** An option's value; undefined when it was not given, or given without one. */
  readonly value: (option: string) => string | undefined;
  /** All values of a repeatable option, in their order. */
  readonly values: (option: string) => readonly string[];
}
