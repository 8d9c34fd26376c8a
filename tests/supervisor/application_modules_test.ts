import { assert, assertEquals, assertThrows } from "@std/assert";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import {
  applicationGrants,
  applicationModules,
  areGranted,
} from "../../src/supervisor/application_modules.ts";
import { StartupError } from "../../src/supervisor/startup_error.ts";
import { contentTree } from "../_helpers/tree.ts";

function settingsOf(modules: Readonly<Record<string, string>>, changed: Partial<Settings> = {}): Settings {
  const applications = Object.entries(modules).map(([name, module]) => [name, { module }] as const);
  return { ...defaultSettings(), "handlers.fetch": applications, ...changed };
}

Deno.test("applicationModules() gives real paths, and applicationGrants() their folders", async () => {
  await using tree = await contentTree({ "api/main.ts": "", "api/other.ts": "", "data/x": "" });
  await tree.symlink("api/main.ts", "link.ts");
  const settings = settingsOf({ a: tree.path("link.ts"), b: tree.path("api/other.ts") }, {
    "handlers.read": [tree.path("data")],
    "handlers.net": ["a.example:443"],
  });
  const modules = applicationModules(settings);
  assertEquals([...modules], [
    [tree.path("link.ts"), tree.path("api/main.ts")],
    [tree.path("api/other.ts"), tree.path("api/other.ts")],
  ]);
  const grants = applicationGrants(settings, modules);
  assertEquals(grants, { read: [tree.path("api"), tree.path("data")], net: ["a.example:443"] });
  assert(areGranted(modules, grants));
  assert(areGranted(new Map([["x", tree.path("data/deep/main.ts")]]), grants));
  assert(!areGranted(new Map([["x", tree.path("data-private/main.ts")]]), grants));
});

Deno.test("applicationGrants() grants nothing where there is no application", () => {
  const settings = settingsOf({}, { "handlers.read": ["/absent"], "handlers.net": ["a.example"] });
  assertEquals(applicationGrants(settings, applicationModules(settings)), { read: [], net: [] });
});

Deno.test("applicationModules() names a module that is not there, or no file", async () => {
  await using tree = await contentTree({ "api.ts/": "" });
  const cases: [path: string, message: string][] = [
    ["absent.ts", `The module ${tree.path("absent.ts")} of the application api cannot be read (ENOENT).`],
    ["api.ts", `The module ${tree.path("api.ts")} of the application api is not a file.`],
  ];
  for (const [path, message] of cases) {
    const error = assertThrows(() => applicationModules(settingsOf({ api: tree.path(path) })), StartupError);
    assertEquals([error.kind, error.message], ["settings", message]);
  }
});
