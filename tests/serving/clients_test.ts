/** Clients that people use, each in its own way of talking: none may have a complaint. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { debianProgram } from "../_helpers/debian.ts";
import { startServer } from "../_helpers/server.ts";

const CONTENT = "a page\n".repeat(100);

/** Runs a client to its end and gives what it printed. */
async function run(command: string, ...args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args] }).output();
  const [printed, complained] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert(success, `${command}: ${complained}`);
  return `${printed}${complained}`;
}

const ab = debianProgram("ab", "apache2-utils");
const curl = debianProgram("curl");
const wrk = debianProgram("wrk");
const python = debianProgram("python3");

Deno.test("ab gets every answer, with keep-alive (HTTP/1.0) and without", {
  ignore: ab === undefined,
}, async () => {
  await using server = await startServer({ files: { "a.html": CONTENT } });
  const url = `${server.url}a.html`;
  const kept = await run(ab ?? "", "-k", "-n", "500", "-c", "10", url);
  assertMatch(kept, /Complete requests: +500\nFailed requests: +0\nKeep-Alive requests: +500\n/);
  const closed = await run(ab ?? "", "-n", "200", "-c", "10", url);
  assertMatch(closed, /Complete requests: +200\nFailed requests: +0\n/);
  assert(!closed.includes("Non-2xx") && !kept.includes("Non-2xx"));
});

Deno.test("curl uses its connection again, after a 404 too", { ignore: curl === undefined }, async () => {
  await using server = await startServer({ files: { "a.html": CONTENT } });
  const urls = ["a.html", "none", "a.html"].map((name) => `${server.url}${name}`);
  const said = await run(curl ?? "", "--silent", "--verbose", ...urls);
  assertEquals(said.match(/Re-using existing connection/g)?.length, 2);
  assertEquals(said.split(CONTENT).length, 3);
});

Deno.test("wrk sees no error", { ignore: wrk === undefined }, async () => {
  await using server = await startServer({ files: { "a.html": CONTENT } });
  const said = await run(wrk ?? "", "-t1", "-c8", "-d1s", `${server.url}a.html`);
  assertMatch(said, /[1-9][0-9]* requests in/);
  assert(!/Socket errors|Non-2xx/.test(said), said);
});

/** GET, HEAD and a refused POST over one http.client connection. */
const PYTHON = `
import http.client, sys
c = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
for method, body in (("GET", None), ("HEAD", None), ("POST", b"x" * 1000), ("GET", None)):
    c.request(method, "/a.html", body=body)
    r = c.getresponse()
    print(method, r.status, len(r.read()), r.will_close)
`;

Deno.test("python's http.client keeps its connection over GET, HEAD and a refused POST", {
  ignore: python === undefined,
}, async () => {
  await using server = await startServer({ files: { "a.html": CONTENT, "error/405.html": "no" } });
  const said = await run(python ?? "", "-c", PYTHON, String(server.port));
  const whole = `GET 200 ${CONTENT.length} False\n`;
  assertEquals(said, `${whole}HEAD 200 0 False\nPOST 405 2 False\n${whole}`);
});

/** Connects and resets at once, as health checks do. */
const PYTHON_RESETS = `
import socket, struct, sys
for _ in range(300):
    s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()
`;

Deno.test("connections that are reset at once are nobody's trouble (python3)", {
  ignore: python === undefined,
}, async () => {
  await using server = await startServer({ files: { "a.html": CONTENT }, args: ["--workers", "1"] });
  await run(python ?? "", "-c", PYTHON_RESETS, String(server.port));
  const response = await fetch(new URL("/a.html", server.url));
  assertEquals(await response.text(), CONTENT);
  assertEquals(server.stderr(), "");
});

Deno.test("node's fetch, as npm's machines have it, streams a body up and gets its answers", async () => {
  await using server = await startServer({ files: { "a.html": CONTENT } });
  const script = `
    const url = process.argv[1];
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push((await (await fetch(url)).text()).length);
    const body = new ReadableStream({ start(c) { c.enqueue(new TextEncoder().encode("hi")); c.close(); } });
    answers.push((await fetch(url, { method: "POST", body, duplex: "half" })).status);
    console.log(answers.join(" "));`;
  const said = await run("node", "--input-type=module", "--eval", script, `${server.url}a.html`);
  assertStringIncludes(said, `${`${CONTENT.length} `.repeat(3)}405`);
});
