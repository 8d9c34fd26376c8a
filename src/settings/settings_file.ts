/**
 * A settings file on disk: its name for people, and its text.
 *
 * @module
 */
import { isAbsolute, relative } from "@std/path";
import { SettingsError } from "./settings_error.ts";
import { systemErrorCode } from "./system_error.ts";

/** A settings file has some kilobytes; what is larger is the wrong file. In bytes. */
const LARGEST_FILE = 1024 * 1024;

/**
 * The file as a person in the working directory would name it: relative where it lies below.
 *
 * @param cwd the working directory: an absolute path
 * @param path the file: an absolute path
 */
export function displayName(cwd: string, path: string): string {
  const name = relative(cwd, path);
  return name === "" || name.startsWith("..") || isAbsolute(name) ? path : name;
}

/**
 * Reads a settings file.
 *
 * @param path the file: an absolute path
 * @param name the file's name for the message of an error
 * @returns its text, or undefined where there is no such file
 * @throws {SettingsError} where there is one, but it cannot be read, or cannot be a settings file
 */
export function readSettingsFile(path: string, name: string): string | undefined {
  try {
    const unfit = whyUnfit(Deno.statSync(path));
    if (unfit !== undefined) throw new SettingsError([{ file: name, message: unfit }]);
    const text = decode(Deno.readFileSync(path));
    if (text === undefined) throw new SettingsError([{ file: name, message: "this is not text in UTF-8" }]);
    return text;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === "ENOENT") return undefined;
    if (code === undefined) throw error;
    throw new SettingsError([{ file: name, message: `the file cannot be read: ${REASONS[code] ?? code}` }]);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  ELOOP: "its symbolic links go round in a circle",
  ENAMETOOLONG: "its name is too long",
  ENOTDIR: "a part of its path is not a directory",
};

function whyUnfit(info: Deno.FileInfo): string | undefined {
  if (info.isDirectory) return "this is a directory, not a settings file";
  // A FIFO is what a shell's `<(command)` gives; a device could be read for ever.
  if (!info.isFile && info.isFifo !== true) return "this is not a file";
  return info.size > LARGEST_FILE ? "this is too large for a settings file: more than 1 MiB" : undefined;
}

/** Undefined for bytes that are not UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
