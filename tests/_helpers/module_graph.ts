/** The program's own modules and who imports whom, as `deno info` sees it. */

import { fromFileUrl, join, relative } from "@std/path";

/** One import of a file by another. */
export interface Import {
  /** The importing file, below the repository: `src/http/host.ts`. */
  readonly from: string;
  /** The imported file, or what is imported where it is none of ours: `node:buffer`, `@std/path`. */
  readonly to: string;
  /** Whether only types are imported: nothing of it is there when the program runs. */
  readonly typesOnly: boolean;
}

/** A program's files and imports. */
export interface ModuleGraph {
  readonly files: readonly string[];
  readonly imports: readonly Import[];
}

/** The repository's directory. */
export const REPOSITORY: string = fromFileUrl(new URL("../../", import.meta.url));

interface Target {
  readonly specifier: string;
}

interface Dependency {
  readonly specifier: string;
  readonly code?: Target;
  readonly type?: Target;
}

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly Dependency[];
}

/**
 * The graph of all that the entries import, directly or not.
 *
 * @param entries files below the repository
 */
export async function moduleGraph(entries: readonly string[]): Promise<ModuleGraph> {
  const modules = (await Promise.all(entries.map(modulesOf))).flat();
  const imports = new Map<string, Import>();
  const files = new Set<string>();
  for (const { specifier, dependencies = [] } of modules) {
    const from = ownFile(specifier);
    if (from === undefined) continue;
    files.add(from);
    for (const dependency of dependencies) {
      const made = toImport(from, dependency);
      imports.set(`${from} ${made.to}`, made);
    }
  }
  return { files: [...files].sort(), imports: [...imports.values()] };
}

function toImport(from: string, { specifier, code, type }: Dependency): Import {
  const target = (code ?? type)?.specifier ?? specifier;
  return { from, to: ownFile(target) ?? specifier, typesOnly: code === undefined };
}

/** A module of ours as a path below the repository. */
function ownFile(specifier: string): string | undefined {
  if (!specifier.startsWith("file:")) return undefined;
  const path = relative(REPOSITORY, fromFileUrl(specifier)).replaceAll("\\", "/");
  return path.startsWith("..") ? undefined : path;
}

async function modulesOf(entry: string): Promise<readonly Module[]> {
  const args = ["info", "--json", join(REPOSITORY, entry)];
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: readonly Module[] };
  return modules;
}
