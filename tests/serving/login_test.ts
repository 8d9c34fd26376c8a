/** Logging in over sockets: curl, Chromium, and those who send rubbish. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { basic } from "../_helpers/basic.ts";
import { CHROMIUM, startChromium, withPage } from "../_helpers/chromium.ts";
import { debianProgram } from "../_helpers/debian.ts";
import { hashOf } from "../_helpers/password_hashes.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field } from "../_helpers/response_parser.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

const PASSWORD = "a:b ß🔑";
const USERS = { anna: await hashOf(PASSWORD), bob: await hashOf("other") };
const REALMS = { "/admin/**": { realm: "Administration", users: ["anna"] }, "/team/**": { realm: "Team" } };

const FILES = {
  "index.html": "<!doctype html><title>open</title><link rel=icon href=data:,>",
  "admin/index.html":
    '<!doctype html><title>inside</title><link rel=icon href=data:,><img src="a.svg"><img src="b.svg">',
  "admin/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>',
  "admin/b.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>',
  "team/a.txt": "for the team",
};

/** Lets a test use a server that asks for passwords. */
async function withServer(use: (server: Server) => Promise<void>, ...args: readonly string[]): Promise<void> {
  await using tree = await contentTree(FILES);
  await tree.writeOutside(".linprconfig", JSON.stringify({ access: { users: USERS, realms: REALMS } }));
  await using server = await startServer({ cwd: tree.base, root: tree.root, args });
  await use(server);
}

/** A request's answer: its status, and the realm that it names. */
async function told(port: number, target: string, ...lines: readonly string[]): Promise<string> {
  const head = [`GET ${target} HTTP/1.1`, "Host: a.example", "Connection: close", ...lines, "", ""];
  const { responses: [response] } = await rawExchange(port, [head.join("\r\n")]);
  assert(response !== undefined);
  return `${response.status} ${field(response, "WWW-Authenticate") ?? "-"}`;
}

const ASKED = '401 Basic realm="Administration", charset="UTF-8"';

const curl = debianProgram("curl");

Deno.test("curl -u gets in with the right password only (curl)", { ignore: curl === undefined }, async () => {
  await withServer(async (server) => {
    const run = async (path: string, ...args: readonly string[]): Promise<string> => {
      const all = ["--silent", "--write-out", " %{http_code}", ...args, new URL(path, server.url).href];
      const { success, stdout } = await new Deno.Command(curl ?? "", { args: all }).output();
      assert(success);
      return new TextDecoder().decode(stdout);
    };
    assertEquals(await run("/team/a.txt", "-u", `anna:${PASSWORD}`), "for the team 200");
    assertEquals(await run("/team/a.txt", "--anyauth", "-u", "bob:other"), "for the team 200");
    assertMatch(await run("/team/a.txt", "-u", "bob:wrong"), / 401$/);
    assertMatch(await run("/team/a.txt"), / 401$/);
    assertMatch(await run("/admin/", "-u", "bob:other"), / 403$/);
    assertMatch(await run("/admin/", "-u", `anna:${PASSWORD}`), /<title>inside.* 200$/s);
  });
});

Deno.test(
  "Chromium logs in, and its pictures with it (Chromium)",
  { ignore: CHROMIUM === undefined },
  async () => {
    await withServer(async (server) => {
      const browser = await startChromium();
      try {
        const httpCredentials = { username: "anna", password: PASSWORD };
        await withPage(browser, { httpCredentials }, async (page) => {
          await page.goto(new URL("/admin/", server.url).href);
          assertEquals(await page.title(), "inside");
          const widths = '[...document.images].map((image) => image.naturalWidth).join(" ")';
          assertEquals(await page.evaluate<string>(widths), "5 7");
        });
        const context = await browser.newContext({
          httpCredentials: { ...httpCredentials, password: "wrong" },
        });
        const page = await context.newPage();
        assertEquals((await page.goto(new URL("/admin/", server.url).href))?.status(), 401);
        await context.close();
      } finally {
        await browser.close();
      }
    });
  },
);

Deno.test("credentials that are none get 401, and cost nobody anything", async () => {
  await withServer(
    async ({ port, ...server }) => {
      const values = [
        "",
        "Basic",
        "Basic !",
        "Bearer x",
        "Digest username=anna",
        `Basic ${btoa("anna")}`,
        `Basic ${btoa("\xff\xfe:\xff")}`,
        `Basic ${btoa("anna\0:x")}`,
        `Basic ${"A".repeat(15_000)}`,
        `${basic("anna", PASSWORD)}, ${basic("anna", PASSWORD)}`,
        `Basic ${btoa("\xe9:x")}`,
        "Basic \xff\xff",
      ];
      for (const value of values) {
        assertEquals(await told(port, "/admin/", `Authorization: ${value}`), ASKED, value.slice(0, 40));
      }
      const right = `Authorization: ${basic("anna", PASSWORD)}`;
      assertEquals(await told(port, "/admin/", right, right), ASKED);
      // None of them counted as a try.
      assertEquals(await told(port, "/admin/", right), "200 -");
      assertEquals(server.stderr(), "");
    },
    "--workers",
    "1",
  );
});

Deno.test("a megabyte of Authorization is refused, and a password of 70 bytes or more counts whole", async () => {
  await withServer(async ({ port }) => {
    assertEquals(await told(port, "/admin/", `Authorization: Basic ${"A".repeat(1_000_000)}`), "431 -");
    const long = `Authorization: ${basic("anna", PASSWORD + "x".repeat(100))}`;
    assertEquals(await told(port, "/admin/", long), ASKED);
  });
  await withServer(
    async ({ port }) => {
      assertEquals(await told(port, "/admin/", `Authorization: Basic ${"A".repeat(200_000)}`), ASKED);
    },
    "--set",
    "limits.head=256 KiB",
  );
});

Deno.test("who guesses gets 429, while others and who is in go on", async () => {
  await withServer(
    async ({ port }) => {
      const right = `Authorization: ${basic("bob", "other")}`;
      assertEquals(await told(port, "/team/a.txt", right), "200 -");
      const guesses: string[] = [];
      // On a slow machine a second has passed before the next one, but not 2, 4, 8 …
      while (guesses.at(-1) !== "429 -" && guesses.length < 12) {
        const authorization = `Authorization: ${basic("anna", `guess ${guesses.length}`)}`;
        guesses.push(await told(port, "/admin/", authorization));
      }
      assertEquals(guesses.slice(0, 5), new Array(5).fill(ASKED));
      assertEquals(guesses.at(-1), "429 -");
      assertEquals(await told(port, "/team/a.txt", right), "200 -");
      assertEquals(await told(port, "/"), "200 -");
    },
    "--workers",
    "1",
  );
});

Deno.test("a user who is taken out of the settings is out at once", async () => {
  await using tree = await contentTree(FILES);
  const write = (users: object) =>
    tree.writeOutside(
      ".linprconfig",
      JSON.stringify({ access: { users, realms: { "/team/**": { realm: "T" } } } }),
    );
  await write(USERS);
  await using server = await startServer({ cwd: tree.base, root: tree.root });
  const right = `Authorization: ${basic("bob", "other")}`;
  assertEquals(await told(server.port, "/team/a.txt", right), "200 -");
  await write({ anna: USERS.anna });
  server.signal("SIGHUP");
  await server.errors.waitFor(/Settings reloaded\./);
  assertMatch(await told(server.port, "/team/a.txt", right), /^401 /);
});
