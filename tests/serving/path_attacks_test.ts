import { assert, assertEquals } from "@std/assert";
import { ask } from "../_helpers/keep_alive.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { hostileSite, SECRET } from "./hostile_site.ts";
import { PATH_ATTACKS } from "./path_attacks.ts";

/** Sends a GET whose target may be anything. */
async function get(port: number, target: string): Promise<RawResponse> {
  const request = `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const { responses: [response] } = await rawExchange(port, [request], { responses: 1 });
  assert(response !== undefined, `no answer to ${JSON.stringify(target.slice(0, 100))}`);
  return response;
}

/** Holds after every attack: nothing is told, and the client cannot tell one absent file from another. */
function assertHarmless(response: RawResponse, name: string, notFound: string): void {
  const { status } = response;
  assert(!text(response).includes(SECRET), name);
  for (const [, value] of response.fields) assert(!value.includes(SECRET), name);
  if (status === 404) assertEquals(text(response), notFound, name);
  if (status === 400 || status === 414) assertEquals(field(response, "connection"), "close", name);
}

async function assertServesOn(server: Server): Promise<void> {
  assertEquals(text(await ask(server.port, { target: "/a.txt" })), "A");
  await server.stop();
  assertEquals(server.stderr(), "");
}

for (const { line, behaviour, targets } of PATH_ATTACKS) {
  Deno.test(`ATTACKS.md ${line}: ${behaviour}`, async () => {
    await using tree = await hostileSite();
    await using server = await startServer({ root: tree.root });
    const notFound = text(await ask(server.port, { target: "/none" }));
    for (const [target, status, body] of targets) {
      const name = JSON.stringify(target.slice(0, 100));
      const response = await get(server.port, target);
      assertEquals(response.status, status, name);
      if (body !== undefined) assertEquals(text(response), body, name);
      assertHarmless(response, name, notFound);
    }
    await assertServesOn(server);
  });
}

Deno.test("ATTACKS.md 11: links made, changed and broken while serving are seen as they are", async () => {
  await using tree = await hostileSite();
  await using server = await startServer({ root: tree.root });
  const status = async (target: string) => (await get(server.port, target)).status;
  const relink = async (name: string, target: string) => {
    await Deno.symlink(target, tree.path("new"));
    await Deno.rename(tree.path("new"), tree.path(name));
  };
  await tree.symlink("a.txt", "late.txt");
  assertEquals(await status("/late.txt"), 200);
  assertEquals(await status("/late.txt"), 200);
  await relink("late.txt", "../secret.txt");
  assertEquals(await status("/late.txt"), 404);
  await relink("late.txt", "nowhere");
  assertEquals(await status("/late.txt"), 404);
  await relink("late.txt", "sub/deep/b.txt");
  assertEquals(text(await get(server.port, "/late.txt")), "B");

  assertEquals(await status("/sub/deep/b.txt"), 200);
  await Deno.rename(tree.path("sub/deep"), tree.path("sub/moved"));
  await tree.writeOutside("elsewhere/b.txt", SECRET);
  await tree.symlink("../../elsewhere", "sub/deep");
  assertEquals(await status("/sub/deep/b.txt"), 404);
  await assertServesOn(server);
});

Deno.test("ATTACKS.md 11: a root that is replaced by a link leads nowhere", async () => {
  await using tree = await hostileSite();
  await using server = await startServer({ root: tree.root });
  assertEquals(text(await get(server.port, "/a.txt")), "A");
  await Deno.rename(tree.root, `${tree.base}/moved`);
  await tree.writeOutside("outside/a.txt", SECRET);
  await Deno.symlink("outside", tree.root);
  for (const target of ["/a.txt", "/x", "/", "/deep/y"]) {
    const response = await get(server.port, target);
    assertEquals([response.status, text(response).includes(SECRET)], [404, false], target);
  }
});

Deno.test({
  name: "ATTACKS.md 12: a device in the root is not opened (needs root)",
  ignore: Deno.uid() !== 0,
  fn: async () => {
    await using tree = await hostileSite();
    const args = [tree.path("device"), "c", "1", "5"];
    const { success } = await new Deno.Command("mknod", { args }).output();
    assert(success, "mknod");
    await using server = await startServer({ root: tree.root });
    assertEquals((await get(server.port, "/device")).status, 404);
    await assertServesOn(server);
  },
});

Deno.test("ATTACKS.md 13: all dotfiles are served where the settings say so, and the fence still stands", async () => {
  await using tree = await hostileSite();
  await using server = await startServer({ root: tree.root, args: ["--set", "files.dotfiles=true"] });
  for (const target of ["/.env", "/%2eenv", "/.git/config", "/sub/.env", "/a/.b/c/d.txt", "/.../x"]) {
    assertEquals((await get(server.port, target)).status, 200, target);
  }
  for (const target of ["/../secret.txt", "/.git/../../secret.txt", "/.git/../../pub-private/s.txt"]) {
    assertEquals((await get(server.port, target)).status, 400, target);
  }
  await tree.symlink("../secret.txt", ".link");
  assertEquals((await get(server.port, "/.link")).status, 404);
  await assertServesOn(server);
});

Deno.test("ATTACKS.md 19: a template of the site's own gets the status and nothing else", async () => {
  await using tree = await hostileSite();
  await tree.write("error/default.html", "<p>{} and {}, not {path}</p>");
  await using server = await startServer({ root: tree.root });
  for (const target of ["/{}", "/%3Cb%3E{}", "/{path}?{}"]) {
    assertEquals(text(await get(server.port, target)), "<p>404 and 404, not {path}</p>", target);
  }
  assertEquals(text(await get(server.port, "/{}%")), "<p>400 and 400, not {path}</p>");
});
