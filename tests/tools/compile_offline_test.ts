import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { DENORT_TARGET } from "../../tools/denort.ts";

const TOOL = fromFileUrl(new URL("../../tools/compile_offline.ts", import.meta.url));

const isElsewhere = Deno.build.target !== DENORT_TARGET;

/** Where Deno keeps the packages that the tool imports: the tests move the cache and the home away. */
function denoDirectory(): string {
  const cache = Deno.env.get("XDG_CACHE_HOME") ?? join(Deno.env.get("HOME") ?? "/", ".cache");
  return Deno.env.get("DENO_DIR") ?? join(cache, "deno");
}

/** Runs the tool where it finds neither npm nor npx. */
async function compileOffline(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--allow-all", TOOL, ...args],
    env: { NO_COLOR: "1", PATH: "/nonexistent", DENO_DIR: denoDirectory(), ...env },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

Deno.test("compile:offline --help says how to use it, on stdout", async () => {
  const { code, stdout, stderr } = await compileOffline(["--help"]);
  assertEquals([code, stderr], [0, ""]);
  assertMatch(stdout, /^usage: deno task compile:offline/);
});

Deno.test("compile:offline refuses arguments that it does not know", async () => {
  for (const args of [["--out", "x"], ["linpr"], ["--output"], ["--output="]]) {
    const { code, stdout, stderr } = await compileOffline(args);
    assertEquals([code, stdout], [2, ""], args.join(" "));
    assertMatch(stderr, /^usage: /, args.join(" "));
  }
});

Deno.test(
  "compile:offline without npm names it, and leaves nothing half done",
  { ignore: isElsewhere },
  async () => {
    const cache = await Deno.makeTempDir({ prefix: "linpr-" });
    try {
      const { code, stdout, stderr } = await compileOffline([], { XDG_CACHE_HOME: cache });
      assertEquals([code, stdout], [1, ""]);
      assertStringIncludes(stderr, "`npm` is not installed");
      assertEquals([...Deno.readDirSync(join(cache, "linpr"))], []);
    } finally {
      await Deno.remove(cache, { recursive: true });
    }
  },
);

Deno.test(
  "compile:offline without a home for the cache says what to set",
  { ignore: isElsewhere },
  async () => {
    const { code, stderr } = await compileOffline([], { XDG_CACHE_HOME: "relative", HOME: "" });
    assertEquals(code, 1);
    assertStringIncludes(stderr, "neither XDG_CACHE_HOME nor HOME is set");
  },
);

Deno.test(
  "compile:offline fetches a damaged runtime again, and says so",
  { ignore: isElsewhere },
  async () => {
    const cache = await Deno.makeTempDir({ prefix: "linpr-" });
    try {
      await Deno.mkdir(join(cache, "linpr"));
      await Deno.writeTextFile(join(cache, "linpr", "denort-2.4.2-x86_64-unknown-linux-gnu"), "damaged");
      const { code, stderr } = await compileOffline([], { XDG_CACHE_HOME: cache });
      assertEquals(code, 1);
      assertStringIncludes(stderr, "is damaged: fetching it again");
    } finally {
      await Deno.remove(cache, { recursive: true });
    }
  },
);
