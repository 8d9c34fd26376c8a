/**
 * Opens the control socket that the settings ask for.
 *
 * @module
 */
import { join } from "@std/path";
import { StartupError } from "../../supervisor/startup_error.ts";
import type { LoadedSettings } from "../../settings/load.ts";
import { ControlError } from "./control_error.ts";
import type { ControlBase } from "./control_base.ts";
import { ControlServer } from "./control_server.ts";
import { checkPrivate, claimSocket } from "./socket_claim.ts";
import { socketDirectories } from "./socket_path.ts";

/**
 * Opens the socket.
 *
 * @param name what an `auto` one is called, without its ending
 * @returns undefined where there is to be none; or where an `auto` one cannot be had, which is told as a warning: the
 * server is what matters
 * @throws {StartupError} when the one that the settings name cannot be had
 */
export async function openControl(
  name: string,
  loaded: LoadedSettings,
  base: ControlBase,
): Promise<ControlServer | undefined> {
  const wanted = loaded.settings["control.socket"];
  if (wanted === "none") return undefined;
  const isAuto = wanted === "auto";
  try {
    if (Deno.build.os === "windows") {
      if (isAuto) return undefined;
      throw new ControlError("There is no control socket on Windows: set control.socket to none.");
    }
    const path = isAuto ? automaticPath(name) : wanted;
    return new ControlServer(path, await claimSocket(path), base);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    if (!isAuto) throw new StartupError("system", error.message);
    base.notices.tell(
      `${error.message} The server runs without one; control.socket can name another place, or none.`,
    );
    return undefined;
  }
}

/** Where a new socket goes when nobody says. */
function automaticPath(name: string): string {
  const uid = Deno.uid() ?? 0;
  const [directory = ""] = socketDirectories({ uid, environment: (name) => Deno.env.get(name) });
  checkPrivate(directory, uid);
  return join(directory, `${name}.sock`);
}
