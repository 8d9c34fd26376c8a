import { assertEquals } from "@std/assert";
import { checkEnvironment, environmentVariable } from "../../src/settings/environment.ts";
import { SETTING_KEYS } from "../../src/settings/settings.ts";
import { formatProblem } from "../../src/settings/settings_error.ts";

function values(environment: Record<string, string | undefined>): Record<string, unknown> {
  return Object.fromEntries(checkEnvironment(environment).values);
}

Deno.test("environmentVariable() leaves out general and splits words", () => {
  assertEquals(environmentVariable("general.port"), "LINPR_PORT");
  assertEquals(environmentVariable("general.contentRoot"), "LINPR_CONTENT_ROOT");
  assertEquals(environmentVariable("general.serverHeader"), "LINPR_SERVER_HEADER");
  assertEquals(environmentVariable("timeouts.idle"), "LINPR_TIMEOUTS_IDLE");
  assertEquals(environmentVariable("limits.connectionsPerAddress"), "LINPR_LIMITS_CONNECTIONS_PER_ADDRESS");
  assertEquals(new Set(SETTING_KEYS.map(environmentVariable)).size, SETTING_KEYS.length);
});

Deno.test("checkEnvironment() reads our variables", () => {
  assertEquals(
    values({ LINPR_PORT: "81", LINPR_FILES_DOTFILES: "on", LINPR_CACHE_SIZE: "1m", PATH: "/bin" }),
    {
      "general.port": 81,
      "files.dotfiles": true,
      "cache.size": 1_048_576,
    },
  );
});

Deno.test("checkEnvironment() takes PORT and HOST where ours are not set, or empty", () => {
  assertEquals(values({ PORT: "82", HOST: "::1" }), { "general.port": 82, "general.host": "::1" });
  assertEquals(values({ PORT: "82", LINPR_PORT: "81" }), { "general.port": 81 });
  assertEquals(values({ PORT: "82", LINPR_PORT: "" }), { "general.port": 82 });
  assertEquals(values({ PORT: "junk", LINPR_PORT: "81" }), { "general.port": 81 });
});

Deno.test("checkEnvironment() ignores empty and unknown variables", () => {
  const environment = {
    LINPR_PORT: "",
    PORT: "",
    HOST: undefined,
    LINPR_COLOUR: "x",
    LINPR_GENERAL_PORT: "x",
    linpr_port: "1",
  };
  assertEquals(checkEnvironment(environment), { values: new Map(), problems: [], warnings: [] });
});

Deno.test("checkEnvironment() names the variable that is wrong", () => {
  const { problems } = checkEnvironment({ PORT: "80x", LINPR_FILES_DOTFILES: "1" });
  assertEquals(problems.map(formatProblem), [
    'general.port: expected a port, 1 to 65535 (0: any free one), got "80x" from PORT',
    'files.dotfiles: expected true or false, got "1" from LINPR_FILES_DOTFILES',
  ]);
});
