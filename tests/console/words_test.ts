import { assertEquals, assertThrows } from "@std/assert";
import { scanLine, splitLine, WordsError } from "../../src/console/words.ts";

const LINES: readonly (readonly [line: string, commands: readonly (readonly string[])[]])[] = [
  ["", []],
  ["   \t ", []],
  ["listen", [["listen"]]],
  ["  startup   localhost\t8080  ", [["startup", "localhost", "8080"]]],
  ["listen\r", [["listen"]]],
  ["startup; listen", [["startup"], ["listen"]]],
  [";;listen;", [["listen"]]],
  ["'a b' c", [["a b", "c"]]],
  ['"a b" c', [["a b", "c"]]],
  [`pre'fix'"ed"`, [["prefixed"]]],
  ["''", [[""]]],
  [`"it's"`, [["it's"]]],
  [`'say "no"'`, [['say "no"']]],
  ["';' \\;", [[";", ";"]]],
  ["a\\ b", [["a b"]]],
  ["\\'", [["'"]]],
  ['"a\\"b\\\\c\\d"', [['a"b\\c\\d']]],
  ["'a\\'", [["a\\"]]],
  ["# nothing", []],
  ["listen # now; stop", [["listen"]]],
  ["curl #1-17 # that one; stop", [["curl", "#1-17"]]],
  ["curl #1-17;why #2-3", [["curl", "#1-17"], ["why", "#2-3"]]],
  ["listen#now", [["listen#now"]]],
  ["curl #1-17 # why", [["curl", "#1-17"]]],
  ["curl #x", [["curl"]]],
  ["#1-17", []],
  ["listen; #1", [["listen"]]],
  ["'#' \\#", [["#", "#"]]],
  ["'' ;''", [[""], [""]]],
  ["größe 🦕", [["größe", "🦕"]]],
  ["a\u00a0b", [["a\u00a0b"]]],
];

Deno.test("splitLine() separates words and commands, and honours quotes, backslashes and comments", () => {
  for (const [line, commands] of LINES) assertEquals(splitLine(line), commands, line);
});

Deno.test("splitLine() refuses a line that is not finished", () => {
  for (const line of ["'", '"a', "a 'b", `"a\\"`, "a\\", "\\", "listen; 'x"]) {
    assertThrows(() => splitLine(line), WordsError, undefined, line);
  }
  assertThrows(() => splitLine("say 'no"), WordsError, "The quotation that ' opens is not closed.");
});

Deno.test("scanLine() tells the word being typed from those before it", () => {
  const lines: readonly (readonly [line: string, before: readonly string[], typed: string])[] = [
    ["", [], ""],
    ["sta", [], "sta"],
    ["help sta", ["help"], "sta"],
    ["help ", ["help"], ""],
    ["startup; lis", [], "lis"],
    ["startup;", [], ""],
    ["startup a ;  help x y", ["help", "x"], "y"],
    ["help 'a b", ["help"], "'a b"],
    ["help a\\", ["help"], "a\\"],
  ];
  for (const [line, before, typed] of lines) {
    const scanned = scanLine(line);
    assertEquals([scanned.before, line.slice(scanned.wordStart)], [before, typed], line);
  }
});

Deno.test("scanLine() takes a time in proportion to the line: a megabyte of words is no trouble", () => {
  assertEquals(splitLine("a ".repeat(500_000))[0]?.length, 500_000);
});
