/**
 * What is allowed in the settings of the section `routing`, and yet hardly meant.
 *
 * @module
 */
import type { Settings } from "../settings.ts";
import type { Rule } from "./rule_members.ts";
import { unreachableRules } from "./unreachable.ts";

/** Something to look at once more. */
export interface Warning {
  /** Where in the value: members by name, items by number from 0. */
  readonly path: readonly (string | number)[];
  /** What is odd, for people. */
  readonly message: string;
}

/** Finds it in the rules of the default site. */
export function ruleWarnings(rules: Settings["routing.rules"]): readonly Warning[] {
  return unreachable(rules, [], "routing.rules");
}

/** Finds it in the rules of the other sites. */
export function siteWarnings(sites: Settings["routing.sites"]): readonly Warning[] {
  return sites.flatMap(([name, { rules }]) =>
    unreachable(rules, [name, "rules"], `routing.sites.${name}.rules`)
  );
}

function unreachable(rules: readonly Rule[], path: Warning["path"], key: string): readonly Warning[] {
  return unreachableRules(rules).map(({ index, behind }) => ({
    path: [...path, index],
    message: `no request comes as far as this rule: ${key}[${behind}] takes them all`,
  }));
}
