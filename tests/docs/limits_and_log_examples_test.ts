import { assert, assertEquals } from "@std/assert";
import { checkSettings } from "../../src/settings/check.ts";

const readme = Deno.readTextFileSync(new URL("../../README.md", import.meta.url));

/** The settings that the first example under a heading has. */
function exampleUnder(heading: string): Record<string, unknown> {
  const [, example] = new RegExp(`\\n## ${heading}\\n.*?\`\`\`jsonc\\n(.*?)\`\`\``, "s").exec(readme) ?? [];
  assert(example !== undefined, heading);
  const { values, problems } = checkSettings(example, "README.md");
  assertEquals(problems, []);
  return Object.fromEntries(values);
}

Deno.test("README has an example of limits that says what it means", () => {
  assertEquals(exampleUnder("Limits"), {
    "limits.requestsPerSecond": 20,
    "limits.burst": 100,
    "limits.bandwidth": 2 * 1024 * 1024,
    "limits.concurrent": [["/reports/**", 4]],
  });
});

Deno.test("README has an example of logs that says what it means", () => {
  assertEquals(exampleUnder("Logs"), {
    "log.access": "/var/log/linpr/access.log",
    "log.format": "combined",
    "log.requestId": true,
    "log.slow": 2000,
  });
});
