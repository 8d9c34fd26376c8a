import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import config from "../../deno.json" with { type: "json" };
import { startProcess } from "../_helpers/process.ts";
import { binary, type Program } from "../_helpers/program.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

const SHIPPED = new URL("../../htdocs/", import.meta.url);

/** An otherwise empty directory, and the copy of the binary in it. */
interface Place {
  readonly directory: string;
  readonly program: Program;
}

/** Declares a test of the binary, copied alone into an empty directory. Skipped without a binary. */
function binaryTest(behaviour: string, test: (place: Place) => Promise<void>): void {
  Deno.test({
    name: `the binary ${behaviour} (needs LINPR_BINARY)`,
    ignore: binary() === undefined,
    fn: async () => {
      await using tree = await contentTree();
      const command = tree.path("linpr");
      await Deno.copyFile(binary() ?? "", command);
      await test({ directory: tree.root, program: { command, args: [] } });
    },
  });
}

/** Runs the binary to its end; with a script, as a console. */
async function run({ directory, program }: Place, args: readonly string[], script?: string) {
  await using process = startProcess({ args, cwd: directory, program, hasInput: script !== undefined });
  if (script !== undefined) {
    await process.write(script);
    await process.closeInput();
  }
  const { code } = await process.status;
  await Promise.all([process.stdout.ended, process.stderr.ended]);
  return { code, stdout: process.stdout.text, stderr: process.stderr.text };
}

/** The status and the text of a resource. */
async function get(url: string, base: string): Promise<readonly [number, string]> {
  const response = await fetch(new URL(url, base));
  return [response.status, await response.text()];
}

binaryTest("serves the site that it carries", async ({ directory, program }) => {
  await using server = await startServer({ cwd: directory, program });
  const index = await Deno.readTextFile(new URL("index.html", SHIPPED));
  const template = await Deno.readTextFile(new URL("error/default.html", SHIPPED));

  assertEquals(await get("/", server.url), [200, index]);
  assertEquals(await get("/none", server.url), [404, template.replaceAll("{}", "404")]);
  assertEquals((await server.stop()).code, 0);
  assertEquals([...Deno.readDirSync(directory)].map(({ name }) => name), ["linpr"]);
});

binaryTest("serves what the .linprconfig beside it names", async ({ directory, program }) => {
  await Deno.mkdir(join(directory, "site"));
  await Deno.mkdir(join(directory, "htdocs"));
  await Deno.writeTextFile(join(directory, "site", "index.html"), "the site");
  await Deno.writeTextFile(
    join(directory, ".linprconfig"),
    '// A comment.\n{ "general": { "contentRoot": "site" } }\n',
  );
  await using server = await startServer({ cwd: directory, program });
  assertEquals(await get("/", server.url), [200, "the site"]);
});

binaryTest("serves ./htdocs where there is no .linprconfig", async ({ directory, program }) => {
  await Deno.mkdir(join(directory, "htdocs"));
  await Deno.writeTextFile(join(directory, "htdocs", "index.html"), "my own");
  await using server = await startServer({ cwd: directory, program });
  assertEquals(await get("/", server.url), [200, "my own"]);
  const [status, page] = await get("/none", server.url);
  assertEquals(status, 404);
  assertStringIncludes(page, "404");
});

binaryTest("says its version and its help", async (place) => {
  const version = await run(place, ["--version"]);
  assertEquals([version.code, version.stderr], [0, ""]);
  assertStringIncludes(version.stdout, config.version);

  const help = await run(place, ["--help"]);
  assertEquals([help.code, help.stderr], [0, ""]);
  for (const word of ["serve", "check", "--port", "general.port"]) {
    assertStringIncludes(help.stdout, word);
  }
});

binaryTest("takes the console's commands from a pipe", async ({ directory, program }) => {
  await using console = startProcess({ cwd: directory, program, hasInput: true });
  await console.write("startup 127.0.0.1 0\nlisten\n");
  const [, url = ""] = await console.stdout.waitFor(/(http:\/\/127\.0\.0\.1:\d+\/).*\n/);
  assertEquals((await get("/", url))[0], 200);

  const from = console.stdout.text.length;
  await console.write("status\n");
  await console.stdout.waitFor(/listening/, { from });
  await console.write("exit\n");
  assertEquals((await console.status).code, 0, console.stderr.text);
  assert(!console.stdout.text.includes("LINPR >"), "a pipe gets no prompt");
});

binaryTest(
  "saves no path into itself, but says what to name, and starts from what it has saved",
  async (place) => {
    const file = join(place.directory, ".linprconfig");
    const unnamed = await run(place, [], "set timeouts.idle 5s\nsave\n");
    assertEquals(unnamed.code, 1);
    assertMatch(
      unnamed.stderr,
      /^Nothing says what to serve, .* 'set general\.contentRoot <directory>' first, .*\n$/,
    );
    assertEquals([...Deno.readDirSync(place.directory)].map(({ name }) => name), ["linpr"]);

    await Deno.mkdir(join(place.directory, "site"));
    await Deno.writeTextFile(join(place.directory, "site", "index.html"), "the site");
    const named = await run(place, [], "set timeouts.idle 5s; set general.contentRoot site; save\n");
    assertEquals([named.code, named.stderr], [0, ""]);
    assertEquals(JSON.parse(await Deno.readTextFile(file)), {
      general: { contentRoot: "site", port: 8080 },
      timeouts: { idle: "5s" },
    });
    await using server = await startServer({ cwd: place.directory, program: place.program });
    assertEquals(await get("/", server.url), [200, "the site"]);
  },
);

binaryTest("finishes what is in flight on TERM, then exits 0", async ({ directory, program }) => {
  const size = 64 << 20;
  const root = join(directory, "htdocs");
  await Deno.mkdir(root);
  await Deno.writeFile(join(root, "large.bin"), new Uint8Array(0));
  await Deno.truncate(join(root, "large.bin"), size);
  await using server = await startServer({ cwd: directory, program });

  const response = await fetch(new URL("/large.bin", server.url));
  server.signal("SIGTERM");
  await refuses(server.port);
  // The head is here, and the kernel's buffers hold a fraction of the body.
  assertEquals((await response.bytes()).length, size);
  assertEquals((await server.status).code, 0, server.stderr());
});

/** Waits until nobody accepts on a port. */
async function refuses(port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    } catch (error) {
      if (error instanceof Deno.errors.ConnectionRefused) return;
      throw error;
    }
    await new Promise((resume) => setTimeout(resume, 10));
  }
  throw new Error(`port ${port} still accepts after 5 s`);
}

binaryTest("names a port that is taken, and exits 1", async (place) => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const port = String(listener.addr.port);
  const { code, stdout, stderr } = await run(place, ["serve", "-H", "127.0.0.1", "-p", port]);
  assertEquals([code, stdout], [1, ""]);
  assertMatch(stderr, new RegExp(`^.*${port}.*\n$`), "one line that names the port");
});

binaryTest("names a content root that is missing, and exits 2", async (place) => {
  const { code, stdout, stderr } = await run(place, ["serve", "-p", "0", "no-such-directory"]);
  assertEquals([code, stdout], [2, ""]);
  assertMatch(stderr, /^.*no-such-directory.*\n$/, "one line that names the directory");
});

binaryTest("lets no worker out of the content root", async ({ directory, program }) => {
  const root = join(directory, "htdocs");
  await Deno.mkdir(root);
  await Deno.symlink("/etc/passwd", join(root, "link"));
  await using server = await startServer({ cwd: directory, program });
  for (const target of ["/link", "/..%2f..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd"]) {
    const [status, page] = await get(target, server.url);
    assert(status === 404 || status === 400, `${target}: ${status}`);
    assert(!page.includes("root:"), target);
  }
});

binaryTest(
  "serves an application in JavaScript, and says why it cannot use another",
  async ({ directory, program }) => {
    const configure = (module: string) =>
      Deno.writeTextFile(
        join(directory, ".linprconfig"),
        JSON.stringify({ handlers: { fetch: { api: { module, path: "/api" } } } }),
      );
    await Deno.mkdir(join(directory, "htdocs"));
    await Deno.mkdir(join(directory, "api"));
    await Deno.writeTextFile(join(directory, "api/part.js"), `export const answer = "JavaScript";`);
    await Deno.writeTextFile(
      join(directory, "api/main.js"),
      `import { answer } from "./part.js"; export default () => new Response(answer);`,
    );
    await Deno.writeTextFile(
      join(directory, "api/main.ts"),
      `export default (_: Request) => new Response("");`,
    );
    await configure("api/main.js");
    await using server = await startServer({ cwd: directory, program });
    assertEquals(await get("/api", server.url), [200, "JavaScript"]);
    await configure("api/main.ts");
    const { code, stderr } = await run({ directory, program }, ["serve", "-H", "127.0.0.1", "-p", "0"]);
    assertEquals(code, 2);
    assertMatch(
      stderr,
      /cannot be used: .*the compiled program imports JavaScript only, and no npm packages/,
    );
  },
);
