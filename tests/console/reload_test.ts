import { assert, assertEquals } from "@std/assert";
import { changeLine, settingChanges, showSetting } from "../../src/console/reload.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";

const BEFORE = defaultSettings();

Deno.test("settingChanges() gives old and new value of what changed, and what waits for a startup", () => {
  const after = {
    ...BEFORE,
    "timeouts.idle": 90_000,
    "general.port": 8080,
    "files.index": ["a.html", "b.html"],
  };
  assertEquals(
    settingChanges(BEFORE, after, ["general.port"]).map((change) => changeLine(change, "a restart")),
    [
      "general.port: 80 -> 8080 (after a restart)",
      "timeouts.idle: 15s -> 90s",
      "files.index: index.html -> a.html, b.html",
    ],
  );
  assertEquals(settingChanges(BEFORE, BEFORE, []), []);
});

Deno.test("showSetting() is harmless to a terminal, and empty text can be seen", () => {
  assertEquals(showSetting("general.serverHeader", { ...BEFORE, "general.serverHeader": "" }), '""');
  assertEquals(
    showSetting("general.contentRoot", { ...BEFORE, "general.contentRoot": "/a\x1b[2J" }),
    "/a\\u001b[2J",
  );
});

Deno.test("showSetting() shows no password's hash, and settingChanges() that there is another one", () => {
  const [old, other] = ["c29kaXVtIGNobG9y", "bm8gc29kaXVtIGNo"].map((salt): Settings => ({
    ...BEFORE,
    "access.users": [["anna", `$scrypt$ln=14,r=8,p=5$${salt}$YR0hSWKNWgNZQqGFVmOsAA`]],
  }));
  assert(old !== undefined && other !== undefined);
  assertEquals(showSetting("access.users", old), "anna=…");
  assertEquals(
    settingChanges(old, other, []).map((change) => changeLine(change, "a restart")),
    ["access.users: anna=… -> anna=…"],
  );
});

Deno.test("changeLine() cuts what would fill pages", () => {
  const rules = Array.from({ length: 50 }, () => ({ match: { path: "/a" }, cacheControl: "no-store" }));
  const [change] = settingChanges(BEFORE, { ...BEFORE, "routing.rules": rules }, []);
  const line = change === undefined ? "" : changeLine(change, "a restart");
  assertEquals(line, 'routing.rules: none -> [{ "match": { "path": "/a" }, "cacheControl": "no-store" }, …');
});
