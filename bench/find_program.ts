/**
 * Finds a program.
 *
 * @param directories Where to look. Default: the PATH, and /usr/sbin, where an ordinary user's PATH does not lead.
 * @returns its path, or undefined when it is not installed
 */
export function findProgram(
  name: string,
  directories: readonly string[] = searchPath(),
): string | undefined {
  return directories.map((directory) => `${directory}/${name}`).find(isExecutable);
}

function searchPath(): string[] {
  const directories = (Deno.env.get("PATH") ?? "").split(":").filter((directory) => directory !== "");
  return [...directories, "/usr/sbin"];
}

function isExecutable(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    // Not there, or in a directory that this user may not look into: it cannot be run.
    return false;
  }
}
