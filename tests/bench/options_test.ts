import { assertEquals, assertThrows } from "@std/assert";
import { parseOptions, UsageError } from "../../bench/options.ts";

const KNOWN = { workloads: ["1k", "404"], servers: ["linpr", "nginx"] };

Deno.test("parseOptions() measures everything by default", () => {
  assertEquals(parseOptions([], KNOWN), {
    mode: "run",
    only: undefined,
    servers: undefined,
    rounds: 3,
    seconds: 3,
    warmUp: 1,
    smoke: false,
    markdown: false,
  });
});

Deno.test("parseOptions() takes names, numbers and the format", () => {
  const args = ["--only", "404,1k", "--servers=nginx", "--rounds", "5", "--seconds=0.5", "--markdown"];
  const { only, servers, rounds, seconds, markdown } = parseOptions(args, KNOWN);
  assertEquals({ only, servers, rounds, seconds, markdown }, {
    only: ["404", "1k"],
    servers: ["nginx"],
    rounds: 5,
    seconds: 0.5,
    markdown: true,
  });
});

Deno.test("parseOptions() makes a smoke run short, unless it is told otherwise", () => {
  const { rounds, seconds, warmUp, smoke } = parseOptions(["--smoke"], KNOWN);
  assertEquals({ rounds, seconds, warmUp, smoke }, { rounds: 1, seconds: 0.3, warmUp: 0, smoke: true });
  assertEquals(parseOptions(["--smoke", "--rounds", "2"], KNOWN).rounds, 2);
});

Deno.test("parseOptions() knows what else there is to do", () => {
  assertEquals(parseOptions(["--list"], KNOWN).mode, "list");
  assertEquals(parseOptions(["--install"], KNOWN).mode, "install");
  assertEquals(parseOptions(["-h"], KNOWN).mode, "help");
  assertEquals(parseOptions(["--install", "--help"], KNOWN).mode, "help");
});

Deno.test("parseOptions() refuses what makes no sense, and says why", () => {
  const cases: readonly [args: string[], message: string][] = [
    [["--fast"], "unknown argument: --fast"],
    [["1k"], "unknown argument: 1k"],
    [["--only", "2k"], "--only: no 2k; there are 1k, 404"],
    [["--servers", "linpr,apache"], "--servers: no apache; there are linpr, nginx"],
    [["--only", ","], "--only needs names"],
    [["--only"], "--only needs names"],
    [["--rounds", "0"], "--rounds needs a whole number above 0, not '0'"],
    [["--rounds", "1.5"], "--rounds needs a whole number"],
    [["--rounds", "many"], "--rounds needs a whole number"],
    [["--seconds"], "--seconds needs a number above 0, not ''"],
    [["--seconds=-1"], "--seconds needs a number above 0"],
    [["--seconds", "Infinity"], "--seconds needs a number above 0"],
  ];
  for (const [args, message] of cases) {
    assertThrows(() => parseOptions(args, KNOWN), UsageError, message, args.join(" "));
  }
});
