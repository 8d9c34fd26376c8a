import { assertEquals, assertThrows } from "@std/assert";
import { type Options, parseOptions } from "../../src/cli/options.ts";
import { UsageError } from "../../src/cli/usage_error.ts";

const NOTHING: Options = {
  mode: "console",
  settings: {},
  line: "",
  config: undefined,
  anyPort: false,
  open: false,
  keepGoing: false,
  quiet: false,
  verbose: false,
};

/** A command line as it is typed, without quoting. */
function parse(line: string): Options {
  return parseOptions(line.split(" ").filter((word) => word !== ""));
}

Deno.test("parseOptions() knows each flag by all of its names", () => {
  const cases: readonly (readonly [line: string, options: Partial<Options>])[] = [
    ["", {}],
    ["serve", { mode: "serve" }],
    ["check", { mode: "check" }],
    ["hash", { mode: "hash" }],
    ["serve site", { mode: "serve", settings: { "general.contentRoot": "site" } }],
    ["serve 2026", { mode: "serve", settings: { "general.contentRoot": "2026" } }],
    ["-p 9000 serve site", {
      mode: "serve",
      settings: { "general.port": "9000", "general.contentRoot": "site" },
    }],
    ["-H ::1", { settings: { "general.host": "::1" } }],
    ["--host ::1", { settings: { "general.host": "::1" } }],
    ["--bind=::1", { settings: { "general.host": "::1" } }],
    ["-p 8080", { settings: { "general.port": "8080" } }],
    ["-p8080", { settings: { "general.port": "8080" } }],
    ["--port=8080", { settings: { "general.port": "8080" } }],
    ["-d site", { settings: { "general.contentRoot": "site" } }],
    ["--dir site", { settings: { "general.contentRoot": "site" } }],
    ["-w 4", { settings: { "general.workers": "4" } }],
    ["-c my.json", { config: "my.json" }],
    ["--any-port", { anyPort: true }],
    ["serve -o", { mode: "serve", open: true }],
    ["-q -v", { quiet: true, verbose: true }],
    ["-qv", { quiet: true, verbose: true }],
    ["-q serve site", { mode: "serve", quiet: true, settings: { "general.contentRoot": "site" } }],
    ["--set cache.size=0", { settings: { "cache.size": "0" } }],
    ["--set general.serverHeader=a=b", { settings: { "general.serverHeader": "a=b" } }],
    ["--set general.serverHeader=", { settings: { "general.serverHeader": "" } }],
    ["--set cache.size=0 --set files.dotfiles=on", {
      settings: { "cache.size": "0", "files.dotfiles": "on" },
    }],
    ["--set general.port=1 -p 2", { settings: { "general.port": "2" } }],
    // The settings table judges the values, not the command line.
    ["-p abc", { settings: { "general.port": "abc" } }],
    ["serve -- -site", { mode: "serve", settings: { "general.contentRoot": "-site" } }],
    ["attach", { mode: "attach" }],
    ["attach /run/a.sock -q", { mode: "attach", quiet: true, settings: { "control.socket": "/run/a.sock" } }],
    ["attach --socket a.sock", { mode: "attach", settings: { "control.socket": "a.sock" } }],
    ["do status", { mode: "do", line: "status" }],
    ["do block 10.0.0.1 --socket /a", {
      mode: "do",
      line: "block 10.0.0.1",
      settings: { "control.socket": "/a" },
    }],
    ["serve --socket none", { mode: "serve", settings: { "control.socket": "none" } }],
    ["--keep-going", { keepGoing: true }],
    ["--version", { mode: "version" }],
    ["-V serve", { mode: "version" }],
    ["-h", { mode: "help" }],
    ["serve --help", { mode: "help" }],
    ["help", { mode: "help" }],
  ];
  for (const [line, options] of cases) assertEquals(parse(line), { ...NOTHING, ...options }, line);
});

Deno.test("parseOptions() refuses what makes no sense, in one line with a way out", () => {
  const cases: readonly (readonly [line: string, message: string])[] = [
    ["--prot 80", "Unknown flag '--prot'. Did you mean '--port'?"],
    ["serve --hots=x", "Unknown flag '--hots'. Did you mean '--host'?"],
    ["-P 80", "Unknown flag '-P'. Did you mean '-p'?"],
    ["-x", "Unknown flag '-x'. See 'linpr --help'."],
    ["-qx", "Unknown flag '-x'. See 'linpr --help'."],
    ["--frobnicate", "Unknown flag '--frobnicate'. See 'linpr --help'."],
    ["--\x1b[2J", "Unknown flag '--\\u001b[2J'. See 'linpr --help'."],
    ["-p", "'--port' needs a value: --port PORT"],
    ["--port=", "'--port' needs a value: --port PORT"],
    ["-p --host x", "'--port' needs a value: --port PORT"],
    ["--dir", "'--dir' needs a value: --dir DIR"],
    ["--set", "'--set' needs a value: --set KEY=VALUE"],
    ["-p 1 --port 2", "'--port' is given twice."],
    ["-d a -d b", "'--dir' is given twice."],
    ["serve a b", "One directory can be served, not 'a' and 'b' both."],
    ["serve a -d b", "The directory is given twice: 'a', and 'b' by --dir."],
    ["serve a -d a", "The directory is given twice: 'a', and 'a' by --dir."],
    ["attach a b", "One socket can be attached to; the path is given twice."],
    ["attach a --socket a", "One socket can be attached to; the path is given twice."],
    ["do", "'linpr do' needs a command: linpr do 'status'"],
    [
      "do status --json",
      "Unknown flag '--json'. See 'linpr --help'. The command of 'linpr do' goes into quotes.",
    ],
    [
      "sevre",
      "Unknown command 'sevre'; there are serve, attach, do, check, hash, help, version. Did you mean 'serve'?",
    ],
    [
      "www",
      "Unknown command 'www'; there are serve, attach, do, check, hash, help, version. To serve a directory: linpr serve www",
    ],
    ["--set cache.size", "'--set cache.size' has no value: --set KEY=VALUE"],
    ["--set cache.sise=0", "Unknown setting 'cache.sise'. Did you mean 'cache.size'?"],
    ["--set __proto__=0", "Unknown setting '__proto__'. 'linpr --help' lists them."],
    ["-o", "'--open' goes with 'linpr serve': the console does not listen before it is told to."],
  ];
  for (const [line, message] of cases) {
    assertEquals(assertThrows(() => parse(line), UsageError).message, message, line);
  }
});
