/** The rules by which a reader of `src/` finds things, held true (DESIGN §2, ARCHITECTURE.md). */

import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { type Import, type ModuleGraph, moduleGraph, REPOSITORY } from "./_helpers/module_graph.ts";

/** The command line's program, the serving thread's, which the supervisor starts by its URL, and the library. */
const ENTRIES = ["main.ts", "src/worker/main.ts", "src/serve.ts"];

/** Whom each folder may import beside itself; of a name with `types` only what is gone when the program runs. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  http: [],
  patterns: [],
  settings: ["patterns"],
  channel: ["patterns", "settings types"],
  files: ["http", "settings types"],
  handlers: ["http", "files", "patterns", "settings types"],
  worker: ["channel", "handlers", "files", "http", "patterns", "settings"],
  supervisor: ["channel", "http", "settings"],
  console: ["supervisor", "channel types", "http", "patterns", "settings", "version"],
  cli: ["console", "supervisor", "patterns", "settings", "version"],
  serve: ["worker", "channel", "handlers", "files", "http", "settings"],
  version: [],
  main: ["cli"],
};

const MOST_LINES = 400;

/** Names that say nothing of what is inside. */
const EMPTY_NAMES = /^(?:utils?|helpers?|common|misc|shared|types|interfaces|constants|index|mod)(?:\.|\/|$)/;

const graph: ModuleGraph = await moduleGraph(ENTRIES);

/** `http` of `src/http/host.ts`, `cli` of `src/cli.ts`; nothing for what is no source of ours. */
function layerOf(file: string): string | undefined {
  return /^(?:src\/)?([a-z_]+)(?:\.ts$|\/)/.exec(file)?.[1];
}

function isAllowed({ from, to, typesOnly }: Import): boolean {
  const [layer, imported] = [layerOf(from), layerOf(to)];
  if (layer === undefined || imported === undefined) return false;
  const allowed = LAYERS[layer] ?? [];
  return layer === imported || allowed.includes(imported) ||
    (typesOnly && allowed.includes(`${imported} types`));
}

/** All source files, declarations for other people's modules left out. */
async function sourceFiles(directory = "src"): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(join(REPOSITORY, directory))) {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory) files.push(...await sourceFiles(path));
    else if (path.endsWith(".ts") && !path.endsWith(".d.ts")) files.push(path);
  }
  return files;
}

async function textOf(file: string): Promise<string> {
  return await Deno.readTextFile(join(REPOSITORY, file));
}

/** The program text of a file: comments may say what they like. */
async function codeOf(file: string): Promise<string> {
  return (await textOf(file)).replace(/^\s*(?:\/\*|\*|\/\/).*$|\s\/\/\s.*$/gm, "");
}

/** The files whose code has a pattern, with what it matched. */
async function withPattern(files: readonly string[], pattern: RegExp): Promise<string[]> {
  const found = await Promise.all(files.map(async (file) => {
    const match = pattern.exec(await codeOf(file));
    return match === null ? [] : [`${file}: ${match[0].trim()}`];
  }));
  return found.flat();
}

/** A way from a file back to itself along imports; the first one that is found. */
function findCycle({ files, imports }: ModuleGraph): string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const { to } of imports.filter(({ from }) => from === file)) {
      const cycle = walk(to, [...way, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files) {
    const cycle = walk(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

Deno.test("every folder imports only what the table of layers lets it", () => {
  const { imports } = graph;
  const own = imports.filter(({ to }) => to.endsWith(".ts"));
  assert(own.length > 100, `only ${own.length} imports were seen`);
  const wrong = own.filter((one) => !isAllowed(one));
  assertEquals(wrong.map(({ from, to }) => `${from} imports ${to}`), []);
});

Deno.test("the table of layers knows every folder, and no other", async () => {
  const layers = new Set((await sourceFiles()).map(layerOf));
  assertEquals([...layers, "main"].sort(), Object.keys(LAYERS).sort());
});

Deno.test("no module imports itself by way of others", () => {
  assertEquals(findCycle(graph), undefined);
});

Deno.test("findCycle() would find one", () => {
  const imports = [["a", "b"], ["b", "c"], ["c", "b"]].map(([from = "", to = ""]) => ({
    from,
    to,
    typesOnly: false,
  }));
  assertEquals(findCycle({ files: ["a", "b", "c"], imports }), ["b", "c", "b"]);
  assertEquals(findCycle({ files: ["a", "b", "c"], imports: imports.slice(0, 2) }), undefined);
});

Deno.test("every source file is part of the program", async () => {
  const { files } = graph;
  assertEquals((await sourceFiles()).filter((file) => !files.includes(file)), []);
});

Deno.test(`no source file has more than ${MOST_LINES} lines`, async () => {
  const files = await sourceFiles();
  const lines = await Promise.all(files.map(async (file) => (await textOf(file)).split("\n").length - 1));
  assertEquals(files.filter((_, index) => (lines[index] ?? 0) > MOST_LINES), []);
});

Deno.test("src/http is pure: no I/O, no clock, no timer, no chance, no settings", async () => {
  const files = (await sourceFiles()).filter((file) => file.startsWith("src/http/"));
  const impure =
    /\bDeno\b|\bDate\.now\b|\bnew Date\(\)|\bperformance\b|\bset(?:Timeout|Interval)\b|\bMath\.random\b|\bcrypto\b|\bfetch\b|\bconsole\b/;
  assertEquals(await withPattern(files, impure), []);
  const { imports } = graph;
  const foreign = imports.filter(({ from, to }) =>
    from.startsWith("src/http/") && !to.startsWith("src/http/")
  );
  // The one that is faster than what the language has, for bytes as text.
  assertEquals(foreign.map(({ to }) => to).filter((to) => to !== "node:buffer"), []);
});

Deno.test("src/handlers knows nothing of sockets and threads", async () => {
  const files = (await sourceFiles()).filter((file) => file.startsWith("src/handlers/"));
  assertEquals(
    await withPattern(files, /\bDeno\.(?:listen|connect|\w*Conn)\b|\bWorker\b|\bpostMessage\b/),
    [],
  );
});

Deno.test("no module has state that changes", async () => {
  assertEquals(await withPattern(await sourceFiles(), /^(?:export )?(?:let|var) .*$/m), []);
});

Deno.test("no file is a drawer for anything, and none only passes on what others export", async () => {
  const files = await sourceFiles();
  const drawers = files.filter((file) =>
    file.split("/").slice(1).some((_, at, parts) => EMPTY_NAMES.test(parts.slice(at).join("/")))
  );
  assertEquals(drawers, []);
  assertEquals(await withPattern(files, /^export (?:type )?(?:\*|\{[^}]*\}) from .*$/m), []);
});
