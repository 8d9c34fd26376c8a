/**
 * Proactive negotiation (RFC 9110 §12): which content coding and which media type a client wants.
 *
 * A member of a list that is not written as the RFC has it is ignored; the others still count. Every loop
 * here is linear in the field's length.
 *
 * @module
 */

/** The content codings that are known here (RFC 9110 §8.4.1, RFC 7932, RFC 8878). */
export type Coding = "br" | "zstd" | "gzip";

/**
 * How much a client wants each coding, and `identity`, which is none: from 0, which it does not accept,
 * to 1.
 */
export type CodingPreferences = Readonly<Record<Coding | "identity", number>>;

/** `identity` is acceptable unmentioned, but every coding that the client does mention comes before it. */
const UNMENTIONED_IDENTITY = Number.MIN_VALUE;

/**
 * Without the field every coding would be acceptable (§12.5.3); yet what sends no Accept-Encoding is
 * most often a script that cannot decode any.
 */
const NO_CODING: CodingPreferences = { br: 0, zstd: 0, gzip: 0, identity: UNMENTIONED_IDENTITY };

const WHITE = "[ \\t]*";
const TOKEN = "[!#$%&'*+.^_`|~0-9a-z-]+";
/** `qvalue` (§12.4.2): at most three decimals, from 0 to 1. */
const WEIGHT = "0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?";

const CODING_MEMBER = new RegExp(`^${WHITE}(${TOKEN})(?:${WHITE};${WHITE}q=(${WEIGHT}))?${WHITE}$`);
const MEDIA_RANGE = new RegExp(`^${WHITE}(${TOKEN}/${TOKEN})${WHITE}$`);
const PARAMETER = new RegExp(`^${WHITE}(${TOKEN})=(${TOKEN}|"(?:[^"\\\\]|\\\\.)*")${WHITE}$`);
const WEIGHT_ONLY = new RegExp(`^(?:${WEIGHT})$`);
const BLANK = new RegExp(`^${WHITE}$`);
/** Everything offered is UTF-8, so asking for it rules nothing out. */
const UTF8 = /^"?utf-8"?$/;

/**
 * Reads an Accept-Encoding field (§12.5.3).
 *
 * @param value The field's value; `undefined` when it is absent.
 */
export function acceptableCodings(value: string | undefined): CodingPreferences {
  if (value === undefined) return NO_CODING;
  const listed = new Map<string, number>();
  for (const member of value.toLowerCase().split(",")) {
    const [, name, weight = "1"] = CODING_MEMBER.exec(member) ?? [];
    if (name === undefined) continue;
    // §8.4.1.3: x-gzip is gzip's former name.
    const coding = name === "x-gzip" ? "gzip" : name;
    if (!listed.has(coding)) listed.set(coding, Number(weight));
  }
  const others = listed.get("*");
  return {
    br: listed.get("br") ?? others ?? 0,
    zstd: listed.get("zstd") ?? others ?? 0,
    gzip: listed.get("gzip") ?? others ?? 0,
    identity: listed.get("identity") ?? others ?? UNMENTIONED_IDENTITY,
  };
}

/**
 * Chooses how a representation is sent.
 *
 * @param preferences What the client accepts.
 * @param available The codings that there are, the server's favourite first: it wins among equals.
 * @returns The coding, `"identity"` for none, or `"none"` when nothing is acceptable (406).
 *
 * @example
 * ```ts
 * import { acceptableCodings, chooseCoding } from "./negotiation.ts";
 * const preferences = acceptableCodings("gzip, br;q=0.8, zstd;q=0");
 * if (chooseCoding(preferences, ["zstd", "br", "gzip"]) !== "gzip") throw new Error();
 * if (chooseCoding(preferences, ["zstd"]) !== "identity") throw new Error();
 * ```
 */
export function chooseCoding(
  preferences: CodingPreferences,
  available: readonly Coding[],
): Coding | "identity" | "none" {
  let chosen: Coding | "none" = "none";
  let weight = 0;
  for (const coding of available) {
    if (preferences[coding] <= weight) continue;
    chosen = coding;
    weight = preferences[coding];
  }
  return preferences.identity > weight ? "identity" : chosen;
}

/** One member of an Accept field. */
interface MediaRange {
  /** In lower case: the range, and those of its parameters that not every offer meets. */
  readonly range: string;
  readonly weight: number;
}

/** How a media range fits an offer: the most specific range that does decides about it (§12.5.1). */
interface Fit {
  /** 0: not at all; 1: any type; 2: any subtype; 3: the very type. */
  readonly specificity: number;
  readonly weight: number;
}

const NO_FIT: Fit = { specificity: 0, weight: 0 };

/**
 * Chooses among media types by an Accept field (§12.5.1).
 *
 * Of types that are wanted equally, one that the client names wins over one that it takes by a wildcard:
 * who names JSON and then takes any type at all is a program that wants JSON. After that the order
 * offered decides.
 *
 * @param accept The field's value; absent, empty or wholly malformed it accepts anything.
 * @param offered Media types in lower case without parameters, the server's favourite first.
 * @returns One of those offered, or `undefined` when none is acceptable.
 *
 * @example
 * ```ts
 * import { acceptsMediaType } from "./negotiation.ts";
 * const offered = ["text/html", "application/json"];
 * if (acceptsMediaType("text/html;q=0.5, application/*", offered) !== "application/json") throw new Error();
 * ```
 */
export function acceptsMediaType(
  accept: string | undefined,
  offered: readonly string[],
): string | undefined {
  const ranges = accept === undefined ? [] : parseMediaRanges(accept);
  if (ranges.length === 0) return offered[0];
  let chosen: string | undefined;
  let best = NO_FIT;
  for (const offer of offered) {
    const fit = bestFit(offer, ranges);
    const isBetter = fit.weight > best.weight ||
      (fit.weight > 0 && fit.weight === best.weight && fit.specificity > best.specificity);
    if (!isBetter) continue;
    chosen = offer;
    best = fit;
  }
  return chosen;
}

function bestFit(offer: string, ranges: readonly MediaRange[]): Fit {
  const anySubtype = `${offer.slice(0, offer.indexOf("/"))}/*`;
  let best = NO_FIT;
  for (const { range, weight } of ranges) {
    const specificity = range === offer ? 3 : range === anySubtype ? 2 : range === "*/*" ? 1 : 0;
    if (specificity > best.specificity) best = { specificity, weight };
  }
  return best;
}

function parseMediaRanges(accept: string): readonly MediaRange[] {
  return splitUnquoted(accept.toLowerCase(), ",").flatMap((member) => parseMediaRange(member) ?? []);
}

function parseMediaRange(member: string): MediaRange | undefined {
  const [head = "", ...parameters] = splitUnquoted(member, ";");
  let range = MEDIA_RANGE.exec(head)?.[1];
  if (range === undefined) return undefined;
  let weight = 1;
  for (const parameter of parameters) {
    if (BLANK.test(parameter)) continue;
    const [, name, value] = PARAMETER.exec(parameter) ?? [];
    if (name === undefined || value === undefined) return undefined;
    // Wherever it stands among the parameters, `q` is the weight (§12.5.1).
    if (name === "q") {
      if (!WEIGHT_ONLY.test(value)) return undefined;
      weight = Number(value);
    } else if (name !== "charset" || !UTF8.test(value)) {
      range += `;${name}=${value}`;
    }
  }
  return { range, weight };
}

/** Splits at a separator that does not stand between quotes (§5.6.4). */
function splitUnquoted(text: string, separator: "," | ";"): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted && character === "\\") i++;
    else if (!isQuoted && character === separator) {
      pieces.push(text.slice(start, i));
      start = i + 1;
    }
  }
  pieces.push(text.slice(start));
  return pieces;
}
