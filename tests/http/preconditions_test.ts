import { assertEquals } from "@std/assert";
import { formatHttpDate } from "../../src/http/http_date.ts";
import {
  evaluatePreconditions,
  hasPreconditions,
  ifMatch,
  ifModifiedSince,
  ifNoneMatch,
  ifUnmodifiedSince,
  type Validators,
  type Verdict,
} from "../../src/http/preconditions.ts";
import { fieldsOf } from "../_helpers/request.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const MODIFIED = Date.UTC(2026, 10, 1, 8);
const STRONG: Validators = { tag: { weak: false, opaque: "a" }, modified: MODIFIED };
const WEAK: Validators = { tag: { weak: true, opaque: "a" }, modified: MODIFIED };

const SAME = formatHttpDate(MODIFIED);
const BEFORE = formatHttpDate(MODIFIED - 1000);
const AFTER = formatHttpDate(MODIFIED + 1000);
const NO_DATES = ["", "garbage", "0", `${SAME}, ${SAME}`, "Sun, 99 Nov 2026 08:00:00 GMT"];

Deno.test("ifMatch() compares strongly (RFC 9110 §13.1.1)", () => {
  const cases: [string | undefined, strong: string, weak: string][] = [
    [undefined, "absent", "absent"],
    ["*", "true", "true"],
    ['"a"', "true", "false"],
    ['W/"a"', "false", "false"],
    ['"b", "a"', "true", "false"],
    ['"b"', "false", "false"],
    ['"A"', "false", "false"],
    ["", "false", "false"],
    ["a", "false", "false"],
    ['"a" "b"', "false", "false"],
  ];
  for (const [value, strong, weak] of cases) {
    assertEquals([ifMatch(value, STRONG), ifMatch(value, WEAK)], [strong, weak], String(value));
  }
});

Deno.test("ifNoneMatch() compares weakly (RFC 9110 §13.1.2)", () => {
  const cases: [string | undefined, outcome: string][] = [
    [undefined, "absent"],
    ["*", "false"],
    ['"a"', "false"],
    ['W/"a"', "false"],
    ['"b" , W/"a"', "false"],
    ['"b"', "true"],
    ["", "true"],
    ["a", "true"],
  ];
  for (const [value, outcome] of cases) {
    assertEquals([ifNoneMatch(value, STRONG), ifNoneMatch(value, WEAK)], [outcome, outcome], String(value));
  }
});

Deno.test("ifModifiedSince() and ifUnmodifiedSince() compare whole seconds (RFC 9110 §13.1.3, §13.1.4)", () => {
  const cases: [string, modified: string, unmodified: string][] = [
    [BEFORE, "true", "false"],
    [SAME, "false", "true"],
    [AFTER, "false", "true"],
    [formatHttpDate(NOW + 1e9), "false", "true"],
    ["Sunday, 01-Nov-26 08:00:00 GMT", "false", "true"],
    ["Sun Nov  1 07:59:59 2026", "true", "false"],
  ];
  for (const [value, modified, unmodified] of cases) {
    const outcomes = [ifModifiedSince(value, STRONG, NOW), ifUnmodifiedSince(value, STRONG, NOW)];
    assertEquals(outcomes, [modified, unmodified], value);
  }
  for (const value of [undefined, ...NO_DATES]) {
    const outcomes = [ifModifiedSince(value, STRONG, NOW), ifUnmodifiedSince(value, STRONG, NOW)];
    assertEquals(outcomes, ["absent", "absent"], String(value));
  }
});

Deno.test("evaluatePreconditions() goes through them in the order of RFC 9110 §13.2.2", () => {
  const cases: [lines: string[], Verdict][] = [
    [[], "proceed"],
    // 1. If-Match decides; 2. If-Unmodified-Since only without it.
    [['If-Match: "a"'], "proceed"],
    [['If-Match: "b"'], 412],
    [['If-Match: "a"', `If-Unmodified-Since: ${BEFORE}`], "proceed"],
    [['If-Match: "b"', `If-Unmodified-Since: ${SAME}`], 412],
    [[`If-Unmodified-Since: ${BEFORE}`], 412],
    [[`If-Unmodified-Since: ${SAME}`], "proceed"],
    [["If-Unmodified-Since: garbage"], "proceed"],
    // 3. If-None-Match decides; 4. If-Modified-Since only without it.
    [['If-None-Match: "a"'], 304],
    [['If-None-Match: "b"'], "proceed"],
    [['If-None-Match: "b"', `If-Modified-Since: ${SAME}`], "proceed"],
    [['If-None-Match: "a"', `If-Modified-Since: ${BEFORE}`], 304],
    [["If-None-Match: no tag", `If-Modified-Since: ${SAME}`], "proceed"],
    [[`If-Modified-Since: ${SAME}`], 304],
    [[`If-Modified-Since: ${BEFORE}`], "proceed"],
    [["If-Modified-Since: garbage"], "proceed"],
    // 412 goes before 304, and a met condition does not end the walk.
    [['If-Match: "b"', 'If-None-Match: "a"'], 412],
    [['If-Match: "a"', 'If-None-Match: "a"'], 304],
    [["If-Match: *", `If-Modified-Since: ${SAME}`], 304],
    [[`If-Unmodified-Since: ${SAME}`, `If-Modified-Since: ${SAME}`], 304],
    [[`If-Unmodified-Since: ${BEFORE}`, 'If-None-Match: "a"'], 412],
    // Several lines are one list; two dates are none.
    [['If-None-Match: "b"', 'If-None-Match: "a"'], 304],
    [['If-None-Match: "a"', "If-None-Match:"], 304],
    [[`If-Modified-Since: ${SAME}`, `If-Modified-Since: ${SAME}`], "proceed"],
  ];
  for (const [lines, verdict] of cases) {
    assertEquals(evaluatePreconditions(fieldsOf(...lines), STRONG, NOW), verdict, lines.join(" | "));
  }
});

Deno.test("hasPreconditions() sees each of the four fields, empty ones too", () => {
  for (const name of ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]) {
    assertEquals(hasPreconditions(fieldsOf("Accept: a", `${name}:`)), true, name);
  }
  for (const name of ["If-Range", "Range", "X-If-Match"]) {
    assertEquals(hasPreconditions(fieldsOf(`${name}: a`)), false, name);
  }
});
