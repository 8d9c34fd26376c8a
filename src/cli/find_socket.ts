/**
 * The server that `attach` and `do` mean.
 *
 * @module
 */
import { resolve } from "@std/path";
import { ControlError } from "../console/control/control_error.ts";
import { isLive } from "../console/control/socket_claim.ts";
import { socketDirectories, socketFiles } from "../console/control/socket_path.ts";
import { excerpt } from "../settings/printable.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { systemErrorCode } from "../settings/system_error.ts";
import type { Options } from "./options.ts";
import { readSettings } from "./session.ts";

/**
 * The path of the control socket that is named on the command line, in the environment or in the settings; or else of
 * the only server that runs.
 *
 * @throws {ControlError} when none runs, or more than one: then the message lists them
 */
export async function findSocket(options: Options): Promise<string> {
  if (Deno.build.os === "windows") {
    throw new ControlError("There is no control socket on Windows; use the console of the server itself.");
  }
  const named = options.settings["control.socket"] ?? settingsSocket(options);
  if (named === "none") {
    throw new ControlError("The settings say that there is no control socket (control.socket).");
  }
  if (named !== "auto") return resolve(Deno.cwd(), named);
  const user = { uid: Deno.uid() ?? 0, environment: (name: string) => Deno.env.get(name) };
  const directories = socketDirectories(user);
  const found = socketFiles(directories);
  const live = await Promise.all(found.map(isReachable));
  const running = found.filter((_, index) => live[index]);
  const [only, another] = running;
  if (only !== undefined && another === undefined) return only;
  if (only === undefined) {
    throw new ControlError(
      `No server of yours runs ('linpr serve' starts one); looked in ${directories.map(excerpt).join(", ")}.`,
    );
  }
  const list = running.map((path) => `  --socket ${excerpt(path)}`);
  throw new ControlError(["More than one server runs; say which:", ...list].join("\n"));
}

/** Whether a server of ours listens there; a socket that we may not use is none of ours. */
async function isReachable(path: string): Promise<boolean> {
  try {
    return await isLive(path);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

/** What the settings say. When they are wrong, they are not what keeps an operator from the server that runs. */
function settingsSocket(options: Options): string {
  try {
    return readSettings(options).settings["control.socket"];
  } catch (error) {
    if (error instanceof SettingsError) return "auto";
    throw error;
  }
}
