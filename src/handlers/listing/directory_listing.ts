/**
 * Answers a directory with what it holds: a page for people, JSON for programs, plain text for curl.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { ContentRoot } from "../../files/content_root.ts";
import { readDirectory } from "../../files/directory.ts";
import { encodeText } from "../../http/bytes.ts";
import { type EntityTag, formatEntityTag } from "../../http/entity_tag.ts";
import { acceptsMediaType } from "../../http/negotiation.ts";
import { ifMatch, ifNoneMatch } from "../../http/preconditions.ts";
import type { HttpRequest } from "../../http/request.ts";
import { type FieldLine, HttpResponse } from "../../http/response.ts";
import type { Listing } from "./listing.ts";
import { listingJson } from "./listing_json.ts";
import { parseOrder, sortEntries } from "./listing_order.ts";
import { listingPage, PAGE_POLICY } from "./listing_page.ts";
import { listingText } from "./listing_text.ts";

/** What {@linkcode directoryListing} needs. */
export interface DirectoryListingOptions {
  /** The directory that is served. */
  readonly root: ContentRoot;
}

/** A form in which a listing is sent. */
interface Format {
  readonly fields: readonly FieldLine[];
  readonly write: (listing: Listing) => string;
}

const HTML: Format = {
  fields: [["Content-Type", "text/html; charset=utf-8"], ["Content-Security-Policy", PAGE_POLICY]],
  write: listingPage,
};
const JSON_FORMAT: Format = { fields: [["Content-Type", "application/json"]], write: listingJson };
const TEXT: Format = { fields: [["Content-Type", "text/plain; charset=utf-8"]], write: listingText };

/** By the value of `?format=`. */
const BY_NAME: ReadonlyMap<string | null, Format> = new Map([
  ["html", HTML],
  ["json", JSON_FORMAT],
  ["text", TEXT],
]);
const BY_MEDIA_TYPE: ReadonlyMap<string | undefined, Format> = new Map([
  ["text/html", HTML],
  ["application/json", JSON_FORMAT],
  ["text/plain", TEXT],
]);
const MEDIA_TYPES = ["text/html", "application/json", "text/plain"] as const;

/** Fields of every listing. Its content is looked up anew for each answer, so it may be kept but must be asked for. */
const COMMON_FIELDS: readonly FieldLine[] = [
  ["Cache-Control", "no-cache"],
  ["Vary", "Accept, User-Agent"],
  ["X-Content-Type-Options", "nosniff"],
];

const NOT_FOUND = new HttpResponse({ status: 404 });
const FORBIDDEN = new HttpResponse({ status: 403 });
const PRECONDITION_FAILED = new HttpResponse({ status: 412 });

/** Answers a GET or HEAD of a directory, whose normalised path has its final slash. */
export type DirectoryAnswer = (request: HttpRequest, path: string) => HttpResponse;

/** Makes the answers of directories that have no index file. */
export function directoryListing(options: DirectoryListingOptions): DirectoryAnswer {
  return (request, path) => {
    const content = readDirectory(options.root, path);
    if (content.kind === "missing") return NOT_FOUND;
    if (content.kind === "forbidden") return FORBIDDEN;
    const parameters = new URLSearchParams(request.target.query);
    const format = BY_NAME.get(parameters.get("format")) ?? negotiateFormat(request);
    const order = parseOrder(parameters);
    const entries = sortEntries(content.entries, order);
    return conditional(request, format, format.write({ path, entries, isCut: content.isCut, order }));
  };
}

/**
 * The format that a client accepts best. One that takes anything gets the page, as crawlers, mirroring tools
 * and browsers expect; only curl, which shows what it gets to a person, gets text. One that takes none of
 * the formats gets what it would get without Accept (RFC 9110 §12.4.1), not an error.
 */
function negotiateFormat({ fields }: HttpRequest): Format {
  const isCurl = fields.get("user-agent")?.startsWith("curl/") ?? false;
  const offered = isCurl ? MEDIA_TYPES.toReversed() : MEDIA_TYPES;
  const chosen = acceptsMediaType(fields.get("accept"), offered) ?? offered[0];
  return BY_MEDIA_TYPE.get(chosen) ?? HTML;
}

/**
 * The answer with regard to preconditions. A listing has no modification time, since that of a directory does not
 * tell of a file that grew; conditions on it are ignored (RFC 9110 §13.1.3, §13.1.4).
 */
function conditional({ fields }: HttpRequest, format: Format, content: string): HttpResponse {
  const body = encodeText(content);
  const current = { tag: contentTag(body), modified: 0 };
  if (ifMatch(fields.get("if-match"), current) === "false") return PRECONDITION_FAILED;
  const described: readonly FieldLine[] = [...COMMON_FIELDS, ["ETag", formatEntityTag(current.tag)]];
  if (ifNoneMatch(fields.get("if-none-match"), current) === "false") {
    return new HttpResponse({ status: 304, fields: described });
  }
  return new HttpResponse({ status: 200, fields: [...format.fields, ...described], body });
}

function contentTag(bytes: Uint8Array): EntityTag {
  return { weak: false, opaque: createHash("sha256").update(bytes).digest("base64url").slice(0, 16) };
}
