import type { HeldFile } from "../../channel/questions.ts";
import { printable } from "../../settings/printable.ts";
import { type Column, renderColumns } from "../columns.ts";
import type { ConsoleCommand } from "../context.ts";
import { sizeText } from "../size_text.ts";
import { timeText } from "../time_text.ts";

const COLUMNS: readonly Column[] = [
  { title: "bytes", align: "right" },
  { title: "coding" },
  { title: "held", align: "right", spare: 2 },
  { title: "checked", align: "right", spare: 1 },
  { title: "file", flexible: true },
];

/** One file in one coding, over all workers. */
interface MergedFile extends Omit<HeldFile, "bytes"> {
  /** All that the workers hold of it, in bytes. */
  readonly bytes: number;
  /** How often it is held: by how many workers, and under how many of its paths. */
  readonly held: number;
}

/** Lists what is answered from memory. */
export const files: ConsoleCommand = {
  name: "files",
  group: "See",
  summary: "List the files that are held in memory",
  details: [
    "Each worker has a cache of its own; a file counts for each that holds it, and for each path that it was asked for by. The largest come first, 500 of each worker at most.",
    "Of files larger than cache.largestFile it is the ranges that were asked for more than once.",
    "'checked' is how long ago it was last made sure that the disk has nothing else: with cache.validFor at 0 that is done before each answer.",
  ],
  arguments: [],
  examples: [{ line: "files --json", effect: "the same, for programs" }],
  watchable: true,
  async show({ supervisor }) {
    const found = mergeFiles((await supervisor.ask({ kind: "files" })).flat());
    return {
      json: found.map(({ coding, ...file }) => ({ ...file, coding: coding ?? null })),
      text: (output) =>
        found.length === 0 ? "No file is in memory." : renderColumns(COLUMNS, found.map(cells), output),
    };
  },
};

/** Puts together what several workers hold of one file in one coding; the largest first, then by path. */
export function mergeFiles(held: readonly HeldFile[]): readonly MergedFile[] {
  const merged = new Map<string, MergedFile>();
  for (const file of held) {
    // No path has a NUL.
    const key = `${file.path}\0${file.coding ?? ""}`;
    const others = merged.get(key);
    merged.set(key, {
      ...file,
      bytes: file.bytes + (others?.bytes ?? 0),
      held: 1 + (others?.held ?? 0),
      checked: Math.min(file.checked, others?.checked ?? Infinity),
    });
  }
  return [...merged.values()].sort((one, other) =>
    other.bytes - one.bytes || (one.path < other.path ? -1 : one.path > other.path ? 1 : 0)
  );
}

function cells({ path, coding, bytes, held, checked }: MergedFile): readonly string[] {
  return [sizeText(bytes), coding ?? "-", String(held), timeText(checked), printable(path)];
}
