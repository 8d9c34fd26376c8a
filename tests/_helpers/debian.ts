/** Programs from Debian packages that some tests are about, or measure with. */

/** Whether this run may skip no test for lack of a program, as in CI: `LINPR_TEST_ALL=1`. */
function allMustRun(): boolean {
  return Deno.env.get("LINPR_TEST_ALL") === "1";
}

/**
 * Finds a program on the PATH.
 *
 * For `Deno.test({ name: "… (wrk)", ignore: wrk === undefined, … })`: a machine without the program
 * skips the test, and the test's name says which program it needs.
 *
 * @param name the executable, `ab`
 * @param debianPackage the package that has it, `apache2-utils`; default: `name`
 * @returns its path, or undefined when it is not installed
 * @throws {Error} when it is not installed though `LINPR_TEST_ALL=1`
 */
export function debianProgram(name: string, debianPackage: string = name): string | undefined {
  const directories = (Deno.env.get("PATH") ?? "").split(":");
  // Where an ordinary user's PATH does not lead, but some servers (haproxy) are installed.
  for (const directory of [...directories, "/usr/sbin"]) {
    const path = `${directory}/${name}`;
    if (directory !== "" && isExecutable(path)) return path;
  }
  if (!allMustRun()) return undefined;
  throw new Error(`LINPR_TEST_ALL=1, but there is no ${name}: apt-get install ${debianPackage}`);
}

function isExecutable(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch (error) {
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory ||
      error instanceof Deno.errors.PermissionDenied
    ) return false;
    throw error;
  }
}
