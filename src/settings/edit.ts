/**
 * Values put into the text of a settings file, all else of it left as it is: comments, order, blanks.
 *
 * @module
 */
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { formatDuration } from "./duration.ts";
import { nameOf, schemaEntry, sectionOf, type SettingKey, type Settings } from "./settings.ts";
import type { TextMap } from "./schema_entry.ts";
import { formatSize } from "./size.ts";
import { formatShape } from "./structure.ts";

/**
 * Writes settings into a text.
 *
 * @param text a good settings file; blank text is an empty one
 * @param keys the settings to write
 * @param settings has their values
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { editSettings } from "./edit.ts";
 * import { defaultSettings } from "./settings.ts";
 *
 * const text = '{ "general": { "port": 80 } } // mine';
 * const settings = { ...defaultSettings(), "general.port": 8080 };
 * assertEquals(editSettings(text, ["general.port"], settings), '{ "general": { "port": 8080 } } // mine');
 * ```
 */
export function editSettings(text: string, keys: readonly SettingKey[], settings: Settings): string {
  const start = text.trim() === "" ? "{}\n" : text;
  return keys.reduce((edited, key) => put(edited, key, valueText(key, settings[key])), start);
}

function put(text: string, key: SettingKey, value: string): string {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root?.type !== "object") throw new Error("A settings file that was read is an object");
  const written = findNodeAtLocation(root, [sectionOf(key), nameOf(key)]);
  if (written !== undefined) return splice(text, written.offset, written.offset + written.length, value);
  const section = findNodeAtLocation(root, [sectionOf(key)]);
  if (section !== undefined) return addMember(text, section, nameOf(key), () => value);
  const eol = lineBreak(text);
  return addMember(text, root, sectionOf(key), (indent, unit) => {
    const member = `${JSON.stringify(nameOf(key))}: ${value}`;
    return indent === undefined ? `{ ${member} }` : `{${eol}${indent}${unit}${member}${eol}${indent}}`;
  });
}

/** Puts a member behind the others of an object: on a line of its own, unless the whole object is on one. */
function addMember(
  text: string,
  object: Node,
  name: string,
  value: (indent: string | undefined, unit: string) => string,
): string {
  const { children: members = [], offset, length } = object;
  const close = offset + length - 1;
  const last = members.at(-1);
  const unit = indentUnit(text);
  if (last !== undefined && !text.slice(offset, close).includes("\n")) {
    const member = `${JSON.stringify(name)}: ${value(undefined, unit)}`;
    return splice(text, end(last), end(last), `, ${member}`);
  }
  const eol = lineBreak(text);
  const own = last === undefined ? undefined : /^[ \t]*$/.exec(lineUpTo(text, last.offset))?.[0];
  const indent = own ?? (/^[ \t]*/.exec(lineUpTo(text, offset))?.[0] ?? "") + unit;
  // Behind the last comment, too, and before the blanks that lead to the brace.
  const at = offset + text.slice(offset, close).trimEnd().length;
  const tail = text.slice(at, close).includes("\n") ? "" : eol + indent.slice(0, indent.length - unit.length);
  const member = `${eol}${indent}${JSON.stringify(name)}: ${value(indent, unit)}`;
  const hasComma = last === undefined || isCommaBehind(text, end(last), close);
  const edited = splice(text, at, at, member + tail);
  return hasComma ? edited : splice(edited, end(last), end(last), ",");
}

/** Whether a comma that is not in a comment stands between two places. */
function isCommaBehind(text: string, from: number, to: number): boolean {
  return text.slice(from, to).replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, "").includes(",");
}

function end({ offset, length }: Node): number {
  return offset + length;
}

function splice(text: string, from: number, to: number, put: string): string {
  return text.slice(0, from) + put + text.slice(to);
}

function lineUpTo(text: string, at: number): string {
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
}

function lineBreak(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** How the file indents: by the first line that does. Default: two blanks. */
function indentUnit(text: string): string {
  return /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
}

/** A value as `.linprconfig` has it. */
function valueText<K extends SettingKey>(key: K, value: Settings[K]): string {
  const entry = schemaEntry(key);
  switch (entry.kind) {
    case "structure":
      return formatShape(entry.shape, value);
    case "size":
      return JSON.stringify(formatSize(value as number));
    case "duration":
      return JSON.stringify(formatDuration(value as number));
    case "list":
      return `[${(value as readonly string[]).map((item) => JSON.stringify(item)).join(", ")}]`;
    case "map": {
      const pairs = (value as TextMap).map(([name, held]) =>
        `${JSON.stringify(name)}: ${JSON.stringify(held)}`
      );
      return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
    }
    default:
      return JSON.stringify(value);
  }
}
