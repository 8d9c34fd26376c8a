import { assertEquals } from "@std/assert";
import { Configuration } from "../../src/console/configuration.ts";
import { loadSettings } from "../../src/settings/load.ts";
import type { SettingKey, SettingValue } from "../../src/settings/settings.ts";
import { ask } from "../_helpers/keep_alive.ts";
import { field, type RawResponse, text } from "../_helpers/response_parser.ts";
import { SteadyLoad } from "./steady_load.ts";
import { listening } from "./supervised.ts";

/** Changes that need no start, what to ask for then, and what the answer must show; and what it shows before. */
const CHANGES:
  readonly (readonly [SettingKey, SettingValue, string, (answer: RawResponse) => unknown, unknown])[] = [
    ["general.serverHeader", "other", "/a.txt", (answer) => field(answer, "Server"), "other"],
    [
      "headers.cacheControl",
      [["*.txt", "no-store"]],
      "/a.txt",
      (answer) => field(answer, "Cache-Control"),
      "no-store",
    ],
    ["headers.serverTiming", true, "/a.txt", (answer) => field(answer, "Server-Timing") !== undefined, true],
    ["files.listing", true, "/d/", ({ status }) => status, 200],
    ["files.dotfiles", true, "/.a", ({ status }) => status, 200],
    ["files.index", ["i.txt"], "/i/", (answer) => text(answer), "index"],
    ["files.cleanUrls", true, "/page", ({ status }) => status, 200],
    ["limits.target", 64, `/${"x".repeat(200)}`, ({ status }) => status, 414],
    ["cache.size", 0, "/a.txt", (answer) => text(answer), "A"],
    [
      "routing.rules",
      [{ match: { path: "/gone" }, answer: { status: 410 } }] as unknown as SettingValue,
      "/gone",
      ({ status }) => status,
      410,
    ],
  ];

Deno.test("each change of a live setting holds from the next request on, for all workers, and fails none", async () => {
  await using server = await listening({
    "a.txt": "A",
    "d/x.txt": "x",
    "i/i.txt": "index",
    ".a": "dot",
    "page.html": "page",
  });
  const { supervisor, port, tree } = server;
  const configuration = new Configuration(
    () => {
      const flags = { "general.contentRoot": tree.root, "general.workers": "2" };
      const loaded = loadSettings({
        cwd: "/",
        shipped: { text: "{}", contentRoot: "/" },
        environment: {},
        flags,
      });
      return {
        ...loaded,
        settings: { ...loaded.settings, "general.port": supervisor.settings["general.port"] },
      };
    },
    () => {},
  );
  const load = new SteadyLoad(port, "/a.txt");
  await load.more(50);
  for (const [key, value, target, look, expected] of CHANGES) {
    const override = { value, since: 0, until: Infinity, by: "a test", under: undefined };
    await configuration.change(
      (all) => new Map([...all, [key, override]]),
      "test",
      (settings) => supervisor.apply(settings),
    );
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(port, { target })));
    assertEquals([key, ...new Set(answers.map(look))], [key, expected]);
    await configuration.change(() => new Map(), "test", (settings) => supervisor.apply(settings));
    await load.more(20);
  }
  const { failures, statuses } = await load.stop();
  assertEquals([failures, Object.keys(statuses)], [[], ["200"]]);
  assertEquals(configuration.generations.length, 1 + 2 * CHANGES.length);
});
