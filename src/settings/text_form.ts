/**
 * The forms that text in the settings can have: a setting's whole value, an item of a list, a name or a
 * value of a map.
 *
 * @module
 */
import { meantBlock, parseBlock } from "../patterns/cidr.ts";
import { parsePasswordHash } from "../patterns/password_hash.ts";
import { isCacheControl } from "./cache_control.ts";
import {
  FIELD_TEXT_PATTERN,
  isFieldText,
  isReservedField,
  isToken,
  LONGEST_FIELD_VALUE,
  TOKEN_PATTERN,
} from "./field.ts";
import { type FormRules, takenIf } from "./form_rules.ts";
import { isFileName, parseFilePath } from "./file_path.ts";
import { globFault, LONGEST_GLOB } from "./glob_syntax.ts";
import { HANDLER_FORMS } from "./handler_forms.ts";
import { parseHost } from "./host.ts";
import { isLogTarget, logFormatFault } from "./log_format.ts";
import { parseExtension, parseMediaType } from "./media_type.ts";
import { parseOrigin } from "./origin.ts";
import { good, type Parsed, refused } from "./parsed.ts";
import { CODINGS, type ListEntry, type MapEntry, type TextEntry } from "./schema_entry.ts";
import { RULE_FORMS } from "./routing/rule_forms.ts";
import type { ShapeForm } from "./shape.ts";

/** What the text stands for. */
export type TextForm =
  | TextEntry["kind"]
  | ListEntry["item"]
  | MapEntry["names" | "values"]
  | ShapeForm;

/** What Linux and macOS both have room for (`sun_path` of unix(7)), in bytes. */
const LONGEST_SOCKET_PATH = 103;
const LONGEST_MEDIA_TYPE = 256;
const LONGEST_CACHE_CONTROL = 1000;
const LONGEST_USER_NAME = 100;
const LONGEST_REALM_NAME = 100;
const LONGEST_FIELD_NAME = 256;

/** The forms, each with its own way to be checked. */
export const TEXT_FORMS: Readonly<Record<TextForm, FormRules>> = {
  path: {
    one: "the path of a directory",
    read: (text) => takenIf(text !== "" && !text.includes("\0"), text),
    schema: { minLength: 1 },
  },
  host: {
    one: "a host name or an IP address",
    read: parseHost,
    schema: { minLength: 1 },
  },
  text: {
    one: "printable ASCII text, no space at either end",
    read: (text) => takenIf(isFieldText(text), text),
    schema: { pattern: FIELD_TEXT_PATTERN },
  },
  charset: {
    one: 'the name of a charset, such as "utf-8", or ""',
    read: (text) => takenIf(text === "" || isToken(text), text),
    schema: { pattern: `^$|${TOKEN_PATTERN}` },
  },
  file: {
    one: 'the path of a file below the content root, such as "index.html", or ""',
    read: parseFilePath,
    schema: { pattern: "^[^\\\\]*$" },
  },
  socket: {
    one: `the absolute path of a socket, at most ${LONGEST_SOCKET_PATH} bytes, or "auto", or "none"`,
    read: (text) => takenIf(isSocket(text), text),
    schema: { pattern: "^(?:auto|none|/.*)$" },
  },
  logTarget: {
    one: 'the path of a file, "stdout", "stderr", or ""',
    read: (text) => takenIf(isLogTarget(text), text),
    schema: { pattern: "^(?:.*[^/])?$" },
  },
  logFormat: {
    one: '"common", "combined", "json", or text with placeholders such as "{address} {status}"',
    read: (text) => takenIf(logFormatFault(text) === undefined, text),
    fault: logFormatFault,
    schema: { minLength: 1 },
  },
  fileName: {
    one: "a file name, without slashes",
    read: (text) => takenIf(isFileName(text), text),
    schema: { pattern: "^(?!\\.{1,2}$)[^/\\\\]+$" },
  },
  glob: {
    one: 'a glob such as "*.css" or "/img/**"',
    read: (text) => takenIf(globFault(text) === undefined, text),
    fault: globFault,
    schema: { pattern: "^[^\\\\]+$", maxLength: LONGEST_GLOB },
  },
  origin: {
    one: 'an origin such as "https://example.org", or "*"',
    read: parseOrigin,
    schema: { pattern: "^\\*$|^[A-Za-z][0-9A-Za-z+.-]*://[^/]+/?$" },
  },
  userName: {
    one: `a user name of at most ${LONGEST_USER_NAME} characters, without ":"`,
    read: (text) => takenIf(isUserName(text), text.normalize("NFC")),
    schema: { pattern: "^[^:]+$" },
  },
  passwordHash: {
    one: "the hash of a password, as 'linpr hash' prints it: $scrypt$ln=14,r=8,p=5$…",
    read: (text) => takenIf(parsePasswordHash(text) !== undefined, text),
    isSecret: true,
    schema: { pattern: "^\\$scrypt\\$" },
  },
  realmName: {
    one: `printable ASCII text, no space at either end, 1 to ${LONGEST_REALM_NAME} characters`,
    read: (text) => takenIf(text !== "" && text.length <= LONGEST_REALM_NAME && isFieldText(text), text),
    schema: { pattern: FIELD_TEXT_PATTERN, minLength: 1, maxLength: LONGEST_REALM_NAME },
  },
  coding: {
    one: `one of the codings ${CODINGS.join(", ")}`,
    read: (text) => CODINGS.find((coding) => coding === text),
    schema: { pattern: `^(?:${CODINGS.join("|")})$` },
  },
  extension: {
    one: 'a file extension such as ".foo"',
    read: parseExtension,
    schema: { pattern: "^\\.?[^./\\\\]+$" },
  },
  mediaType: {
    one: 'a media type such as "text/plain"',
    read: (text) => text.length <= LONGEST_MEDIA_TYPE ? parseMediaType(text) : undefined,
    schema: { pattern: "^[^ /]+/[^ /]+", maxLength: LONGEST_MEDIA_TYPE },
  },
  cacheControl: {
    one: 'a Cache-Control value such as "public, max-age=3600", its times in seconds',
    read: (text) => takenIf(text.length <= LONGEST_CACHE_CONTROL && isCacheControl(text), text),
    schema: { minLength: 1, maxLength: LONGEST_CACHE_CONTROL },
  },
  cidr: {
    one: 'an IP address or a block of them, such as "192.0.2.0/24" or "2001:db8::/32"',
    read: (text) => takenIf(parseBlock(text) !== undefined, text),
    fault: blockFault,
    schema: { pattern: "^[0-9A-Fa-f:.]+(?:/[0-9]{1,3})?$" },
  },
  fieldName: {
    one: 'the name of a field, such as "X-Robots-Tag"',
    read: (text) =>
      takenIf(text.length <= LONGEST_FIELD_NAME && isToken(text) && !isReservedField(text), text),
    fault: (text) => isReservedField(text) ? "a field that LINPR does not set itself" : undefined,
    ignoresCase: true,
    schema: { pattern: TOKEN_PATTERN, maxLength: LONGEST_FIELD_NAME },
  },
  fieldValue: {
    one: `printable ASCII text, no space at either end, at most ${LONGEST_FIELD_VALUE} characters`,
    read: (text) => takenIf(text.length <= LONGEST_FIELD_VALUE && isFieldText(text), text),
    schema: { pattern: FIELD_TEXT_PATTERN, maxLength: LONGEST_FIELD_VALUE },
  },
  ...HANDLER_FORMS,
  ...RULE_FORMS,
};

/**
 * Checks a value that should be text of some form.
 *
 * @param form the form
 * @param value whatever was written: nothing is assumed about it
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseText } from "./text_form.ts";
 *
 * assertEquals(parseText("extension", "FOO"), { ok: true, value: ".foo" });
 * assertEquals(parseText("glob", "a***").ok, false);
 * ```
 */
export function parseText(form: TextForm, value: unknown): Parsed<string> {
  const { one, read, fault, isSecret } = TEXT_FORMS[form];
  if (typeof value !== "string") return refused(one, value);
  const text = read(value);
  return text === undefined ? refused(fault?.(value) ?? one, isSecret === true ? "…" : value) : good(text);
}

function blockFault(text: string): string | undefined {
  const meant = meantBlock(text);
  return meant && `no bits beyond the block's prefix, as in "${meant}", or a single address`;
}

/** RFC 7617 §2: a colon ends the name, and control characters can be in neither. */
function isUserName(text: string): boolean {
  return text !== "" && text.length <= LONGEST_USER_NAME && !/[:\p{Cc}\p{Cs}]/u.test(text);
}

function isSocket(text: string): boolean {
  if (text === "auto" || text === "none") return true;
  return text.startsWith("/") && !text.endsWith("/") && !text.includes("\0") &&
    new TextEncoder().encode(text).length <= LONGEST_SOCKET_PATH;
}
