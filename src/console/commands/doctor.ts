import { readLimits } from "../../supervisor/descriptor_limit.ts";
import { shippedContentRoot } from "../../supervisor/shipped.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ConsoleCommand } from "../context.ts";
import { counted } from "../counted.ts";
import { findingText, sortFindings } from "../doctor/finding.ts";
import { type RootFindings, rootFindings } from "../doctor/root_findings.ts";
import { serverFindings } from "../doctor/server_findings.ts";
import { wrapText } from "../render.ts";

/** Names that are looked at, all roots together, and milliseconds that this may take. */
const MOST_ENTRIES = 50_000;
const LONGEST = 3000;

/** Looks for what should not be so, and says what mends it. */
export const doctor: ConsoleCommand = {
  name: "doctor",
  group: "Ask",
  summary: "Look for what is amiss in the content root, the settings and the system, and say what mends it",
  details: [
    `It looks at ${MOST_ENTRIES} names in the content roots at most, for ${
      LONGEST / 1000
    } seconds, and changes nothing. 'danger' is what gives others what they should not have, or ends the server; 'warning' what is hardly meant; 'note' what is good to know.`,
    "What mends it stands below: a line that begins with $ is for a shell, any other for this prompt.",
  ],
  arguments: [],
  examples: [{ line: "doctor --json", effect: "the same, for a script that looks in every day" }],
  async show({ supervisor, configuration }, { signal }) {
    const { settings } = supervisor;
    const { address, contentRoot } = supervisor.status();
    const { warnings } = configuration.current;
    const roots = await lookAtRoots(contentRoot, settings, signal);
    const findings = sortFindings([
      ...serverFindings({ settings, warnings, address, limits: readLimits() }),
      ...roots.flatMap((root) => root.findings),
    ]);
    const entries = roots.reduce((sum, root) => sum + root.entries, 0);
    const isWhole = roots.every((root) => root.isWhole);
    const looked = `${counted(entries, "name")} in the content root looked at${
      isWhole ? "" : ", and there are more"
    }`;
    const found = findings.length === 0 ? "Nothing found: " : `${counted(findings.length, "finding")}; `;
    return {
      json: { findings, entries, isWhole },
      text: (output) =>
        [
          ...findings.map((finding) => findingText(finding, output)),
          ...wrapText(`${found}${looked}.`, output.columns),
        ].join("\n"),
    };
  },
};

/** All roots share one bound. The site that the binary carries is its own, and as it should be. */
async function lookAtRoots(
  contentRoot: string,
  settings: Settings,
  signal: AbortSignal,
): Promise<readonly RootFindings[]> {
  const paths = new Set([contentRoot, ...settings["routing.sites"].map(([, site]) => site.contentRoot)]);
  if (Deno.build.standalone) paths.delete(shippedContentRoot());
  const end = performance.now() + LONGEST;
  const isOver = (): boolean => signal.aborted || performance.now() > end;
  const roots: RootFindings[] = [];
  let left = MOST_ENTRIES;
  for (const path of paths) {
    const root = await rootFindings(path, settings, { mostEntries: left, isOver });
    left -= root.entries;
    roots.push(root);
  }
  return roots;
}
