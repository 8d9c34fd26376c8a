import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { ask } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { runToEnd } from "../_helpers/run.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";
import { listening } from "./supervised.ts";

const README = Deno.readTextFileSync(new URL("../../README.md", import.meta.url));

/** The settings that README has as an example, and what it says comes of them. */
function readmeExample(): { settings: string; cases: (readonly [url: string, outcome: string])[] } {
  const [, settings = "", table = ""] =
    /<!-- example: run by [^>]*-->\n```jsonc\n(.*?)```\n\n(\| Asked for .*?)\n\n/s.exec(README) ?? [];
  const rows = [...table.matchAll(/^\| `(http[^`]+)` \| (.*) \|$/gm)];
  return {
    settings,
    cases: rows.map(([, url = "", outcome = ""]) => [url, outcome.replaceAll("`", "")] as const),
  };
}

/** What curl makes of a URL, in the words of README; files hold their own names. */
async function curl(port: number, url: string, ...args: readonly string[]): Promise<string> {
  const written = "\\n%{http_code} %header{location}";
  const options = ["-s", "--connect-to", `::127.0.0.1:${port}`, "-w", written, ...args, url];
  const { stdout } = await new Deno.Command("curl", { args: options }).output();
  const lines = new TextDecoder().decode(stdout).split("\n");
  const [status = "", location = ""] = (lines.at(-1) ?? "").split(" ");
  if (location !== "") return `${status} to ${location}`;
  return status === "200" ? `200 from ${lines[0]}` : status;
}

Deno.test("curl gets from README's sites and rules what README says", async () => {
  const { settings, cases } = readmeExample();
  assert(cases.length >= 7);
  await using tree = await contentTree();
  await tree.writeOutside(".linprconfig", settings);
  const files = cases.map(([, outcome]) => outcome).filter((outcome) => outcome.startsWith("200 from "));
  for (const file of files.map((outcome) => outcome.slice("200 from ".length))) {
    await tree.writeOutside(file, file);
  }
  await tree.writeOutside("htdocs/index.html", "htdocs/index.html");
  await using server = await startServer({ cwd: tree.base });
  for (const [url, outcome] of cases) assertEquals(await curl(server.port, url), outcome, url);
  assertEquals(server.stderr(), "");

  const german = await curl(server.port, "http://example.org/", "-H", "Accept-Language: de-AT");
  assertEquals(german, "302 to /de/");
  assertEquals(await curl(server.port, "http://example.org/"), "200 from htdocs/index.html");
  assertEquals(await curl(server.port, "http://example.org/x", "-d", "a=1"), "503");
  const fonts = await ask(server.port, { target: "/fonts/a.woff2" });
  assertEquals([field(fonts, "cache-control"), field(fonts, "x-robots-tag")], ["max-age=86400", "noindex"]);
  assertEquals(field(await ask(server.port, { target: "/" }), "vary")?.includes("Accept-Language"), true);
  const busy = await ask(server.port, { method: "POST", target: "/x" });
  assertEquals([busy.status, field(busy, "retry-after"), text(busy)], [503, "3600", "Back at noon."]);
});

Deno.test("check refuses rules and sites that cannot be, and warns of rules in vain", async () => {
  await using tree = await contentTree();
  const check = async (routing: unknown) => {
    await tree.writeOutside(
      ".linprconfig",
      JSON.stringify({ general: { contentRoot: "pub" }, routing }, null, 1),
    );
    return await runToEnd(["check"], { cwd: tree.base });
  };
  assertEquals(
    await check({ rules: [{ match: { path: "/a" }, handler: "static" }, { redirect: { to: "/x" } }] }),
    {
      code: 2,
      stdout: "",
      stderr: '.linprconfig:15:12 routing.rules[1].redirect.to: expected an end to / -> /x -> /x, got "/x"\n',
    },
  );
  const gone = await check({ sites: { blog: { hosts: ["blog.example"], contentRoot: "blog" } } });
  assertEquals([gone.code, gone.stdout], [2, ""]);
  assertStringIncludes(gone.stderr, `The content root ${tree.base}/blog of the site blog does not exist`);
  assertEquals(
    await check({ rules: [{ answer: { status: 410 } }, { match: { path: "/a" }, rewrite: "/b" }] }),
    {
      code: 0,
      stdout: ".linprconfig: fine\n",
      stderr:
        "Warning: .linprconfig:12:4 routing.rules[1]: no request comes as far as this rule: routing.rules[0] takes them all\n",
    },
  );
});

Deno.test("serve warns of rules in vain when it starts, and when it reads the settings anew", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const write = (...rules: object[]) =>
    tree.writeOutside(
      ".linprconfig",
      JSON.stringify({ general: { contentRoot: "pub" }, routing: { rules } }),
    );
  await write({ answer: { status: 410 } }, { match: { path: "/a" }, rewrite: "/b" });
  await using server = await startServer({ cwd: tree.base });
  await server.errors.waitFor(/^Warning: .linprconfig:1:\d+ routing\.rules\[1\]: no request comes/m);
  assertEquals((await ask(server.port, { target: "/a.txt" })).status, 410);
  await write({ match: { path: "/b" }, rewrite: "/a.txt" }, {
    match: { path: "/a" },
    answer: { status: 404 },
  }, {
    match: { path: "/a" },
    cacheControl: "no-store",
  });
  server.signal("SIGHUP");
  await server.errors.waitFor(/routing\.rules\[2\]: no request comes[^\n]*\nSettings reloaded\./);
  assertEquals(text(await ask(server.port, { target: "/b" })), "A");
});

Deno.test("Supervisor.apply() puts changed rules and sites in force at once, and has a new root wait", async () => {
  await using server = await listening({ "a.txt": "A", "blog/a.txt": "B", "shop/a.txt": "S" });
  const { supervisor, settings, port, tree } = server;
  const siteAt = (host: string, root: string) => ({ hosts: [host], contentRoot: tree.path(root), rules: [] });
  const get = async (host: string) => text(await ask(port, { target: `http://${host}/a.txt` }));
  const rules = [{ match: { path: "/a.txt" }, rewrite: "/blog/a.txt" }] as const;
  assertEquals(await supervisor.apply({ ...settings, "routing.rules": rules }), []);
  assertEquals(await get("blog.example"), "B");

  const sites = [["blog", siteAt("blog.example", "blog")]] as const;
  assertEquals(await supervisor.apply({ ...settings, "routing.sites": sites }), ["routing.sites"]);
  assertEquals(await get("blog.example"), "A");
  await supervisor.stop();
  await supervisor.startup({ hostname: "127.0.0.1", port });
  await supervisor.listen();
  assertEquals([await get("blog.example"), await get("shop.example")], ["B", "A"]);

  const moved = [["blog", siteAt("shop.example", "blog")]] as const;
  assertEquals(await supervisor.apply({ ...settings, "routing.sites": moved }), []);
  assertEquals([await get("blog.example"), await get("shop.example")], ["A", "B"]);
});

Deno.test("a site whose root is outside of the default one is served from the sandbox, and nothing beside it", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  await tree.writeOutside("blog/a.txt", "B");
  await tree.writeOutside("secret.txt", "S");
  await Deno.symlink("../secret.txt", `${tree.base}/blog/link.txt`);
  const routing = { sites: { blog: { hosts: ["blog.example"], contentRoot: "blog", rules: [] } } };
  await tree.writeOutside(".linprconfig", JSON.stringify({ general: { contentRoot: "pub" }, routing }));
  await using server = await startServer({ cwd: tree.base });
  const get = async (target: string) => {
    const response = await ask(server.port, { target: `http://blog.example${target}` });
    return response.status === 200 ? text(response) : String(response.status);
  };
  assertEquals(await get("/a.txt"), "B");
  assertEquals(await get("/link.txt"), "404");
  assertMatch(await get("/../secret.txt"), /^40[04]$/);
});
