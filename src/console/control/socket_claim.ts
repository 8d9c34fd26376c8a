/**
 * A control socket of our own: nobody else may use it, and what stood there before is looked at.
 *
 * @module
 */
import { dirname } from "@std/path";
import { excerpt } from "../../settings/printable.ts";
import { systemErrorCode } from "../../settings/system_error.ts";
import { ControlError } from "./control_error.ts";

/** All but the owner's reading and writing is taken away. */
const SOCKET_UMASK = 0o177;

/**
 * Listens on a socket in the file system, of mode 0600 from its first moment.
 *
 * A missing directory is made, of mode 0700. A socket that nobody listens on, left by a server that was killed, is
 * replaced; two servers that do so at the same moment have the same port too, of which only one gets this far.
 *
 * @throws {ControlError} when another server listens there, something else than a socket is there, or the system refuses
 */
export async function claimSocket(path: string): Promise<Deno.UnixListener> {
  try {
    Deno.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    await removeStale(path);
    return listen(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new ControlError(`The control socket ${excerpt(path)} cannot be had: ${code}.`);
  }
}

/**
 * Makes sure that a directory among the temporary files is ours alone: anybody may make one of that name there.
 *
 * @throws {ControlError} when it is a link, or others can use it
 */
export function checkPrivate(directory: string, uid: number): void {
  try {
    Deno.mkdirSync(directory, { recursive: true, mode: 0o700 });
    const info = Deno.lstatSync(directory);
    if (info.isDirectory && info.uid === uid && ((info.mode ?? 0) & 0o077) === 0) return;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new ControlError(`The directory ${excerpt(directory)} cannot be made: ${code}.`);
  }
  throw new ControlError(
    `The directory ${excerpt(directory)} is not private (mode 0700, and its owner's user id ${uid}).`,
  );
}

/** Whether somebody listens on a socket. */
export async function isLive(path: string): Promise<boolean> {
  try {
    (await Deno.connect({ transport: "unix", path })).close();
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ECONNREFUSED" || code === "ENOENT" || code === "ENOTSOCK") return false;
    // Its queue is full.
    if (code === "EAGAIN") return true;
    throw error;
  }
}

/** Removes a socket of ours from the file system: Deno does it too, but later than the process may live. */
export function removeSocket(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    // Somebody has removed it, or the directory: it is gone, which is what was wanted.
    if (systemErrorCode(error) === undefined) throw error;
  }
}

async function removeStale(path: string): Promise<void> {
  const found = lookAt(path);
  if (found === undefined) return;
  if (found.isSymlink || found.isSocket !== true) {
    const what = found.isSymlink ? "a symbolic link" : "no socket";
    throw new ControlError(`The control socket ${excerpt(path)} cannot be had: what is there is ${what}.`);
  }
  if (await isLive(path)) {
    throw new ControlError(`The control socket ${excerpt(path)} belongs to a server that runs.`);
  }
  Deno.removeSync(path);
}

function lookAt(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.lstatSync(path);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The mask is the process's, so nothing else may happen between its change and its return: all of it is synchronous. */
function listen(path: string): Deno.UnixListener {
  const mask = Deno.umask(SOCKET_UMASK);
  try {
    return Deno.listen({ transport: "unix", path });
  } finally {
    Deno.umask(mask);
  }
}
