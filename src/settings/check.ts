/**
 * The text of a settings file against the schema.
 *
 * @module
 */
import { nearest } from "./nearest.ts";
import { describeFault, type Fault, faultsOf } from "./parsed.ts";
import type { Position } from "./position.ts";
import { describeFound, excerpt } from "./printable.ts";
import { relationFaults } from "./relations.ts";
import { cacheControlWarnings, mountWarnings, realmWarnings } from "./shadowed_globs.ts";
import { ruleWarnings, siteWarnings, type Warning } from "./routing/routing_warnings.ts";
import { readJson, type ReadMember, type ReadValue } from "./read.ts";
import {
  isSettingKey,
  nameOf,
  sectionOf,
  SECTIONS,
  SETTING_KEYS,
  type SettingKey,
  type Settings,
  type SettingValue,
} from "./settings.ts";
import type { Problem } from "./settings_error.ts";
import { parseSetting } from "./value.ts";

/** Settings that one source gives, and what is wrong with it. */
export interface CheckedSettings {
  /** The good values, in their own units. */
  readonly values: ReadonlyMap<SettingKey, SettingValue>;
  /** What is wrong with the others; empty when nothing is. */
  readonly problems: readonly Problem[];
  /** What is odd about the good values, and yet taken. */
  readonly warnings: readonly Problem[];
}

/** The file that is being checked, and what has been found in it so far. */
interface Check {
  readonly file: string;
  readonly values: Map<SettingKey, SettingValue>;
  /** What was written for each key, good or not. */
  readonly found: Map<SettingKey, ReadValue>;
  readonly problems: Problem[];
  readonly warnings: Problem[];
}

/**
 * Checks a whole file. Never throws: all that is wrong comes back, in the order of the text.
 *
 * @param text the file's text
 * @param file the file's name for the problems
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { checkSettings } from "./check.ts";
 *
 * const { problems } = checkSettings('{ "general": { "prot": 80 } }', ".linprconfig");
 * assertEquals(problems[0]?.suggestion, "general.port");
 * ```
 */
export function checkSettings(text: string, file: string): CheckedSettings {
  const { root, problems } = readJson(text);
  const check: Check = {
    file,
    values: new Map(),
    found: new Map(),
    problems: problems.map((problem) => ({ file, ...problem })),
    warnings: [],
  };
  if (root !== undefined) checkRoot(check, root);
  for (const { key, fault } of relationFaults(check.values)) reportFault(check, key, fault);
  const { values } = check;
  return { values, problems: check.problems.sort(byPlace), warnings: check.warnings.sort(byPlace) };
}

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function checkRoot(check: Check, root: ReadValue): void {
  if (root.members === undefined) {
    report(check, root.at, undefined, `expected an object of sections, got ${describeFound(root.value)}`);
    return;
  }
  reportRepeated(check, root.members, "");
  for (const member of root.members) {
    if (SECTIONS.includes(member.name)) checkSection(check, member.name, member.value);
    else if (member.name !== "$schema") reportUnknownSection(check, member);
    // Editors find the JSON Schema by "$schema"; to us it says nothing.
  }
}

function checkSection(check: Check, section: string, value: ReadValue): void {
  if (value.members === undefined) {
    report(check, value.at, section, `expected an object, got ${describeFound(value.value)}`);
    return;
  }
  reportRepeated(check, value.members, `${section}.`);
  for (const member of value.members) {
    const key = `${section}.${member.name}`;
    if (isSettingKey(key)) checkValue(check, key, member.value);
    else reportUnknownKey(check, section, member);
  }
}

function checkValue(check: Check, key: SettingKey, found: ReadValue): void {
  reportRepeatedWithin(check, found, key);
  const parsed = parseSetting(key, found.value);
  check.found.set(key, found);
  if (parsed.ok) {
    check.values.set(key, parsed.value);
    for (const { path, message } of warningsOf(key, parsed.value)) {
      const { line, column } = placeOf({ path, inName: false }, found);
      check.warnings.push({ file: check.file, line, column, key: pathText(key, path), message });
    }
  }
  for (const fault of faultsOf(parsed)) reportFault(check, key, fault);
}

function reportFault(check: Check, key: SettingKey, fault: Fault): void {
  const found = check.found.get(key);
  if (found === undefined) return;
  const { path, inName, suggestion } = fault;
  const subject = pathText(key, inName ? path.slice(0, -1) : path);
  report(check, placeOf(fault, found), subject, describeFault(fault), suggestion);
}

/** The way to something within a setting: `files.index[1]`, `headers.set.*.html`. */
function pathText(key: string, path: Fault["path"]): string {
  const steps = path.map((step) => typeof step === "number" ? `[${step}]` : `.${excerpt(step)}`);
  return key + steps.join("");
}

function warningsOf(key: SettingKey, value: SettingValue): readonly Warning[] {
  switch (key) {
    case "routing.rules":
      return ruleWarnings(value as Settings["routing.rules"]);
    case "routing.sites":
      return siteWarnings(value as Settings["routing.sites"]);
    case "access.realms":
      return realmWarnings(value as Settings["access.realms"]);
    case "handlers.fetch":
      return mountWarnings(value as Settings["handlers.fetch"]);
    case "headers.cacheControl":
      return cacheControlWarnings(value as Settings["headers.cacheControl"]);
    default:
      return [];
  }
}

/** Where in the file something is: at the very item of a list, name or value of a map. */
function placeOf(fault: Pick<Fault, "path" | "inName">, whole: ReadValue): Position {
  let { at } = whole;
  let within: ReadValue | undefined = whole;
  for (const [depth, step] of fault.path.entries()) {
    const isLast = depth === fault.path.length - 1;
    // Of members with the same name the last one counts.
    const member: ReadMember | undefined = within?.members?.findLast(({ name }) => name === step);
    within = typeof step === "number" ? within?.items?.[step] : member?.value;
    at = (isLast && fault.inName ? member?.at : within?.at) ?? at;
  }
  return at;
}

function reportRepeated(check: Check, members: readonly ReadMember[], prefix: string): void {
  const lines = new Map<string, number>();
  for (const { name, at } of members) {
    const line = lines.get(name);
    if (line === undefined) lines.set(name, at.line);
    else report(check, at, excerpt(prefix + name), `written twice, first on line ${line}`);
  }
}

/** Reports what is written twice in a value, or in what that holds. */
function reportRepeatedWithin(check: Check, { members = [], items = [] }: ReadValue, key: string): void {
  reportRepeated(check, members, `${key}.`);
  for (const { name, value } of members) reportRepeatedWithin(check, value, pathText(key, [name]));
  for (const [index, item] of items.entries()) reportRepeatedWithin(check, item, pathText(key, [index]));
}

function reportUnknownSection(check: Check, { name, at }: ReadMember): void {
  if (isSettingKey(name)) {
    const nested = `{ "${sectionOf(name)}": { "${nameOf(name)}": … } }`;
    report(check, at, name, `keys stand in their section: write ${nested}`);
    return;
  }
  const suggestion = keyNamed(name) ?? nearest(name, SECTIONS);
  const choice = suggestion === undefined ? ` (there are ${SECTIONS.join(", ")})` : "";
  report(check, at, excerpt(name), `unknown section${choice}`, suggestion);
}

function reportUnknownKey(check: Check, section: string, { name, at }: ReadMember): void {
  const names = SETTING_KEYS.filter((key) => sectionOf(key) === section).map(nameOf);
  const near = nearest(name, names);
  const suggestion = keyNamed(name) ?? (near === undefined ? undefined : `${section}.${near}`);
  const choice = suggestion === undefined ? ` (${section} has ${names.join(", ")})` : "";
  report(check, at, excerpt(`${section}.${name}`), `unknown key${choice}`, suggestion);
}

/** The key of this name in whatever section: `idle` put into the wrong one is `timeouts.idle`. */
function keyNamed(name: string): SettingKey | undefined {
  return SETTING_KEYS.find((key) => nameOf(key) === name);
}

function report(
  check: Check,
  at: Position,
  key: string | undefined,
  message: string,
  suggestion?: string,
): void {
  const { line, column } = at;
  check.problems.push({
    file: check.file,
    line,
    column,
    ...(key !== undefined && { key }),
    message,
    ...(suggestion !== undefined && { suggestion }),
  });
}
