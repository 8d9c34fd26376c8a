import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { REPOSITORY } from "../_helpers/module_graph.ts";

const read = (path: string): string => Deno.readTextFileSync(join(REPOSITORY, path));

Deno.test("ARCHITECTURE's smallest handler is the one that is there, and in the chain as it says", () => {
  const [, path = "", example = "", line = ""] =
    /\*\*A handler\.\*\*.*?`(handlers\/\w+\.ts)`, as it is.*?```ts\n(.*?)```.*?```ts\n\s*(.*?)\n\s*```/s
      .exec(read("ARCHITECTURE.md")) ?? [];
  const source = read(`src/${path}`);
  assertEquals(source.slice(-example.length), example);
  assert(line.length > 0 && read("src/handlers/pipeline.ts").includes(line), line);
  const imports = source.matchAll(/from "(.*)"/g);
  assertEquals([...imports].map(([, from]) => from), ["../http/response.ts", "./handler.ts"]);
});
