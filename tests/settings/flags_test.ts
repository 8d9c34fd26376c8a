import { assertEquals } from "@std/assert";
import { checkFlags } from "../../src/settings/flags.ts";
import { formatProblem } from "../../src/settings/settings_error.ts";

Deno.test("checkFlags() reads what was typed", () => {
  const { values, problems } = checkFlags({ "general.port": "0", "general.serverHeader": "" });
  assertEquals(problems, []);
  assertEquals([...values], [["general.port", 0], ["general.serverHeader", ""]]);
});

Deno.test("checkFlags() reports every flag that is wrong, empty ones included", () => {
  const { problems } = checkFlags({ "general.port": "99999", "general.host": "" });
  assertEquals(problems.map(formatProblem), [
    'general.host: expected a host name or an IP address, got "" on the command line',
    'general.port: expected a port, 1 to 65535 (0: any free one), got "99999" on the command line',
  ]);
});
