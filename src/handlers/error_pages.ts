/**
 * A page for every error answer: the site's own where it has one, else the one that LINPR carries.
 *
 * @module
 */
import { existsSync } from "node:fs";
import type { ContentRoot } from "../files/content_root.ts";
import type { Freshness, Watched } from "../files/freshness.ts";
import { type LoadedRepresentation, readRepresentation } from "../files/representation.ts";
import type { Turn } from "../files/turn.ts";
import { encodeText } from "../http/bytes.ts";
import { withHeadRoom } from "../http/prepared_answer.ts";
import type { Decisions } from "../http/decisions.ts";
import { HttpResponse } from "../http/response.ts";
import { Dressing } from "./dressing.ts";

/** What {@linkcode ErrorPages} is made from. */
export interface ErrorPagesOptions {
  /** Where `error/<code>.html` and `error/default.html` are looked for. */
  readonly root: ContentRoot;
  /** The template used where the content root has none. */
  readonly template: string;
  /** Judges whether a page's file is still the one that was read. */
  readonly freshness: Freshness;
  /** Who asks in the same turn shares one look. */
  readonly turn: Turn;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A page that was made, and the file that it was made from. */
interface Page {
  readonly bytes: Uint8Array;
  /** Absent for the template that LINPR carries. */
  readonly origin: Watched | undefined;
  /** Whether it may be used again once its origin is found unchanged. */
  readonly settled: boolean;
  /** The turn in which the content root was last seen to have no page of its own; -1: in none. */
  turn: number;
  readonly response: HttpResponse;
}

/** A page that is replaced between being found and being opened is looked up again: this often at most. */
const MOST_LOOKUPS = 8;
/** A larger template than this is not one. */
const LARGEST_TEMPLATE = 1024 * 1024;
/** What a template has where the status code goes. */
const PLACEHOLDER = "{}";

/** Gives error answers their page. */
export class ErrorPages {
  readonly #options: ErrorPagesOptions;
  readonly #pages: Map<number, Page> = new Map();
  readonly #dressing = new Dressing(withPage);

  /** Makes the pages of one content root; nothing is read until one is needed. */
  constructor(options: ErrorPagesOptions) {
    this.#options = options;
  }

  /** The answer of an error status that comes with nothing else to say. */
  answer(status: number): HttpResponse {
    return this.#page(status).response;
  }

  /**
   * Gives an answer its page, if it is an error without a body.
   *
   * @param decisions Are told which page.
   */
  dress(response: HttpResponse, decisions?: Decisions): HttpResponse {
    if (response.status < 400 || response.body !== null) return response;
    const page = this.#page(response.status);
    decisions?.note(
      "page",
      page.origin?.path ?? "the one that LINPR carries, as the site has none for this status",
    );
    return response.fields.length === 0 ? page.response : this.#dressing.put(response, page);
  }

  #page(status: number): Page {
    const known = this.#pages.get(status);
    if (known !== undefined && this.#isCurrent(known, status)) return known;
    const page = this.#make(status);
    this.#pages.set(status, page);
    return page;
  }

  #isCurrent(page: Page, status: number): boolean {
    if (!page.settled) return false;
    if (page.origin !== undefined) return this.#options.freshness.holds(page.origin);
    const turn = this.#options.turn.enter();
    if (page.turn === turn) return true;
    if (this.#hasOwn(status)) return false;
    page.turn = turn;
    return true;
  }

  /** Most sites have no error pages, and then one question is enough to know it. */
  #hasOwn(status: number): boolean {
    const { root } = this.#options;
    return existsSync(root.pathOf(DIRECTORY)) &&
      candidates(status).some((path) => existsSync(root.pathOf(path)));
  }

  #make(status: number): Page {
    for (const [place, path] of candidates(status).entries()) {
      const read = this.#read(path);
      if (read === undefined) continue;
      const bytes = path === DEFAULT ? fillIn(new TextDecoder().decode(read.bytes), status) : read.bytes;
      const { root } = this.#options;
      const absent = candidates(status).slice(0, place).map((earlier) => root.pathOf(earlier));
      const origin = { path: root.pathOf(path), identity: read.identity, absent, checked: 0, turn: -1 };
      return page(status, bytes, origin, read.settled);
    }
    return page(status, fillIn(this.#options.template, status), undefined, true);
  }

  /** What a path has for a page, if it is there, may be read, and is not too large for one. */
  #read(path: string): LoadedRepresentation | undefined {
    for (let lookup = 0; lookup < MOST_LOOKUPS; lookup++) {
      const found = this.#options.root.resolve(path);
      if (found.kind !== "file") return undefined;
      const read = readRepresentation(found.file, LARGEST_TEMPLATE, this.#options.now());
      if (read.kind === "loaded") return read;
      if (read.kind === "large" || read.kind === "forbidden") return undefined;
    }
    return undefined;
  }
}

/** What an answer says itself, of caching for example, holds in place of what its page would say. */
function withPage(response: HttpResponse, { response: { status, fields, body } }: Page): HttpResponse {
  const others = fields.filter(([name]) => response.field(name) === undefined);
  return new HttpResponse({ status, fields: [...others, ...response.fields], body });
}

const DIRECTORY = "/error";
const DEFAULT = `${DIRECTORY}/default.html`;

function candidates(status: number): readonly string[] {
  return [`${DIRECTORY}/${status}.html`, DEFAULT];
}

/** The status code is all that a template is given: nothing that a client sent can get into the page. */
function fillIn(template: string, status: number): Uint8Array {
  return encodeText(template.replaceAll(PLACEHOLDER, String(status)));
}

function page(status: number, bytes: Uint8Array, origin: Page["origin"], settled: boolean): Page {
  const fields = [["Content-Type", "text/html; charset=utf-8"], ["Cache-Control", "no-cache"]] as const;
  const body = withHeadRoom(bytes);
  return {
    bytes,
    origin,
    settled,
    turn: -1,
    response: new HttpResponse({ status, fields, body, hasRoom: true }),
  };
}
