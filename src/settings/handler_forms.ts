/**
 * The forms of text that only the section `handlers` has, and the names by which rules choose a handler.
 *
 * @module
 */
import { type FormRules, takenIf } from "./form_rules.ts";
import { parseHost } from "./host.ts";
import type { HandlerForm } from "./shape.ts";

const NAME = "^[0-9A-Za-z](?:[0-9A-Za-z._-]{0,62}[0-9A-Za-z])?$";
const MODULE = "\\.(?:[cm]?[jt]s|[jt]sx)$";
const MOST_PORT = 65_535;

/** The handler that every site has. */
export const STATIC = "static";

/** The forms, each with its own way to be checked. */
export const HANDLER_FORMS: Readonly<Record<HandlerForm, FormRules>> = {
  applicationName: {
    one: `a name of letters, digits, ".", "_" and "-", other than "${STATIC}"`,
    read: (text) => takenIf(new RegExp(NAME).test(text) && text !== STATIC, text),
    schema: { pattern: NAME },
  },
  handlerName: {
    one: `the name of a handler: "${STATIC}", or one of handlers.fetch`,
    read: (text) => takenIf(new RegExp(NAME).test(text), text),
    schema: { pattern: NAME },
  },
  modulePath: {
    one: 'the path of a module, such as "api/main.ts"',
    read: (text) => takenIf(new RegExp(MODULE).test(text) && !text.includes("\0"), text),
    schema: { pattern: MODULE },
  },
  netAddress: {
    one: 'a host with or without a port, such as "api.example.org:443"',
    read: parseNetAddress,
    schema: { minLength: 1 },
  },
};

/**
 * Reads a host with or without a port, as the runtime's permissions spell it.
 *
 * @returns undefined for anything else
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseNetAddress } from "./handler_forms.ts";
 *
 * assertEquals(parseNetAddress("api.example.org:443"), "api.example.org:443");
 * assertEquals(parseNetAddress("::1"), "[::1]");
 * assertEquals(parseNetAddress("https://example.org"), undefined);
 * ```
 */
export function parseNetAddress(text: string): string | undefined {
  const [, before, digits] = /^(\[.*\]|[^:]*):([0-9]{1,5})$/.exec(text) ?? [];
  if (digits !== undefined && (Number(digits) === 0 || Number(digits) > MOST_PORT)) return undefined;
  const host = parseHost(before ?? text);
  if (host === undefined) return undefined;
  const port = digits === undefined ? "" : `:${Number(digits)}`;
  return (host.includes(":") ? `[${host}]` : host) + port;
}
