/** Content roots for tests: temporary directories with whatever a hostile disk can hold. */

import { dirname, join } from "@std/path";

/** The content of a file; text is written as UTF-8. */
export type Content = string | Uint8Array;

/** What to make: files by their path below the root, and directories, whose path ends in `/`. */
export type TreeContent = Readonly<Record<string, Content>>;

/**
 * File names that are legal on Linux and that break careless listings, logs and redirects.
 * (ATTACKS.md, line 18.)
 */
export const HOSTILE_NAMES: readonly string[] = [
  "<img src=x onerror=alert(1)>.txt",
  '" onmouseover="alert(1).txt',
  "javascript:alert(1)",
  "100%25 #1?.txt",
  "%2e%2e%2fa.txt",
  "a&amp;b.txt",
  "line\nbreak.txt",
  "tab\there.txt",
  "escape\x1b[2J.txt",
  "rtl\u202etxt.exe",
  "zero\u200bwidth.txt",
  " leading and trailing ",
  "-rf",
  "back\\slash.txt",
  "{}.txt",
  "Füße 🦕.txt",
];

/** A temporary directory with a content root in it; removed on dispose. */
export interface ContentTree extends AsyncDisposable {
  /** The content root: an absolute path without symbolic links, ending in `/pub`. */
  readonly root: string;
  /** The directory that holds the root, for files that no client may ever see. */
  readonly base: string;
  /** The absolute path of a name below the root. */
  path(name: string): string;
  /** Writes a file, or with a `/` at the end makes a directory; parents are made as needed. */
  write(name: string, content: Content): Promise<void>;
  /** Writes a file beside the root, at `name` below {@linkcode base}, and returns its path. */
  writeOutside(name: string, content: Content): Promise<string>;
  /** Makes `name` a symbolic link to `target`, which need not exist. */
  symlink(target: string, name: string): Promise<void>;
  /** Makes a named pipe: opening it to read waits until somebody opens it to write. */
  fifo(name: string): Promise<void>;
  /** Writes a file in the root whose name is these bytes; they need not be UTF-8. */
  writeBytesNamed(name: Uint8Array, content: string): Promise<void>;
}

/**
 * Makes a content root.
 *
 * ```ts ignore
 * await using tree = await contentTree({ "a.txt": "A", "sub/": "", "sub/b.bin": bytes });
 * ```
 *
 * @param content what it holds at first; default: nothing
 */
export async function contentTree(content: TreeContent = {}): Promise<ContentTree> {
  const base = await Deno.realPath(await Deno.makeTempDir({ prefix: "linpr-" }));
  const root = join(base, "pub");
  const path = (name: string): string => join(root, name);
  const tree: ContentTree = {
    root,
    base,
    path,
    write: (name, content) => write(path(name), name.endsWith("/"), content),
    writeOutside: async (name, content) => {
      await write(join(base, name), name.endsWith("/"), content);
      return join(base, name);
    },
    symlink: async (target, name) => {
      await Deno.mkdir(dirname(path(name)), { recursive: true });
      await Deno.symlink(target, path(name));
    },
    fifo: (name) => run("mkfifo", ["--", path(name)]),
    writeBytesNamed: (name, content) => writeBytesNamed(root, name, content),
    [Symbol.asyncDispose]: () => Deno.remove(base, { recursive: true }),
  };
  await Deno.mkdir(root);
  for (const [name, data] of Object.entries(content)) await tree.write(name, data);
  return tree;
}

async function write(path: string, isDirectory: boolean, content: Content): Promise<void> {
  if (isDirectory) return await Deno.mkdir(path, { recursive: true });
  await Deno.mkdir(dirname(path), { recursive: true });
  if (typeof content === "string") return await Deno.writeTextFile(path, content);
  await Deno.writeFile(path, content);
}

/** Deno's own functions take text, so a name that is not UTF-8 has to come from a shell's printf. */
async function writeBytesNamed(root: string, name: Uint8Array, content: string): Promise<void> {
  const octal = [...name].map((byte) => `\\0${byte.toString(8)}`).join("");
  const script = 'cd "$1" && printf %s "$3" > "./$(printf %b "$2")"';
  await run("sh", ["-c", script, "sh", root, octal, content]);
}

async function run(command: string, args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args }).output();
  if (!success) throw new Error(`${command}: ${new TextDecoder().decode(stderr)}`);
}
