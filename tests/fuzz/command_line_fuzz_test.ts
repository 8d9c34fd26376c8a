/** The console's reader of lines against random ones; the seed is fixed, so that a failure comes again. */

import { assert, assertEquals } from "@std/assert";
import type { Command } from "../../src/console/command.ts";
import { completeLine } from "../../src/console/completion.ts";
import { ArgumentError } from "../../src/console/command_error.ts";
import { interpret } from "../../src/console/interpreter.ts";
import { jsonText } from "../../src/console/json_text.ts";
import { parseInvocation } from "../../src/console/typed_words.ts";
import { PLAIN } from "../../src/console/style.ts";
import { quoteLike, scanLine, splitLine, WordsError } from "../../src/console/words.ts";

const LINES = 20_000;
const ALPHABET = [
  ..." \t;#'\"\\abc\r\n\0\x1b\u202e\ud800é🦕",
  "echo ",
  "fail ",
  "show ",
  "''",
  "-",
  "--",
  "--opt=",
  " --opt ",
  "-o ",
  " --json",
];

/** Takes a word, an option with a value, and one without. */
const ECHO: Command<undefined> = {
  name: "echo",
  group: "See",
  summary: "",
  arguments: [{ name: "word", summary: "", complete: () => ["abc", "--opt", "a b", "'"] }],
  options: [
    { name: "opt", short: "o", value: "value", repeatable: true, summary: "", complete: () => ["c;", "#"] },
    { name: "plain", short: "a", summary: "" },
  ],
  examples: [],
  run: () => undefined,
};

/** Numbers from 0 up to (not including) the bound, the same at every run (mulberry32). */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

function randomText(below: (bound: number) => number): string {
  return Array.from({ length: below(24) }, () => ALPHABET[below(ALPHABET.length)] ?? "").join("");
}

/** A word so quoted that it reads back as it is. */
function quote(word: string, style: number): string {
  if (style === 0) return `'${word.replaceAll("'", `'"'"'`)}'`;
  if (style === 1) return `"${word.replace(/["\\]/g, "\\$&")}"`;
  return word === "" ? "''" : word.replace(/[\s;#'"\\]/g, "\\$&");
}

Deno.test("splitLine() reads back what was quoted, whatever the words are", () => {
  const below = numbersFrom(1);
  for (let round = 0; round < LINES; round++) {
    const words = Array.from({ length: 1 + below(4) }, () => randomText(below));
    const line = words.map((word) => quote(word, below(3))).join(" ");
    assertEquals(splitLine(line), [words], JSON.stringify(line));
  }
});

Deno.test("quoteLike() reads back as the word, in whichever way it was begun", () => {
  const below = numbersFrom(5);
  for (let round = 0; round < LINES; round++) {
    const word = randomText(below);
    const line = quoteLike(["", "'", '"', "a", "\\"][below(5)] ?? "", word);
    // Completion offers nothing that has a line break.
    if (!/[\r\n]/.test(word)) assertEquals(splitLine(line), [[word]], JSON.stringify(line));
  }
});

Deno.test("jsonText() is the same value, harmless to a terminal", () => {
  const below = numbersFrom(6);
  for (let round = 0; round < LINES; round++) {
    const value = { [randomText(below)]: [randomText(below), "\u{e0001}", null, below(9)] };
    const text = jsonText(value);
    assertEquals(JSON.parse(text), value);
    assert(!/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]|(?![ \n])\p{Z}/u.test(text));
  }
});

Deno.test("splitLine() and scanLine() agree, and fail in one way only", () => {
  const below = numbersFrom(2);
  for (let round = 0; round < LINES; round++) {
    const line = randomText(below);
    const { commands, open, wordStart } = scanLine(line);
    assert(wordStart >= 0 && wordStart <= line.length);
    try {
      assertEquals(splitLine(line), commands);
      assertEquals(open, undefined);
    } catch (error) {
      assert(error instanceof WordsError, JSON.stringify(line));
      assert(open !== undefined);
    }
  }
});

Deno.test("parseInvocation() reads back any option's value, and fails in one way only", () => {
  const below = numbersFrom(4);
  const { signal } = new AbortController();
  for (let round = 0; round < LINES; round++) {
    const word = randomText(below);
    const values = Array.from({ length: below(4) }, () => randomText(below));
    const typed = values.flatMap((value) =>
      [["--opt", value], ["-o", value], [`--opt=${value}`]][below(3)] ?? []
    );
    const read = parseInvocation(ECHO, [...typed, "--", word], signal);
    assertEquals([read.words, read.values("opt"), read.has("plain")], [[word], values, false]);
    const random = Array.from({ length: below(6) }, () => randomText(below));
    try {
      const { words } = parseInvocation(ECHO, random, signal);
      assert(words.length <= 1 && words.every((word) => random.includes(word)));
    } catch (error) {
      assert(error instanceof ArgumentError, JSON.stringify(random));
    }
  }
});

Deno.test("interpret() and completeLine() never throw, and what they report can be printed", async () => {
  const below = numbersFrom(3);
  const { signal } = new AbortController();
  const commands: readonly Command<undefined>[] = [
    ECHO,
    {
      name: "show",
      group: "See",
      summary: "",
      arguments: [],
      examples: [],
      show: () => ({ json: 1, text: () => "" }),
    },
    {
      name: "fail",
      group: "See",
      summary: "",
      arguments: [],
      examples: [],
      run: () => Promise.reject(new Error("bug")),
    },
  ];
  const output = { columns: undefined, style: PLAIN, print: () => undefined, warn: () => undefined };
  for (let round = 0; round < LINES; round++) {
    const line = randomText(below);
    const problems: string[] = [];
    const outcome = await interpret(line, {
      commands,
      context: undefined,
      output,
      signal,
      report: (text) => problems.push(text),
    });
    assertEquals(problems.length, outcome === "failed" ? 1 : 0);
    if (!problems.join().startsWith("A bug")) {
      const told = problems.join().replace(/\nUsage: .*$/, "");
      assert(!/[\p{Cc}\p{Cf}\p{Cs}]/u.test(told), JSON.stringify(line));
    }
    const { candidates, typed } = await completeLine(line, commands, undefined);
    assert(line.endsWith(typed) && candidates.every((candidate) => candidate.startsWith(typed)));
  }
});
