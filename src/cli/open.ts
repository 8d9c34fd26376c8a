import type { Output } from "../console/output.ts";
import { systemErrorCode } from "../settings/system_error.ts";

/**
 * Opens a URL in the system's browser. Where there is none, a line on stderr says so: the server is what matters.
 *
 * @param url one of ours, so that nothing in it means anything to a shell
 */
export async function openBrowser(url: string, output: Output): Promise<void> {
  const [program, ...args] = opener(url);
  try {
    const command = new Deno.Command(program, { args, stdin: "null", stdout: "null", stderr: "null" });
    const { success } = await command.spawn().status;
    if (!success) output.warn(`No browser could be opened; open ${url} yourself.`);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    const reason = code === "ENOENT" ? "is missing" : `cannot be run: ${code}`;
    output.warn(`No browser could be opened ('${program}' ${reason}); open ${url} yourself.`);
  }
}

/** The program that knows the user's browser. */
function opener(url: string): readonly [string, ...string[]] {
  switch (Deno.build.os) {
    case "darwin":
      return ["open", url];
    case "windows":
      // `start` takes its first quoted word for a window title.
      return ["cmd", "/c", "start", "", url];
    default:
      return ["xdg-open", url];
  }
}
