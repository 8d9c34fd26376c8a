import { assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import config from "../../deno.json" with { type: "json" };
import { REPOSITORY } from "../_helpers/module_graph.ts";

const README = Deno.readTextFileSync(join(REPOSITORY, "README.md"));

/** Runs a program that imports LINPR as others would. */
async function run(program: string): Promise<string> {
  const directory = await Deno.makeTempDir();
  try {
    const imports = Object.entries(config.exports).map(([entry, file]) =>
      [join("@linpr/linpr", entry), new URL(file, `file://${REPOSITORY}`).href] as const
    );
    const map = { imports: { ...config.imports, ...Object.fromEntries(imports) } };
    await Deno.writeTextFile(join(directory, "deno.json"), JSON.stringify(map));
    const path = join(directory, "program.ts");
    await Deno.writeTextFile(path, program);
    const args = ["run", "--no-prompt", "--no-lock", "--allow-net=127.0.0.1", path];
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd: directory })
      .output();
    assertEquals([success, new TextDecoder().decode(stderr)], [true, ""]);
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("README's program that uses LINPR as a library runs, needs no permission but its port, and ends", async () => {
  const [, program = ""] =
    /<!-- example: run by tests\/docs\/library_example_test.ts -->\n```ts\n(.*?)```/s.exec(README) ?? [];
  const asked = program.replace(
    "// Later",
    'console.log(await (await fetch(`http://127.0.0.1:${server.address.port}/`, { method: "POST", body: "hello" })).text());\n//',
  );
  assertMatch(await run(asked), /^http:\/\/127\.0\.0\.1:\d+\/\nYou sent 5 characters\.\n$/);
});

Deno.test("the entries of the library are there to be imported", async () => {
  const program = `
    import type { Handler } from "@linpr/linpr/handler";
    import { HttpResponse } from "@linpr/linpr/response";
    const handler: Handler = () => new HttpResponse({ status: 204 });
    console.log(typeof handler);`;
  assertEquals(await run(program), "function\n");
});
