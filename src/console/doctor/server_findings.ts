/**
 * What `doctor` finds in the settings, in where the server can be reached, and in what the system allows it.
 *
 * @module
 */
import { printable } from "../../settings/printable.ts";
import type { Settings } from "../../settings/settings.ts";
import { formatProblem, type Problem } from "../../settings/settings_error.ts";
import { connectionBudget } from "../../supervisor/descriptor_limit.ts";
import type { ListenAddress } from "../../supervisor/status.ts";
import { addressText, isLoopback } from "../urls.ts";
import { consoleMend, type Finding, type Mend } from "./finding.ts";

/** What there is to judge by. */
export interface ServerFacts {
  readonly settings: Settings;
  /** What was odd about them when they were read. */
  readonly warnings: readonly Problem[];
  /** What the server is bound to; `undefined` when it is stopped. */
  readonly address: ListenAddress | undefined;
  /** The text of `/proc/self/limits`; `undefined` where there is none. */
  readonly limits: string | undefined;
}

/** Fewer connections than this are soon used up. */
const FEW_CONNECTIONS = 1000;
/** Open files that are enough for tens of thousands of connections. */
const MANY_FILES = 65_536;

/** Looks at the server. */
export function serverFindings(facts: ServerFacts): readonly Finding[] {
  return [
    ...connectionFindings(facts),
    ...networkFindings(facts),
    ...proxyFindings(facts),
    ...facts.warnings.map((warning): Finding => ({
      level: "warning",
      kind: "settings",
      text: printable(formatProblem(warning)),
    })),
  ];
}

/** At the limit of open files the runtime does not fail, it ends. */
function connectionFindings({ settings, limits }: ServerFacts): readonly Finding[] {
  const budget = connectionBudget(limits);
  const wanted = settings["limits.connections"];
  if (wanted > budget) {
    return [{
      level: "danger",
      kind: "descriptors",
      text:
        `limits.connections is ${wanted}, but the system's limit of open files is enough for ${budget} only: ` +
        "at that limit the server ends",
      mend: consoleMend("set limits.connections 0"),
    }];
  }
  if (wanted > 0 || budget >= FEW_CONNECTIONS) return [];
  return [{
    level: "note",
    kind: "descriptors",
    text:
      `the system's limit of open files is enough for ${budget} connections; set it before the start for more`,
    mend: { where: "shell", line: `ulimit -n ${MANY_FILES}` },
  }];
}

function networkFindings({ settings, address }: ServerFacts): readonly Finding[] {
  const hostname = address?.hostname ?? settings["general.host"];
  if (isLoopback(hostname)) return [];
  const where = address === undefined ? hostname : addressText(address);
  const mend: Mend = address === undefined
    ? consoleMend("set general.host 127.0.0.1")
    : consoleMend(`stop; startup ${addressText({ ...address, hostname: "127.0.0.1" })}; listen`);
  if (settings["access.realms"].length === 0 && settings["access.allow"].length === 0) {
    return [{
      level: "warning",
      kind: "open to all",
      text: `the network can reach ${where}, and all that is in the content root is for everybody`,
      mend,
    }];
  }
  if (settings["access.realms"].length === 0 || settings["access.trustedProxies"].length > 0) return [];
  return [{
    level: "warning",
    kind: "readable passwords",
    text: `the network can reach ${where}, and passwords come over it unencrypted: ` +
      "let a proxy that speaks TLS be the only one to reach it",
    mend,
  }];
}

function proxyFindings({ settings }: ServerFacts): readonly Finding[] {
  const all = settings["access.trustedProxies"].filter((block) => block.endsWith("/0"));
  if (all.length === 0) return [];
  return [{
    level: "danger",
    kind: "trusted by all",
    text: `access.trustedProxies has ${all.join(", ")}: anybody may say that a request is from somebody else`,
    mend: consoleMend("set access.trustedProxies 127.0.0.1"),
  }];
}
