import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { loadSettings } from "../../src/settings/load.ts";
import { REPOSITORY } from "../_helpers/module_graph.ts";
import { startServer } from "../_helpers/server.ts";
import { sourceTest } from "../_helpers/from_source.ts";
import { contentTree } from "../_helpers/tree.ts";

const README = Deno.readTextFileSync(join(REPOSITORY, "README.md"));

sourceTest(
  "README's application is served as README says",
  "the binary imports JavaScript only",
  async () => {
    const [, module = "", settings = ""] =
      /<!-- example: run by tests\/docs\/application_example_test.ts -->\n```ts\n(.*?)```\n\n```jsonc\n(.*?)```/s
        .exec(README) ?? [];
    await using tree = await contentTree();
    await tree.writeOutside("api/main.ts", module);
    await tree.writeOutside("data/", "");
    await tree.writeOutside("htdocs/a.txt", "A");
    await tree.writeOutside(".linprconfig", settings);
    await using server = await startServer({ cwd: tree.base });
    const answer = await fetch(new URL("/api/x", server.url), { method: "POST", body: "hello" });
    assertEquals(await answer.text(), "You sent 5 characters.");
    assertEquals(await (await fetch(new URL("/a.txt", server.url))).text(), "A");
    const { warnings } = loadSettings({
      cwd: tree.base,
      file: { path: ".linprconfig", text: settings },
      shipped: { text: "{}", contentRoot: "" },
      environment: {},
      flags: {},
    });
    assertEquals(warnings, []);
  },
);
