/**
 * The forms of text that only rules and sites have.
 *
 * @module
 */
import { parseLocation } from "../../patterns/location_template.ts";
import { FIELD_TEXT_PATTERN, isFieldText, isToken, LONGEST_FIELD_VALUE, TOKEN_PATTERN } from "../field.ts";
import { type FormRules, takenIf } from "../form_rules.ts";
import type { RuleForm } from "../shape.ts";
import { parseSiteHost } from "./site_host.ts";
import { isFieldTemplate, isPathTemplate, placeholderFault } from "./template_syntax.ts";

const LONGEST_FIELD_NAME = 256;
const LONGEST_VALUE_GLOB = 256;
const LONGEST_LOCATION = 2048;
const LONGEST_TEXT = 8192;
const SITE_NAME = "^[0-9A-Za-z](?:[0-9A-Za-z._-]{0,62}[0-9A-Za-z])?$";

/** The forms, each with its own way to be checked. */
export const RULE_FORMS: Readonly<Record<RuleForm, FormRules>> = {
  requestField: {
    one: 'the name of a request field, such as "Accept-Language"',
    read: (text) => takenIf(text.length <= LONGEST_FIELD_NAME && isToken(text), text),
    ignoresCase: true,
    schema: { pattern: TOKEN_PATTERN, maxLength: LONGEST_FIELD_NAME },
  },
  valueGlob: {
    one: 'what the value looks like, such as "de*"',
    read: (text) => takenIf(text.length <= LONGEST_VALUE_GLOB && isFieldText(text), text),
    schema: { pattern: FIELD_TEXT_PATTERN, maxLength: LONGEST_VALUE_GLOB },
  },
  location: {
    one: 'a path such as "/new/{1}" or a URL such as "https://{host}{path}"',
    read: (text) =>
      takenIf(
        text.length <= LONGEST_LOCATION && parseLocation(text) !== undefined &&
          placeholderFault(text, "query") === undefined,
        text,
      ),
    fault: (text) => parseLocation(text) === undefined ? undefined : placeholderFault(text, "query"),
    schema: { pattern: "^(?:/|\\{path\\}|https?://)", maxLength: LONGEST_LOCATION },
  },
  pathTemplate: {
    one: 'a path such as "/app/{1}", without a query, which is kept',
    read: (text) =>
      takenIf(
        text.length <= LONGEST_LOCATION && isPathTemplate(text) && placeholderFault(text) === undefined,
        text,
      ),
    fault: (text) => isPathTemplate(text) ? placeholderFault(text) : undefined,
    schema: { pattern: "^(?:/|\\{path\\})", maxLength: LONGEST_LOCATION },
  },
  fieldTemplate: {
    one: 'printable ASCII text, no space at either end, such as "noindex" or "<{path}>; rel=canonical"',
    read: (text) =>
      takenIf(
        text.length <= LONGEST_FIELD_VALUE && isFieldTemplate(text) &&
          placeholderFault(text, "query") === undefined,
        text,
      ),
    fault: (text) => isFieldText(text) ? placeholderFault(text, "query") : undefined,
    schema: { pattern: FIELD_TEXT_PATTERN, maxLength: LONGEST_FIELD_VALUE },
  },
  plainText: {
    one: `text, at most ${LONGEST_TEXT} characters`,
    read: (text) => takenIf(text !== "" && text.length <= LONGEST_TEXT && text.isWellFormed(), text),
    schema: { minLength: 1, maxLength: LONGEST_TEXT },
  },
  siteName: {
    one: 'a name of letters, digits, ".", "_" and "-", other than "default"',
    read: (text) => takenIf(new RegExp(SITE_NAME).test(text) && text !== "default", text),
    schema: { pattern: SITE_NAME },
  },
  siteHost: {
    one: 'a host such as "blog.example.org" or "*.example.org", without a port',
    read: parseSiteHost,
    schema: { minLength: 1 },
  },
};
