/**
 * Rules that lead a request round in a circle.
 *
 * @module
 */
import type { Fault } from "../parsed.ts";
import type { Rule } from "./rule_members.ts";
import { conditionsOf, RuleWalk } from "./rule_walk.ts";

/** More of a way than this tells nothing more. */
const MOST_SHOWN = 4;
const LONGEST_SHOWN = 60;

/**
 * Finds them by trying: a path that fits the rule is walked through all rules. Only what happens to real requests is
 * called a circle: to those that no rule with conditions of its own takes away. One that no such path comes upon is not
 * found, and ends at the request.
 *
 * @param rules rules whose members are all in order
 */
export function loopFaults(rules: readonly Rule[]): readonly Fault[] {
  const walk = new RuleWalk(rules);
  return rules.flatMap((rule, index) => {
    if (rule.rewrite === undefined && rule.redirect === undefined) return [];
    const circle = samplePaths(rule.match?.path).map((path) =>
      walk.circle(
        { path, method: rule.match?.method?.[0] ?? "GET", conditions: conditionsOf(rule.match) },
        rule,
      )
    ).find((way) => way !== undefined);
    if (circle === undefined) return [];
    const at = rule.redirect === undefined ? [index, "rewrite"] : [index, "redirect", "to"];
    const expected = `an end to ${wayText(circle)}`;
    return [{ path: at, expected, found: rule.redirect?.to ?? rule.rewrite, inName: false }];
  });
}

function wayText(way: readonly string[]): string {
  return [...way.slice(0, MOST_SHOWN).map(shortened), ...(way.length > MOST_SHOWN ? ["..."] : [])].join(
    " -> ",
  );
}

function shortened(path: string): string {
  return path.length > LONGEST_SHOWN ? `${path.slice(0, LONGEST_SHOWN)}...` : path;
}

/** Paths that fit a glob: with one segment, and with none, for each `**`. */
function samplePaths(glob: string | undefined): readonly string[] {
  if (glob === undefined) return ["/", "/x"];
  const plain = glob.replace(/\{([^},]*)[^}]*\}/g, "$1");
  const rooted = glob.includes("/") ? (plain.startsWith("/") ? plain : `/${plain}`) : `/${plain}`;
  const fill = (path: string) => path.replaceAll("*", "x").replaceAll("?", "x");
  const longest = fill(rooted.replaceAll("**", "x"));
  const shortest = fill(rooted.replaceAll("/**", ""));
  return [...new Set([longest, shortest === "" ? "/" : shortest])];
}
