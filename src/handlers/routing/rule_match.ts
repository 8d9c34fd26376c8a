/**
 * Which requests a rule is about.
 *
 * @module
 */
import type { RequestFields } from "../../http/fields.ts";
import type { HttpRequest } from "../../http/request.ts";
import { compileBlocks } from "../../patterns/addresses.ts";
import { type Captures, compileCapturing } from "../../patterns/glob.ts";
import { compileValueGlob } from "../../patterns/value_glob.ts";
import type { Match } from "../../settings/routing/rule_members.ts";

/** A rule's conditions, made ready. */
export interface CompiledMatch {
  /** What the stars of its path stand for; `undefined` when the request has another path, method or address. */
  readonly captures: (request: HttpRequest) => Captures | undefined;
  /** Whether the request's fields are as the rule wants them; absent where it does not ask. */
  readonly hasFields: ((fields: RequestFields) => boolean) | undefined;
  /** The names of those fields. */
  readonly fieldNames: readonly string[];
}

const NO_CAPTURES: Captures = [];

/** Makes conditions ready; a rule without any is about all requests. */
export function compileMatch({ path, method, address, header = [] }: Match = {}): CompiledMatch {
  const capturesOf = path === undefined ? () => NO_CAPTURES : compileCapturing(path);
  const methods = method === undefined ? undefined : methodsOf(method);
  const isListed = address === undefined ? undefined : compileBlocks(address);
  return {
    captures: (request) => {
      if (methods?.has(request.method) === false) return undefined;
      const captures = capturesOf(request.target.path);
      if (captures === undefined || isListed?.(request.client.address) === false) return undefined;
      return captures;
    },
    hasFields: header.length === 0 ? undefined : compileFields(header),
    fieldNames: header.map(([name]) => name),
  };
}

/** The answer to a HEAD is that to a GET (RFC 9110 §9.3.2). */
function methodsOf(methods: readonly string[]): ReadonlySet<string> {
  return new Set(methods.includes("GET") ? [...methods, "HEAD"] : methods);
}

function compileFields(header: NonNullable<Match["header"]>): (fields: RequestFields) => boolean {
  const conditions = header.map(([name, wanted]) => {
    const fits = typeof wanted === "string" ? compileValueGlob(wanted) : undefined;
    return { name: name.toLowerCase(), fits, present: wanted !== false };
  });
  return (fields) =>
    conditions.every(({ name, fits, present }) => {
      if (fits === undefined) return (fields.count(name) > 0) === present;
      const value = fields.get(name);
      return value !== undefined && fits(value);
    });
}
