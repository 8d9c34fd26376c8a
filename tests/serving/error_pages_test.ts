import { assert, assertEquals, assertMatch } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { asOrdinaryUser } from "../_helpers/ordinary_user.ts";
import { program } from "../_helpers/program.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

const CARRIED = await Deno.readTextFile(new URL("../../htdocs/error/default.html", import.meta.url));

/** The page that LINPR carries, for a status. */
function carried(status: number): string {
  return CARRIED.replaceAll("{}", String(status));
}

/** Requests that are refused in different layers: by a handler, by the methods, by the parser. */
const REFUSED: readonly (readonly [request: string, status: number])[] = [
  ["GET /none HTTP/1.1\r\nHost: a\r\n\r\n", 404],
  ["POST / HTTP/1.1\r\nHost: a\r\n\r\n", 405],
  ["GET / HTTP/1.1\r\n\r\n", 400],
  ["GET /% HTTP/1.1\r\nHost: a\r\n\r\n", 400],
  [`GET /${"a".repeat(9000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
  [`GET / HTTP/1.1\r\nHost: a\r\n${"A: b\r\n".repeat(200)}\r\n`, 431],
  ["POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n", 413],
  ["GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n", 417],
  ["FOO / HTTP/1.1\r\nHost: a\r\n\r\n", 501],
  ["GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505],
];

/** The page of each of {@linkcode REFUSED}. */
async function refusalPages(server: Server): Promise<string[]> {
  const pages: string[] = [];
  for (const [request, status] of REFUSED) {
    const { responses: [response] } = await rawExchange(server.port, [request], { responses: 1 });
    assert(response !== undefined);
    assertEquals(response.status, status, request.slice(0, 60));
    assertEquals(field(response, "content-type"), "text/html; charset=utf-8");
    pages.push(text(response));
  }
  return pages;
}

Deno.test("without pages of the site's own, every error has the page that LINPR carries", async () => {
  await using server = await startServer();
  assertEquals(await refusalPages(server), REFUSED.map(([, status]) => carried(status)));
});

Deno.test("error/default.html is the page of every error, each {} in it being the status", async () => {
  await using server = await startServer({ files: { "error/default.html": "{}: {} {{}} {x} Füße" } });
  const expected = REFUSED.map(([, status]) => `${status}: ${status} {${status}} {x} Füße`);
  assertEquals(await refusalPages(server), expected);
});

Deno.test("error/<code>.html comes first, and is sent as it is", async () => {
  const files = { "error/404.html": "own {}", "error/default.html": "any {}", "error/400.html": "" };
  await using server = await startServer({ files });
  const own: Readonly<Record<number, string>> = { 404: "own {}", 400: "" };
  assertEquals(await refusalPages(server), REFUSED.map(([, status]) => own[status] ?? `any ${status}`));
});

Deno.test("an error page is never taken for the page that was asked for", async () => {
  await using server = await startServer({ files: { "error/404.html": "gone" } });
  using client = await KeepAliveClient.connect(server.port);
  const response = await client.request({ target: "/none", fields: ["If-None-Match: *"] });
  assertEquals([response.status, text(response)], [404, "gone"]);
  for (const name of ["etag", "last-modified"]) assertEquals(field(response, name), undefined);
  assertMatch(field(response, "cache-control") ?? "", /no-cache|no-store/);
  assertEquals((await client.request({ target: "/error/404.html" })).status, 200);
});

Deno.test("an error page that was made, edited or removed is seen by the very next error", async () => {
  await using tree = await contentTree();
  await using server = await startServer({ root: tree.root });
  using client = await KeepAliveClient.connect(server.port);
  const page = async () => text(await client.request({ target: "/none" }));
  for (let round = 0; round < 3; round++) {
    assertEquals(await page(), carried(404));
    await tree.write("error/default.html", `default ${round} {}`);
    assertEquals(await page(), `default ${round} 404`);
    await tree.write("error/404.html", `own ${round}`);
    assertEquals(await page(), `own ${round}`);
    await tree.write("error/404.html", `OWN ${round}`);
    assertEquals(await page(), `OWN ${round}`);
    await Deno.remove(tree.path("error/404.html"));
    assertEquals(await page(), `default ${round} 404`);
    await tree.write("error/default.html", `DEFAULT ${round} {}`);
    assertEquals(await page(), `DEFAULT ${round} 404`);
    await Deno.remove(tree.path("error"), { recursive: true });
  }
  assertEquals(await page(), carried(404));
});

Deno.test("what cannot be a page is passed over", async () => {
  await using tree = await contentTree({
    "error/default.html": "any {}",
    "locked.txt": "L",
  });
  await tree.writeOutside("secret.html", "SECRET");
  await tree.symlink("../../secret.html", "error/404.html");
  await tree.fifo("error/405.html");
  await tree.write("error/400.html/", "");
  await tree.write("error/414.html", "L");
  await Deno.chmod(tree.path("error/414.html"), 0);
  await tree.write("error/501.html", "x".repeat(5 << 20));
  await using server = await startServer({ root: tree.root, program: asOrdinaryUser(program()) });
  assertEquals(await refusalPages(server), REFUSED.map(([, status]) => `any ${status}`));
  await server.stop();
  assertEquals(server.stderr(), "");
});

Deno.test("a page of many errors at once is that of each", async () => {
  await using server = await startServer({ files: { "a.txt": "A", "error/default.html": "{}" } });
  using client = await KeepAliveClient.connect(server.port);
  const requests = Array.from({ length: 50 }, (_, index) => [
    { target: "/none" },
    { target: "/a.txt" },
    { method: "HEAD", target: `/none/${index}` },
    { method: "DELETE", target: "/a.txt" },
  ]).flat();
  const responses = await client.pipeline(requests);
  const pages = responses.map(({ status, body }) => `${status} ${new TextDecoder().decode(body)}`);
  assertEquals(pages, Array.from({ length: 50 }, () => ["404 404", "200 A", "404 ", "405 405"]).flat());
});

Deno.test("an error page that is replaced again and again is always one of its versions", async () => {
  await using tree = await contentTree({
    "error/default.html": "not this one",
    "error/404.html": "version 0",
  });
  await using server = await startServer({ root: tree.root });
  let over = false;
  const look = async () => {
    using client = await KeepAliveClient.connect(server.port);
    while (!over) assertMatch(text(await client.request({ target: "/none" })), /^version \d+$/);
  };
  const edit = async () => {
    for (let number = 1; number <= 500 && !over; number++) {
      await tree.write("new.html", `version ${number}`);
      await Deno.rename(tree.path("new.html"), tree.path("error/404.html"));
    }
  };
  const stop = () => {
    over = true;
  };
  await Promise.all([edit(), look(), look(), look(), look()].map((one) => one.finally(stop)));
});
