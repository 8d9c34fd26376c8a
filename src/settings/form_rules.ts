/**
 * What is known of a form that text in the settings can have.
 *
 * @module
 */

/** One form. */
export interface FormRules {
  /** One text of the form, in words: completes "expected …". */
  readonly one: string;
  /** Reads a text, as it is to be used; undefined where it does not have the form. */
  readonly read: (text: string) => string | undefined;
  /** What it should have been, more exactly than `one`. Default: `one`. */
  readonly fault?: (text: string) => string | undefined;
  /** Whether upper and lower case are the same in it. Default: false. */
  readonly ignoresCase?: true;
  /** Whether such a text is kept out of what is shown and logged, a wrong one too. Default: false. */
  readonly isSecret?: true;
  /** What a JSON Schema can say of it: it refuses nothing that `read` takes. */
  readonly schema: { readonly pattern?: string; readonly minLength?: number; readonly maxLength?: number };
}

/** The text where it is taken, else nothing. */
export function takenIf(taken: boolean, text: string): string | undefined {
  return taken ? text : undefined;
}
