import { assertEquals, assertMatch } from "@std/assert";
import { Applications } from "../../src/worker/applications.ts";
import { contentTree } from "../_helpers/tree.ts";

/** The modules of a tree, by themselves. */
const modulesOf = (...paths: readonly string[]) => new Map(paths.map((path) => [path, path]));

async function say(applications: Applications, path: string): Promise<string | undefined> {
  const info = { remoteAddr: { transport: "tcp", hostname: "192.0.2.1", port: 1 } } as const;
  return await (await applications.functions.get(path)?.(new Request("http://a/"), info))?.text();
}

Deno.test("Applications.load() takes a function, or an object that has one", async () => {
  await using tree = await contentTree({
    "object.ts": `export default { say: "O", fetch(): Response { return new Response(this.say); } };`,
    "function.js": `export default () => new Response("F");`,
    "class.ts":
      `class App { #say = "C"; fetch(): Response { return new Response(this.#say); } } export default new App();`,
  });
  const paths = ["object.ts", "function.js", "class.ts"].map(tree.path);
  const applications = new Applications();
  assertEquals(await applications.load(modulesOf(...paths)), undefined);
  assertEquals(await Promise.all(paths.map((path) => say(applications, path))), ["O", "F", "C"]);
});

Deno.test("Applications.load() imports anew what was changed, and keeps what it has where that cannot be used", async () => {
  await using tree = await contentTree({ "a.ts": `export default () => new Response("1");` });
  const path = tree.path("a.ts");
  const applications = new Applications();
  const load = () => applications.load(modulesOf(path));
  await load();
  const first = applications.functions.get(path);
  await load();
  assertEquals(applications.functions.get(path), first);
  await tree.write("a.ts", `export default () => new Response("second");`);
  await load();
  assertEquals(await say(applications, path), "second");
  const broken: [text: string, fault: RegExp][] = [
    ["export default {", /^The application \S+a\.ts cannot be used: \w+: .*1:17$/],
    [
      "export const fetch = 1;",
      /its default export is neither a function nor an object with a fetch function$/,
    ],
    ["throw new Error('no database');", /Error: no database$/],
    [`import "./absent.ts";`, /absent\.ts/],
    ["throw 'text';", /cannot be used: text$/],
  ];
  for (const [text, fault] of broken) {
    await tree.write("a.ts", text);
    const said = await load() ?? "";
    assertMatch(said, fault);
    assertEquals(said.includes("\n") || said.includes("\u001b"), false);
    assertEquals(await say(applications, path), "second");
  }
  await tree.write("a.ts", `export default () => new Response("at last");`);
  assertEquals(await load(), undefined);
  assertEquals(await say(applications, path), "at last");
});
