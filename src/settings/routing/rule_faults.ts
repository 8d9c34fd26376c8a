/**
 * What can be wrong with a rule whose members are all in order.
 *
 * @module
 */
import { countCaptures } from "../../patterns/glob.ts";
import type { Fault } from "../parsed.ts";
import type { Rule } from "./rule_members.ts";
import { largestCapture } from "./template_syntax.ts";

/** What ends the rules, or begins them anew; a rule does one of these. */
const WAYS = ["redirect", "rewrite", "answer", "handler"] as const;
const CHANGES = ["remove", "set", "add", "cacheControl"] as const;

/** These need fields, or a request, that a rule knows nothing of. */
const UNANSWERABLE: readonly number[] = [205, 206, 401, 405, 407, 416, 426];

/** Says what is wrong. */
export function ruleFaults(rule: Rule): readonly Fault[] {
  return [...actionFaults(rule), ...cacheFaults(rule), ...answerFaults(rule), ...captureFaults(rule)];
}

function actionFaults(rule: Rule): readonly Fault[] {
  const ways = WAYS.filter((name) => rule[name] !== undefined);
  const [, second] = ways;
  if (second !== undefined) {
    return [faultAt([second], `one of ${ways.join(", ")} in a rule`, second, true)];
  }
  if (ways.length > 0 || CHANGES.some((name) => rule[name] !== undefined)) return [];
  return [faultAt([], `a rule that does something: ${[...CHANGES, ...WAYS].join(", ")}`, rule)];
}

/** It would be one value for what is no error, and another one for all the rest. */
function cacheFaults({ cacheControl, set = [] }: Rule): readonly Fault[] {
  const line = set.find(([name]) => name.toLowerCase() === "cache-control");
  if (cacheControl === undefined || line === undefined) return [];
  return [faultAt(["set", line[0]], "cacheControl or a Cache-Control that is set, not both", line[0], true)];
}

function answerFaults({ answer }: Rule): readonly Fault[] {
  if (answer === undefined) return [];
  const { status, text } = answer;
  if ((status >= 300 && status < 400) || UNANSWERABLE.includes(status)) {
    const use = status < 400 && status >= 300 ? " (use redirect)" : "";
    return [faultAt(["answer", "status"], `a status that says all by itself${use}`, status)];
  }
  return status === 204 && text !== undefined ? [faultAt(["answer", "text"], "no text with 204", text)] : [];
}

/** A number that no star goes with would silently be nothing. */
function captureFaults(rule: Rule): readonly Fault[] {
  const path = rule.match?.path;
  const stars = path === undefined ? 0 : countCaptures(path);
  const templates: (readonly [path: Fault["path"], text: string])[] = [
    ...(rule.redirect === undefined ? [] : [[["redirect", "to"], rule.redirect.to] as const]),
    ...(rule.rewrite === undefined ? [] : [[["rewrite"], rule.rewrite] as const]),
    ...(rule.set ?? []).map(([name, text]) => [["set", name], text] as const),
    ...(rule.add ?? []).map(([name, text]) => [["add", name], text] as const),
  ];
  return templates.filter(([, text]) => largestCapture(text) > stars).map(([at, text]) =>
    faultAt(
      at,
      stars === 0 ? "no {1}, as match.path has no star" : `no more than {${stars}}, as match.path has it`,
      text,
    )
  );
}

function faultAt(path: Fault["path"], expected: string, found: unknown, inName = false): Fault {
  return { path, expected, found, inName };
}
