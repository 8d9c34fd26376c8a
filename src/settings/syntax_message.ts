/**
 * What the JSON parser complains about, in words for the person who wrote the file.
 *
 * @module
 */
import { excerpt } from "./printable.ts";

/** The names are those of jsonc-parser's error codes. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidNumberFormat: "this is not a number",
  PropertyNameExpected: "expected a key in double quotes",
  ValueExpected: "expected a value",
  ColonExpected: 'expected ":" after the key',
  CommaExpected: 'expected ","',
  CloseBraceExpected: 'expected "}"',
  CloseBracketExpected: 'expected "]"',
  EndOfFileExpected: "expected the end of the file",
  InvalidCommentToken: "a comment cannot stand here",
  UnexpectedEndOfComment: 'this comment has no end: "*/" is missing',
  UnexpectedEndOfString: "this text has no closing quote",
  UnexpectedEndOfNumber: "this number has no end",
  InvalidUnicode: "\\u takes four hexadecimal digits",
  InvalidEscapeCharacter: 'after a backslash only " \\ / b f n r t and u may stand',
  InvalidCharacter: "a control character in text is written with a backslash, a tab as \\t",
};

/** These speak of the token itself, so there is no "got …" to add. */
const OF_THE_TOKEN = /^(?:Invalid|UnexpectedEnd)/;

/**
 * Says what is wrong at a place.
 *
 * @param name the parser's name of the error
 * @param token the text at that place, empty at the end of the file
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { syntaxMessage } from "./syntax_message.ts";
 *
 * assertEquals(syntaxMessage("CommaExpected", '"host"'), 'expected "," before "host"');
 * assertEquals(syntaxMessage("ValueExpected", ""), "expected a value, got the end of the file");
 * ```
 */
export function syntaxMessage(name: string, token: string): string {
  if (name === "InvalidSymbol") {
    const hint = token.startsWith("'") || /^[\p{L}_]/u.test(token)
      ? "; keys and text stand in double quotes"
      : "";
    return `${excerpt(token)} is not JSON${hint}`;
  }
  const message = MESSAGES[name] ?? "this is not JSON";
  if (OF_THE_TOKEN.test(name)) return message;
  if (token === "") return `${message}, got the end of the file`;
  return `${message}${name === "CommaExpected" ? " before" : ", got"} ${excerpt(token)}`;
}
