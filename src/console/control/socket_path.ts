/**
 * Where control sockets are.
 *
 * @module
 */
import { join } from "@std/path";
import { systemErrorCode } from "../../settings/system_error.ts";

/** Gives an environment variable. */
type Environment = (name: string) => string | undefined;

/** A user, by number. */
export interface User {
  /** 0: root. */
  readonly uid: number;
  readonly environment: Environment;
}

/**
 * The directories in which servers of this user put their sockets: the first is where a new one goes. It is the user's
 * own by the XDG Base Directory Specification, or root's `/run/linpr`, or else a private one among the temporary files.
 *
 * All are looked through, for a service of the same user may have another environment than the shell.
 */
export function socketDirectories({ uid, environment }: User): readonly string[] {
  const runtime = environment("XDG_RUNTIME_DIR") ?? "";
  const temporary = environment("TMPDIR") ?? "";
  return [
    ...(runtime.startsWith("/") ? [join(runtime, "linpr")] : []),
    ...(uid === 0 ? ["/run/linpr"] : []),
    join(temporary.startsWith("/") ? temporary : "/tmp", `linpr-${uid}`),
  ];
}

/** The sockets, live or stale, in these directories, sorted within each. */
export function socketFiles(directories: readonly string[]): readonly string[] {
  return directories.flatMap((directory) =>
    namesIn(directory).filter((name) => name.endsWith(".sock")).sort().map((name) => join(directory, name))
  );
}

function namesIn(directory: string): readonly string[] {
  try {
    return Array.from(Deno.readDirSync(directory), ({ name }) => name);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
}
