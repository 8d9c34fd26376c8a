/**
 * A settings file written whole, or not at all.
 *
 * @module
 */
import { basename, dirname, join } from "@std/path";
import { SettingsError } from "./settings_error.ts";
import { systemErrorCode } from "./system_error.ts";

/** Who may do what with a new file. */
const NEW_MODE = 0o644;

/**
 * Puts a text in place of a settings file, so that whoever reads it meanwhile reads the old one or the new one. A
 * symbolic link stays, and what it leads to is written; so stay mode and, where the program runs as root, owner.
 *
 * @param path the file, which need not exist: an absolute path
 * @param name the file's name for the message of an error
 * @param text what is to stand in it
 * @throws {SettingsError} when that cannot be: the file is as it was
 */
export function writeSettingsFile(path: string, name: string, text: string): void {
  try {
    const target = isThere(path) ? Deno.realPathSync(path) : path;
    const former = target === path && !isThere(path) ? undefined : Deno.statSync(target);
    if (former !== undefined && !former.isFile) {
      throw new SettingsError([{ file: name, message: "this is not a file that can be written" }]);
    }
    // A rename asks the folder only; who has made the file one to read has meant that.
    if (former !== undefined) Deno.openSync(target, { write: true }).close();
    const draft = join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}`);
    try {
      writeDraft(draft, text, former);
      Deno.renameSync(draft, target);
    } catch (error) {
      removeDraft(draft);
      throw error;
    }
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    const reason = code === "EACCES" || code === "EPERM" ? "permission denied" : code;
    throw new SettingsError([{ file: name, message: `the file cannot be written: ${reason}` }]);
  }
}

function writeDraft(draft: string, text: string, former: Deno.FileInfo | undefined): void {
  const mode = (former?.mode ?? NEW_MODE) & 0o7777;
  const file = Deno.openSync(draft, { write: true, createNew: true, mode });
  try {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
    // A rename may reach the disk before what is renamed does.
    file.syncDataSync();
  } finally {
    file.close();
  }
  if (former === undefined || Deno.build.os === "windows") return;
  // What the process would take away from new files is not taken from this one.
  Deno.chmodSync(draft, mode);
  if (Deno.uid() === 0) Deno.chownSync(draft, former.uid, former.gid);
}

function removeDraft(draft: string): void {
  try {
    Deno.removeSync(draft);
  } catch (error) {
    // What could not be made need not be removed.
    if (systemErrorCode(error) === undefined) throw error;
  }
}

/** Whether something is there, be it a link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return false;
    throw error;
  }
}
