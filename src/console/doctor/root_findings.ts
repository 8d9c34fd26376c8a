/**
 * What `doctor` finds in the content roots.
 *
 * @module
 */
import { dirname, join } from "@std/path";
import { printable } from "../../settings/printable.ts";
import type { Settings } from "../../settings/settings.ts";
import { systemErrorCode } from "../../settings/system_error.ts";
import { counted } from "../counted.ts";
import { consoleMend, type Finding, namesText, shellMend } from "./finding.ts";
import { ODDITIES, type Oddity, type Sighting, type SurveyBounds, surveyTree } from "./tree_survey.ts";

/** What was found in one root. */
export interface RootFindings {
  readonly findings: readonly Finding[];
  /** Names that were looked at. */
  readonly entries: number;
  /** Whether that were all. */
  readonly isWhole: boolean;
}

/** Smaller files are no burden without a coding. */
const HUGE = 256 * 1024;
/** The bit of a mode by which anybody may write. */
const WORLD_WRITABLE = 0o002;

/** Looks at a content root. */
export async function rootFindings(
  path: string,
  settings: Settings,
  bounds: Omit<SurveyBounds, "largest">,
): Promise<RootFindings> {
  try {
    const root = await Deno.realPath(path);
    const { found, entries, isWhole } = await surveyTree(root, {
      ...bounds,
      largest: largestUncoded(settings),
    });
    const findings = [
      ...ODDITIES.flatMap((oddity) => {
        const sighting = found.get(oddity);
        return sighting === undefined ? [] : [oddityFinding(root, oddity, sighting, settings)];
      }),
      ...await writableFindings(root),
      ...await pageFindings(root),
    ];
    return { findings, entries, isWhole };
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return { findings: [unlisted(path)], entries: 0, isWhole: true };
  }
}

/** What is compressed on the fly is what fits in memory. */
function largestUncoded(settings: Settings): number {
  return settings["codings.siblings"] ? Math.max(HUGE, settings["cache.largestFile"]) : Infinity;
}

function unlisted(path: string): Finding {
  const text = `the content root ${printable(path)} cannot be listed: it is not there, or may not be read`;
  return { level: "danger", kind: "root", text, mend: shellMend("ls -ld", [path]) };
}

function oddityFinding(
  root: string,
  oddity: Oddity,
  { count, paths: below }: Sighting,
  settings: Settings,
): Finding {
  const paths = below.map((path) => join(root, path));
  const names = namesText(below, count);
  switch (oddity) {
    case "dotfile":
      return settings["files.dotfiles"]
        ? {
          level: "danger",
          kind: "dotfiles",
          text: `${names}: what begins with a dot is served, as files.dotfiles is on`,
          paths,
          mend: consoleMend("set files.dotfiles off"),
        }
        : {
          level: "note",
          kind: "dotfiles",
          text: `${names}: not served, as files.dotfiles is off, but it need not lie in the content root`,
          paths,
          mend: shellMend("mv -n", [...paths, dirname(root)]),
        };
    case "leading out":
      return {
        level: "warning",
        kind: "links out",
        text: `${names}: ${links(count)} out of the content root, and not followed`,
        paths,
        mend: shellMend("rm", paths),
      };
    case "leading nowhere":
      return {
        level: "warning",
        kind: "broken links",
        text: `${names}: ${links(count)} nowhere`,
        paths,
        mend: shellMend("rm", paths),
      };
    case "special":
      return {
        level: "warning",
        kind: "special files",
        text: `${names}: a pipe, a socket or a device, and never served`,
        paths,
        mend: shellMend("rm", paths),
      };
    case "uncoded":
      return {
        level: "note",
        kind: "uncompressed",
        text: `${names}: ${counted(count, "large file")} sent as ${
          count === 1 ? "it is" : "they are"
        }: too large to be compressed on the fly, and no coded form lies beside`,
        paths,
        mend: shellMend("gzip -k9", paths),
      };
    case "unreadable":
      return {
        level: "warning",
        kind: "unreadable",
        text: `${names}: may not be listed, and what is below cannot be served`,
        paths,
        mend: shellMend("chmod a+rx", paths),
      };
  }
}

function links(count: number): string {
  return count === 1 ? "a link that leads" : "links that lead";
}

/** Windows has no modes. */
async function writableFindings(root: string): Promise<readonly Finding[]> {
  const { mode } = await Deno.stat(root);
  if (mode === null || (mode & WORLD_WRITABLE) === 0) return [];
  return [{
    level: "danger",
    kind: "writable root",
    text: `${printable(root)}: every user of this machine may put files into the content root`,
    paths: [root],
    mend: shellMend("chmod o-w", [root]),
  }];
}

/** The shortest page of one's own has a place for the status code, and nothing else. */
async function pageFindings(root: string): Promise<readonly Finding[]> {
  const directory = join(root, "error");
  const pages = ["404.html", "default.html"].map((name) => join(directory, name));
  const found = await Promise.all(pages.map(isFile));
  if (found.includes(true)) return [];
  const target = shellMend("echo '<h1>{}</h1>' >", [join(directory, "default.html")]).line;
  return [{
    level: "note",
    kind: "error pages",
    text:
      "the site has neither error/404.html nor error/default.html: errors have the page that LINPR carries",
    mend: { where: "shell", line: `${shellMend("mkdir -p", [directory]).line} && ${target}` },
  }];
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}
