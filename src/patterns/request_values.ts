/**
 * What placeholders stand for, and how it is written where it is put in: nothing that a client sends ends a
 * path, a query or a line before its time.
 *
 * @module
 */

/** What a request has for placeholders. */
export interface RequestValues {
  /** `{path}`: the normalised path, decoded. */
  readonly path: string;
  /** `{query}`: the query as it was sent, without its `?`. */
  readonly query: string | undefined;
  /** `{host}`: the host without its port; see `http/host`. */
  readonly host: string;
  /** `{method}`. */
  readonly method: string;
  /** `{1}` and so on: what the stars of the rule's pattern stand for. */
  readonly captures: readonly string[];
}

/** The names of all placeholders but the numbers. */
export const NAMED = ["path", "query", "host", "method"] as const;

/** The value of a placeholder as it is; empty for what a request does not have. */
export function valueOf(values: RequestValues, name: string): string {
  switch (name) {
    case "path":
      return values.path;
    case "query":
      return values.query ?? "";
    case "host":
      return values.host;
    case "method":
      return values.method;
    default:
      return values.captures[Number(name) - 1] ?? "";
  }
}

/** The value of a placeholder within the path of a URL: the slashes of paths stay, all else is percent-encoded. */
export function valueInPath(values: RequestValues, name: string): string {
  const value = valueOf(values, name);
  const isPath = name === "path" || isNumber(name);
  return isPath ? value.split("/").map(encode).join("/") : encode(value);
}

/** The value of a placeholder within the query of a URL. */
export function valueInQuery(values: RequestValues, name: string): string {
  const value = valueOf(values, name);
  return name === "query" ? value.replace(/[^!$&-;=?-Z_a-z~%]/g, encode) : encode(value);
}

/** The value of a placeholder within a field: it can neither end the line nor a list, a quoted text or a parameter. */
export function valueInField(values: RequestValues, name: string): string {
  if (name === "query") return valueOf(values, name).replace(/[^!$&+\-./0-9:=?@A-Z_a-z~%]/g, encode);
  return name === "host" && isPlainHost(values.host) ? values.host : valueInPath(values, name);
}

/** Is this a host's name or address in its usual form, so that it can stand in a URL as it is? */
export function isPlainHost(host: string): boolean {
  return /^(?:[0-9a-z_](?:[0-9a-z_.-]*[0-9a-z_])?|\[[0-9a-f]*:[0-9a-f:]*\])$/.test(host);
}

/** Is this placeholder a star's? */
export function isNumber(name: string): boolean {
  return /^[1-9][0-9]?$/.test(name);
}

/** Not encodeURIComponent as it is: it leaves alone what ends a quoted text or a comment in a field. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
