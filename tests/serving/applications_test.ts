import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { ask } from "../_helpers/keep_alive.ts";
import { REPOSITORY } from "../_helpers/module_graph.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { runToEnd } from "../_helpers/run.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { sourceTest } from "../_helpers/from_source.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";

const APPLICATIONS = join(REPOSITORY, "tests/serving/applications");

/** Writes the settings of a tree whose content root is `pub`. */
async function configure(tree: ContentTree, settings: object): Promise<void> {
  const general = { contentRoot: "pub", workers: 1 };
  await tree.writeOutside(".linprconfig", JSON.stringify({ general, ...settings }));
}

async function curl(...args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("curl", { args: ["-sS", ...args] }).output();
  return new TextDecoder().decode(stdout);
}

async function body(server: Server, path: string, init?: RequestInit): Promise<string> {
  return await (await fetch(new URL(path, server.url), init)).text();
}

sourceTest(
  "an application of Hono is served unchanged, beside the files",
  "the binary imports JavaScript only",
  async (t) => {
    await using tree = await contentTree({ "a.txt": "A", "hono/users/anna": "a file" });
    await configure(tree, {
      limits: { body: "10 MiB" },
      handlers: { fetch: { hono: { module: join(APPLICATIONS, "hono_app.ts"), path: "/hono/**" } } },
    });
    await using server = await startServer({ cwd: tree.base });
    await t.step("routes, JSON, middleware, and its own 404", async () => {
      const response = await fetch(new URL("/hono/users/anna", server.url));
      assertEquals([await response.json(), response.headers.get("x-served-by")], [{ name: "anna" }, "hono"]);
      const json = { method: "POST", body: '{"a":1}' };
      const created = await fetch(new URL("/hono/json", server.url), json);
      assertEquals([created.status, await created.json()], [201, { a: 1 }]);
      assertEquals(await body(server, "/hono/none"), "404 Not Found");
      assertEquals(await body(server, "/a.txt"), "A");
      assertEquals((await ask(server.port, { method: "POST", target: "/a.txt" })).status, 405);
    });
    await t.step("cookies, redirects and streams", async () => {
      const cookies = await fetch(new URL("/hono/cookies", server.url), { redirect: "manual" });
      assertEquals([cookies.status, cookies.headers.getSetCookie().length], [302, 2]);
      await cookies.body?.cancel();
      assertEquals(await body(server, "/hono/stream"), "one two three");
    });
    await t.step("forms and large bodies, by curl", async () => {
      const large = await tree.writeOutside("large.bin", new Uint8Array(5_000_000).fill(65));
      const url = (path: string) => new URL(path, server.url).href;
      assertEquals(await curl("-F", `file=@${large}`, "-F", "note=x", url("/hono/form")), "5000000 x");
      assertEquals((await curl("-T", large, url("/hono/echo"))).length, 5_000_000);
      const chunked = ["-T", large, "-H", "Transfer-Encoding: chunked"];
      assertEquals((await curl(...chunked, url("/hono/echo"))).length, 5_000_000);
      assertMatch(await curl("-I", url("/hono/users/anna")), /^HTTP\/1\.1 200 OK\r\n/);
    });
    assertEquals(server.stderr().replace(/^.*Download.*\n/gm, ""), "");
  },
);

sourceTest(
  "an application may read its own folder and what the settings grant, and nothing else",
  "the binary imports JavaScript only",
  async () => {
    await using tree = await contentTree({ "a.txt": "A" });
    await tree.writeOutside("api/main.ts", await Deno.readTextFile(join(APPLICATIONS, "probe_app.ts")));
    await tree.writeOutside("api/own.txt", "OWN");
    await tree.writeOutside("data/granted.txt", "GRANTED");
    await tree.writeOutside("secret.txt", "SECRET");
    using peer = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    using other = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    await configure(tree, {
      handlers: {
        fetch: { probe: { module: "api/main.ts", path: "/probe" } },
        read: ["data"],
        net: [`127.0.0.1:${peer.addr.port}`],
      },
    });
    await using server = await startServer({ cwd: tree.base });
    const attempt = (query: string) => body(server, `/probe?${query}`);
    assertEquals(await attempt("own=own.txt"), "done: OWN");
    assertEquals(await attempt(`read=${tree.base}/data/granted.txt`), "done: GRANTED");
    assertEquals(await attempt(`connect=${peer.addr.port}`), "done: undefined");
    const forbidden = [
      "read=/etc/passwd",
      `read=${tree.base}/secret.txt`,
      `read=${tree.base}/.linprconfig`,
      "read=/proc/self/environ",
      `write=${tree.base}/api/new.txt`,
      `write=${tree.base}/data/granted.txt`,
      "env=HOME",
      "run=true",
      `connect=${other.addr.port}`,
      `import=${tree.base}/secret.ts`,
      "import=https://example.org/x.ts",
    ];
    for (const query of forbidden) assertMatch(await attempt(query), /^\w+: Requires \w+ access/, query);
  },
);

sourceTest(
  "rules choose an application by name, and the files below a mount",
  "the binary imports JavaScript only",
  async () => {
    await using tree = await contentTree({ "api/static.txt": "a file" });
    await tree.writeOutside(
      "app.ts",
      `export default ({ url }: Request) => new Response(new URL(url).pathname);`,
    );
    await configure(tree, {
      handlers: { fetch: { api: { module: "app.ts", path: "/api/**" } } },
      routing: {
        rules: [
          { match: { path: "/api/static.txt" }, handler: "static" },
          { match: { path: "/hook", method: ["POST"] }, handler: "api" },
          { match: { path: "/old/**" }, rewrite: "/api/{1}" },
        ],
      },
    });
    await using server = await startServer({ cwd: tree.base });
    assertEquals(await body(server, "/api/static.txt"), "a file");
    assertEquals(await body(server, "/hook", { method: "POST" }), "/hook");
    assertEquals((await ask(server.port, { target: "/hook" })).status, 404);
    assertEquals(await body(server, "/old/x%20y"), "/api/x%20y");
  },
);

sourceTest(
  "serve ends with 2 and the reason where an application cannot be used, and check where it is not there",
  "the binary imports JavaScript only",
  async () => {
    await using tree = await contentTree({ "a.txt": "A" });
    const handlers = { fetch: { api: { module: "api.ts", path: "/api/**" } } };
    await configure(tree, { handlers });
    const serve = () => runToEnd(["serve", "-H", "127.0.0.1", "-p", "0"], { cwd: tree.base });
    const absent = {
      code: 2,
      stdout: "",
      stderr: `The module ${tree.base}/api.ts of the application api cannot be read (ENOENT).\n`,
    };
    assertEquals(await serve(), absent);
    assertEquals(await runToEnd(["check"], { cwd: tree.base }), absent);
    for (
      const [source, reason] of [
        [
          "export default 7;",
          /its default export is neither a function nor an object with a fetch function\n$/,
        ],
        ["export default {", /SyntaxError/],
        [`import "../secret.ts"; export default () => 1;`, /secret\.ts/],
      ] as const
    ) {
      await tree.writeOutside("api.ts", source);
      const { code, stdout, stderr } = await serve();
      assertEquals([code, stdout], [2, ""]);
      assertStringIncludes(stderr, `The application ${tree.base}/api.ts cannot be used: `);
      assertMatch(stderr, reason);
    }
  },
);

Deno.test("a reload takes up a changed application, and keeps everything where one cannot be used", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const source = (answer: string) => `export default () => new Response("${answer}");`;
  const handlers = { fetch: { api: { module: "apps/api.ts", path: "/api" } } };
  await tree.writeOutside("apps/api.ts", source("one"));
  await configure(tree, { handlers });
  await using server = await startServer({ cwd: tree.base });
  const reload = async (said: RegExp) => {
    const { length } = server.errors.text;
    server.signal("SIGHUP");
    await server.errors.waitFor(new RegExp(`^[^]{${length}}[^]*?${said.source}`));
  };
  assertEquals(await body(server, "/api"), "one");

  await tree.writeOutside("apps/api.ts", source("second"));
  await reload(/Settings reloaded\./);
  assertEquals(await body(server, "/api"), "second");

  await tree.writeOutside("apps/api.ts", "export default {");
  await configure(tree, { handlers, general: { contentRoot: "pub", workers: 1, serverHeader: "other" } });
  await reload(/cannot be used: [^\n]*\nThe settings in force stay as they are\./);
  const kept = await fetch(new URL("/api", server.url));
  assertEquals([await kept.text(), kept.headers.get("server")], ["second", "LINPR"]);

  await tree.writeOutside("apps/api.ts", source("mended"));
  await tree.writeOutside("apps/more.ts", source("more"));
  await configure(tree, {
    handlers: { fetch: { ...handlers.fetch, more: { module: "apps/more.ts", path: "/more" } } },
  });
  await reload(/handlers\.fetch: .* -> .*\n/);
  assertEquals([await body(server, "/api"), await body(server, "/more")], ["mended", "more"]);

  await tree.writeOutside("elsewhere/far.ts", source("far"));
  const far = { fetch: { ...handlers.fetch, far: { module: "elsewhere/far.ts", path: "/far" } } };
  await configure(tree, {
    handlers: far,
    routing: { rules: [{ match: { path: "/chosen" }, handler: "far" }] },
  });
  await reload(/handlers\.fetch: .*\(after a restart\)/);
  assertEquals([await body(server, "/api"), await body(server, "/more")], ["mended", "more"]);
  assertEquals((await ask(server.port, { target: "/chosen" })).status, 503);
});

Deno.test("a bug of an application is told to the operator alone", async () => {
  await using tree = await contentTree({ "error/500.html": "sorry" });
  await tree.writeOutside("app.ts", `export default () => { throw new Error("password is 1234"); };`);
  const handlers = { fetch: { api: { module: "app.ts", path: "/api" } } };
  await configure(tree, { handlers, log: { requestId: true } });
  await using server = await startServer({ cwd: tree.base });
  const answer = await ask(server.port, { target: "/api" });
  assertEquals([answer.status, text(answer)], [500, "sorry"]);
  const told = await server.errors.waitFor(/bug: "GET \/api, id ([\w-]{12})": Error: password is 1234/);
  assertEquals([field(answer, "x-request-id")], [told[1]]);
  assert(!text(answer).includes("1234"));
});
