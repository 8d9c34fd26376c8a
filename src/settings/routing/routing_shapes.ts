/**
 * The shapes of the settings of the section `routing`.
 *
 * @module
 */
import type { Fault } from "../parsed.ts";
import type { ListShape, MapShape, Members, MembersValue, ObjectShape } from "../shape.ts";
import { ruleFaults } from "./rule_faults.ts";
import { loopFaults } from "./rule_loops.ts";
import { RULE_MEMBERS } from "./rule_members.ts";

const MOST_RULES = 500;
const MOST_SITES = 500;
const MOST_HOSTS = 100;
const EXAMPLE = '{"match":{"path":"/old/**"},"redirect":{"to":"/new/{1}"}}';

const RULE = {
  kind: "object",
  one: `a rule such as ${EXAMPLE}`,
  members: RULE_MEMBERS,
  check: ruleFaults,
} as const satisfies ObjectShape;

/** Rules, in the order in which they are asked. */
export const RULES = {
  kind: "list",
  one: `a list of at most ${MOST_RULES} rules such as ${EXAMPLE}`,
  item: RULE,
  max: MOST_RULES,
  check: loopFaults,
} as const satisfies ListShape;

const SITE_MEMBERS = {
  hosts: {
    shape: {
      kind: "list",
      one: 'a list of hosts, such as ["blog.example.org","*.example.net"]',
      item: { kind: "form", form: "siteHost" },
      min: 1,
      max: MOST_HOSTS,
    },
    help: "the hosts of its requests: names, addresses, or *. and a name for all below it",
    required: true,
  },
  contentRoot: {
    shape: { kind: "form", form: "path" },
    help: "the directory that is served, relative to this file",
    required: true,
  },
  rules: { shape: RULES, help: "its rules", default: [] },
} as const satisfies Members;

/** A site, as it is used. */
export type SiteSettings = MembersValue<typeof SITE_MEMBERS>;

/** Sites by name. */
export const SITES = {
  kind: "map",
  one:
    `an object of at most ${MOST_SITES} sites such as {"blog":{"hosts":["blog.example.org"],"contentRoot":"blog"}}`,
  names: "siteName",
  values: {
    kind: "object",
    one: 'a site such as {"hosts":["blog.example.org"],"contentRoot":"blog"}',
    members: SITE_MEMBERS,
  },
  max: MOST_SITES,
  check: hostFaults,
} as const satisfies MapShape;

/** A host that two sites have would belong to whichever comes first, which nobody means. */
function hostFaults(sites: readonly (readonly [name: string, site: SiteSettings])[]): readonly Fault[] {
  const owners = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [name, { hosts }] of sites) {
    for (const [index, host] of hosts.entries()) {
      const owner = owners.get(host);
      if (owner === undefined) owners.set(host, name);
      else {faults.push({
          path: [name, "hosts", index],
          expected: `a host that ${owner} does not have`,
          found: host,
          inName: false,
        });}
    }
  }
  return faults;
}
