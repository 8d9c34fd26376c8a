import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { startProcess } from "./process.ts";
import type { Program } from "./program.ts";
import { startServer } from "./server.ts";

/** A program that is not LINPR, for the cases that LINPR should never be. */
function script(code: string): Program {
  return { command: Deno.execPath(), args: ["eval", "--no-config", code] };
}

Deno.test("startServer() rejects with what a program said that ended instead", async () => {
  const program = script(`console.error("no such root"); Deno.exit(2);`);
  const error = await assertRejects(() => startServer({ program }), Error);
  assertStringIncludes(error.message, "no such root");
});

Deno.test("startServer() takes the first URL, and hands the arguments over", async () => {
  const program = script(`
    console.log(JSON.stringify(Deno.args));
    console.log("Local: http://127.0.0.1:4321/ and http://192.0.2.7:4321/");
    await new Response(Deno.stdin.readable).text();
    setInterval(() => {}, 1000);
  `);
  await using server = await startServer({ program, args: ["--quiet"], files: { "a.txt": "A" } });
  assertEquals([server.url, server.port], ["http://127.0.0.1:4321/", 4321]);
  assertEquals(await Deno.readTextFile(`${server.root}/a.txt`), "A");
  const args = ["serve", "--host", "127.0.0.1", "--port", "0", "--quiet", server.root];
  assertStringIncludes(server.stdout.text, JSON.stringify(args));
  assertEquals((await server.stop()).signal, "SIGTERM");
});

Deno.test("startProcess() leaves settings out of the environment", async () => {
  Deno.env.set("LINPR_WORKERS", "7");
  try {
    const program = script(`console.log(Deno.env.get("LINPR_WORKERS"), Deno.env.get("LINPR_PORT"));`);
    const options = { program, cwd: "/", env: { LINPR_PORT: "1" } };
    await using process = startProcess(options);
    await process.stdout.waitFor(/undefined 1\n/);
  } finally {
    Deno.env.delete("LINPR_WORKERS");
  }
});

Deno.test("startProcess() copes with a process that ends before its input does", async () => {
  const program = script("Deno.exit(3);");
  await using process = startProcess({ program, cwd: "/", hasInput: true });
  assertEquals((await process.status).code, 3);
  assertEquals((await process.stop()).code, 3);
});
