/**
 * File names in text that people read: nothing in them is hidden, moves what stands around it, or is taken
 * for markup.
 *
 * @module
 */

/**
 * Characters that cannot be seen or that act on others: controls, lone surrogates, line separators, blank
 * letters, and format characters, such as those that turn the reading direction.
 *
 * The two joiners pass where writing needs them: behind a mark or an Arabic letter (RFC 5892, appendix A.1), and
 * in emoji.
 */
const HIDDEN = new RegExp(
  String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|(?![\u200c\u200d])\p{Cf}|` +
    String.raw`(?<![\p{M}\p{Script=Arabic}\p{Emoji_Modifier}\p{Extended_Pictographic}])[\u200c\u200d]`,
  "gu",
);

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML, in an element or between quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => REFERENCES[character] ?? character);
}

/**
 * A name as HTML; each hidden character is an `<i>` that names it.
 *
 * @example
 * ```ts
 * import { nameHtml } from "./name_text.ts";
 * if (nameHtml("<b>\u202etxt.exe") !== "&lt;b&gt;<i>U+202E</i>txt.exe") throw new Error();
 * ```
 */
export function nameHtml(name: string): string {
  return escapeHtml(name).replace(
    HIDDEN,
    (character) => `<i>U+${hex(character).toUpperCase().padStart(4, "0")}</i>`,
  );
}

/** A name as plain text; each hidden character is written as `\u{202e}`, which no name can have: none has a `\`. */
export function nameText(name: string): string {
  return name.replace(HIDDEN, (character) => `\\u{${hex(character)}}`);
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
