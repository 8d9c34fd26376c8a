import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { helpText } from "../../src/cli/help.ts";
import { VERSION } from "../../src/version.ts";
import { runToEnd } from "../_helpers/run.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("--version and --help print to stdout and end with status 0", async () => {
  await using tree = await contentTree();
  for (const flag of ["--version", "-V", "version"]) {
    assertEquals(await runToEnd([flag], { cwd: tree.base }), {
      code: 0,
      stdout: `LINPR ${VERSION}\n`,
      stderr: "",
    });
  }
  for (const flag of ["--help", "-h", "help"]) {
    assertEquals(await runToEnd([flag], { cwd: tree.base }), {
      code: 0,
      stdout: `${helpText()}\n`,
      stderr: "",
    });
  }
});

Deno.test("--help works where the settings are wrong", async () => {
  await using tree = await contentTree();
  await tree.writeOutside(".linprconfig", "rubbish");
  assertEquals((await runToEnd(["--help"], { cwd: tree.base })).code, 0);
});

Deno.test("a command line that makes no sense ends with status 2 and one line on stderr", async () => {
  await using tree = await contentTree();
  const cases: readonly (readonly [args: readonly string[], stderr: string])[] = [
    [["--prot", "80"], "Unknown flag '--prot'. Did you mean '--port'?\n"],
    [
      ["sevre"],
      "Unknown command 'sevre'; there are serve, attach, do, check, hash, help, version. Did you mean 'serve'?\n",
    ],
    [["serve", "a", "b"], "One directory can be served, not 'a' and 'b' both.\n"],
    [["serve", "-p"], "'--port' needs a value: --port PORT\n"],
  ];
  for (const [args, stderr] of cases) {
    assertEquals(await runToEnd(args, { cwd: tree.base }), { code: 2, stdout: "", stderr }, args.join(" "));
  }
});

Deno.test("check finds nothing wrong, or says all that is", async () => {
  await using tree = await contentTree();
  const shipped = await runToEnd(["check"], { cwd: tree.base });
  assertEquals(shipped, {
    code: 0,
    stdout: "no .linprconfig, the shipped settings apply: fine\n",
    stderr: "",
  });

  await tree.writeOutside(".linprconfig", `{ "general": { "contentRoot": "pub" } }`);
  assertEquals(await runToEnd(["check"], { cwd: tree.base }), {
    code: 0,
    stdout: ".linprconfig: fine\n",
    stderr: "",
  });
  assertEquals(await runToEnd(["check", "-q"], { cwd: tree.base }), { code: 0, stdout: "", stderr: "" });

  const missing = await runToEnd(["check", "nowhere"], { cwd: tree.base });
  assertEquals([missing.code, missing.stdout], [2, ""]);
  assertStringIncludes(missing.stderr, `${tree.base}/nowhere does not exist`);

  for (const [log, why] of [["absent/a.log", "its directory does not exist"], ["pub", "it is a directory"]]) {
    const unopenable = await runToEnd(["check", "--set", `log.access=${log}`], { cwd: tree.base });
    assertEquals([unopenable.code, unopenable.stdout], [2, ""]);
    assertStringIncludes(unopenable.stderr, `${log} cannot be opened for the access log: ${why}.`);
  }

  await tree.writeOutside(".linprconfig", `{ "general": { "prot": 80 },\n  "timeouts": { "idle": true } }`);
  const wrong = await runToEnd(["check"], { cwd: tree.base, env: { LINPR_WORKERS: "many" } });
  assertEquals([wrong.code, wrong.stdout], [2, ""]);
  assertMatch(
    wrong.stderr,
    /^\.linprconfig:1:16 general\.prot: .*\n\.linprconfig:2:25 timeouts\.idle: .*\ngeneral\.workers: .* from LINPR_WORKERS\n$/,
  );
});
