/**
 * What a rule is made of.
 *
 * @module
 */
import type { ListShape, MapShape, Members, MembersValue, ObjectShape } from "../shape.ts";

const MOST_FIELDS = 100;
const MOST_METHODS = 16;
const MOST_BLOCKS = 1000;
const LONGEST_WAIT = 24 * 60 * 60 * 1000;

/** The methods that a request for a path can have; `GET` stands for `HEAD` too. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] as const;

const CONDITIONS = {
  path: { shape: { kind: "form", form: "glob" }, help: "a glob of paths" },
  method: {
    shape: {
      kind: "list",
      one: 'a list of methods, such as ["GET"]',
      item: { kind: "choice", choices: METHODS },
      min: 1,
      max: MOST_METHODS,
    },
    help: "methods, one of which the request has; GET stands for HEAD too",
  },
  header: {
    shape: {
      kind: "map",
      one: 'an object of request fields, such as {"Accept-Language":"de*","Cookie":false}',
      names: "requestField",
      values: {
        kind: "either",
        one: 'what the value looks like ("de*"), true for any, or false for none',
        of: [{ kind: "form", form: "valueGlob" }, { kind: "boolean" }],
      },
      max: MOST_FIELDS,
    },
    help: "fields that the request has: what the value looks like, true for any, false for none",
  },
  address: {
    shape: {
      kind: "list",
      one: 'a list of addresses, such as ["10.0.0.0/8","::1"]',
      item: { kind: "form", form: "cidr" },
      min: 1,
      max: MOST_BLOCKS,
    },
    help: "addresses or blocks of them, in one of which the client is",
  },
} as const satisfies Members;

const MATCH = {
  kind: "object",
  one: 'conditions such as {"path":"/old/**"}',
  members: CONDITIONS,
} as const satisfies ObjectShape;

const FIELDS = {
  kind: "map",
  one: 'fields such as {"X-Robots-Tag":"noindex"}',
  names: "fieldName",
  values: { kind: "form", form: "fieldTemplate" },
  max: MOST_FIELDS,
} as const satisfies MapShape;

const FIELD_NAMES = {
  kind: "list",
  one: 'a list of field names, such as ["X-Powered-By"]',
  item: { kind: "form", form: "fieldName" },
  max: MOST_FIELDS,
} as const satisfies ListShape;

const REDIRECT = {
  kind: "object",
  one: 'a redirect such as {"to":"/new/{1}","status":308}',
  members: {
    to: {
      shape: { kind: "form", form: "location" },
      help: "where to: a path of the site or a URL, with placeholders",
      required: true,
    },
    status: {
      shape: { kind: "choice", choices: [301, 302, 303, 307, 308] },
      help: "301 and 308 are for ever, 302, 303 and 307 for now; 307 and 308 keep the method",
      default: 302,
    },
  },
} as const satisfies ObjectShape;

const ANSWER = {
  kind: "object",
  one: 'an answer such as {"status":410,"text":"It is gone."}',
  members: {
    status: { shape: { kind: "integer", min: 200, max: 599 }, help: "the status code", required: true },
    text: {
      shape: { kind: "form", form: "plainText" },
      help: "plain text to send; without it an error has its page",
    },
    retryAfter: {
      shape: { kind: "duration", min: 1000, max: LONGEST_WAIT },
      help: "after what time to ask again; told in whole seconds",
    },
  },
} as const satisfies ObjectShape;

/** The members of a rule, in the order in which they take effect. */
export const RULE_MEMBERS = {
  match: {
    shape: MATCH,
    help: "which requests the rule is about: all conditions hold; default: all requests",
  },
  remove: { shape: FIELD_NAMES, help: "fields that are taken from the answer" },
  set: { shape: FIELDS, help: "fields that the answer gets in place of those of the same name" },
  add: { shape: FIELDS, help: "fields that the answer gets beside those of the same name" },
  cacheControl: {
    shape: { kind: "form", form: "cacheControl" },
    help: "the Cache-Control of an answer that is no error",
  },
  redirect: { shape: REDIRECT, help: "answers with a redirect" },
  rewrite: {
    shape: { kind: "form", form: "pathTemplate" },
    help: "goes on as if another path had been asked for, from the first rule on",
  },
  answer: { shape: ANSWER, help: "answers with a status" },
  handler: { shape: { kind: "form", form: "handlerName" }, help: "the handler that answers" },
} as const satisfies Members;

/** A rule, as it is used. */
export type Rule = MembersValue<typeof RULE_MEMBERS>;

/** The conditions of a rule. */
export type Match = MembersValue<typeof CONDITIONS>;
