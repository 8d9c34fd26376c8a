import { assertEquals } from "@std/assert";
import { runtimeLock } from "../../tools/runtime_lock.ts";

const LOCK = {
  version: "5",
  specifiers: { "npm:@s/a@1": "1.2.0", "npm:test-only@3.0.0": "3.0.0", "npm:c@2": "2.0.0" },
  npm: {
    "@s/a@1.2.0": { integrity: "x", dependencies: ["b"] },
    "b@0.1.0": { dependencies: ["c@2.0.0"] },
    "c@1.0.0": {},
    "c@2.0.0": {},
    "test-only@3.0.0": { dependencies: ["c@1.0.0"] },
  },
  workspace: { dependencies: ["npm:@s/a@1", "npm:c@2", "npm:test-only@3.0.0"], members: {} },
};

Deno.test("runtimeLock() keeps the packages named and what they depend on, and nothing else", () => {
  const reduced = runtimeLock(LOCK, ["@s/a@1.2.0"]);
  assertEquals(Object.keys(reduced.npm), ["@s/a@1.2.0", "b@0.1.0", "c@2.0.0"]);
  assertEquals(Object.keys(reduced.specifiers), ["npm:@s/a@1", "npm:c@2"]);
  assertEquals(reduced.workspace, { dependencies: ["npm:@s/a@1", "npm:c@2"], members: {} });
  assertEquals(reduced.version, "5");
});

Deno.test("runtimeLock() leaves a lock file without packages as it is", () => {
  assertEquals(runtimeLock({}, []), { specifiers: {}, npm: {} });
});

Deno.test("runtimeLock() ends where packages depend on each other", () => {
  const npm = { "a@1.0.0": { dependencies: ["b"] }, "b@1.0.0": { dependencies: ["a"] } };
  assertEquals(Object.keys(runtimeLock({ npm }, ["b@1.0.0"]).npm), ["a@1.0.0", "b@1.0.0"]);
});
