/**
 * Rules that no request ever comes to.
 *
 * @module
 */
import { coversBlock, parseBlock } from "../../patterns/cidr.ts";
import { compileGlob } from "../../patterns/glob.ts";
import { GlobCover } from "../../patterns/glob_cover.ts";
import type { Match, Rule } from "./rule_members.ts";
import { hasMethod } from "./rule_walk.ts";

/** A rule that another one keeps all requests from. */
export interface Unreachable {
  /** Its place in the list, from 0. */
  readonly index: number;
  /** The place of the other one. */
  readonly behind: number;
}

/** A rule, made ready to be compared with others. */
interface Compared {
  readonly rule: Rule;
  readonly match: Match;
  readonly paths: GlobCover;
}

/** Finds the rules that are certain to be in vain. */
export function unreachableRules(rules: readonly Rule[]): readonly Unreachable[] {
  const compared = rules.map((rule): Compared => {
    const { match = {} } = rule;
    return { rule, match, paths: new GlobCover(match.path ?? "/**") };
  });
  return compared.flatMap((later, index) => {
    const behind = compared.slice(0, index).findIndex((earlier) =>
      covers(earlier, later) && endsBefore(earlier.rule, later.rule)
    );
    return behind < 0 ? [] : [{ index, behind }];
  });
}

/** What is rewritten comes back, and gets past the rule only where that has nothing left to do. */
function endsBefore(earlier: Rule, later: Rule): boolean {
  if (earlier.rewrite === undefined) {
    return earlier.redirect !== undefined || earlier.answer !== undefined || earlier.handler !== undefined;
  }
  const path = later.match?.path;
  return path !== undefined && !/[{}]/.test(earlier.rewrite) && !compileGlob(path)(earlier.rewrite);
}

function covers(outer: Compared, inner: Compared): boolean {
  return outer.paths.covers(inner.paths) && coversMethods(outer.match, inner.match) &&
    coversFields(outer.match, inner.match) && coversAddresses(outer.match, inner.match);
}

function coversMethods(outer: Match, inner: Match): boolean {
  return outer.method === undefined || (inner.method?.every((method) => hasMethod(outer, method)) ?? false);
}

/** A field that looks as the inner rule wants it is there. */
function coversFields(outer: Match, inner: Match): boolean {
  const wanted = new Map(inner.header?.map(([name, value]) => [name.toLowerCase(), value]));
  return (outer.header ?? []).every(([name, value]) => {
    const inside = wanted.get(name.toLowerCase());
    return inside === value || (value === true && typeof inside === "string");
  });
}

function coversAddresses(outer: Match, inner: Match): boolean {
  if (outer.address === undefined) return true;
  const blocks = outer.address.map(parseBlock);
  return inner.address?.every((text) => {
    const block = parseBlock(text);
    return block !== undefined && blocks.some((one) => one !== undefined && coversBlock(one, block));
  }) ?? false;
}
