/** The example of "Who may see what" in the README, tried. */

import { assert, assertEquals } from "@std/assert";
import { checkSettings } from "../../src/settings/check.ts";
import { basic } from "../_helpers/basic.ts";
import { requestOf } from "../_helpers/request.ts";
import { siteOf } from "../_helpers/site.ts";
import { contentTree } from "../_helpers/tree.ts";

const readme = Deno.readTextFileSync(new URL("../../README.md", import.meta.url));

Deno.test("README's example of who may see what does what it says", async () => {
  const [, example] = /\n## Who may see what\n\n```jsonc\n(.*?)```/s.exec(readme) ?? [];
  assert(example !== undefined);
  const { values, problems } = checkSettings(example, "README.md");
  assertEquals(problems, []);
  await using tree = await contentTree({
    "a.txt": "",
    "admin/logo.svg": "",
    "admin/x.txt": "",
    "team/index.html": "",
    "team/plan.pdf.br": "",
  });
  const { pipeline } = siteOf(tree.root, Object.fromEntries(values));
  const status = async (address: string, path: string, ...fields: readonly string[]): Promise<number> => {
    const client = { address, port: 1 };
    return (await pipeline.handle({ ...requestOf(`GET ${path}`, fields), client })).status;
  };
  assertEquals(await status("192.0.2.1", "/a.txt"), 200);
  assertEquals(await status("2001:db8::1", "/a.txt"), 200);
  assertEquals(await status("192.0.2.66", "/a.txt"), 403);
  assertEquals(await status("198.51.100.1", "/a.txt"), 403);
  assertEquals(await status("192.0.2.1", "/admin/logo.svg"), 200);
  for (const path of ["/admin/x.txt", "/team/", "/team/plan.pdf.br"]) {
    assertEquals(await status("192.0.2.1", path), 401);
    assertEquals(await status("192.0.2.1", path, `Authorization: ${basic("anna", "open sesame")}`), 200);
  }
});
