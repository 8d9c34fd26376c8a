import { assertEquals } from "@std/assert";
import type { Override } from "../../src/console/configuration.ts";
import { unsavedSettings } from "../../src/console/saved_settings.ts";
import { loadSettings } from "../../src/settings/load.ts";
import type { SettingValue } from "../../src/settings/settings.ts";

function override(value: SettingValue, until?: number, under?: Override): Override {
  return { value, since: 0, until: until ?? Infinity, by: "a test", under };
}

for (
  const [what, file, environment, laid, expected] of [
    ["what only the console says", undefined, undefined, override(5000), true],
    ["what the file says otherwise", "9s", undefined, override(5000), true],
    ["what is the default anyway", undefined, undefined, override(15_000), false],
    ["what the file says too", "5s", undefined, override(5000), false],
    ["what the file says too, where the environment wins", "5s", "9s", override(5000), false],
    ["what the environment says, where the file says otherwise", "5s", "9s", override(9000), false],
    ["what neither the file nor the environment says", "5s", "9s", override(4000), true],
    ["what was set for a time", undefined, undefined, override(5000, 1), false],
    ["what lies under something for a time", undefined, undefined, override(1, 1, override(5000)), true],
  ] as const
) {
  Deno.test(`unsavedSettings() ${expected ? "has" : "has not"} ${what}`, () => {
    const text = JSON.stringify({ timeouts: { idle: file } });
    const read = loadSettings({
      cwd: "/",
      ...(file !== undefined && { file: { path: "/.linprconfig", text } }),
      shipped: { text: '{ "timeouts": { "head": "5s" } }', contentRoot: "/" },
      environment: { LINPR_TIMEOUTS_IDLE: environment },
      flags: {},
    });
    const unsaved = unsavedSettings(read, new Map([["timeouts.idle", laid]]));
    assertEquals(unsaved, expected ? ["timeouts.idle"] : []);
  });
}
