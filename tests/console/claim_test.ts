import { assertEquals } from "@std/assert";
import type { TypedAddress } from "../../src/console/address.ts";
import { type WantedAddress, wantedAddress } from "../../src/console/claim.ts";
import { loadSettings } from "../../src/settings/load.ts";

/** The settings of a machine with this file and these flags. */
function load(file: string, flags: Record<string, string> = {}) {
  const shipped = { text: "{}", contentRoot: "/site" };
  return loadSettings({
    cwd: "/",
    file: { path: "/.linprconfig", text: file },
    shipped,
    environment: {},
    flags,
  });
}

Deno.test("wantedAddress() prefers what was typed, and gives another port only where nobody asked for 80", () => {
  const cases: readonly (readonly [
    typed: TypedAddress,
    file: string,
    flags: Record<string, string>,
    wanted: WantedAddress,
  ])[] = [
    [{}, "{}", {}, { hostname: "0.0.0.0", port: 80, fallbackPort: 8080 }],
    [{ hostname: "::1" }, "{}", {}, { hostname: "::1", port: 80, fallbackPort: 8080 }],
    [{ port: 80 }, "{}", {}, { hostname: "0.0.0.0", port: 80 }],
    [{}, `{ "general": { "port": 80 } }`, {}, { hostname: "0.0.0.0", port: 80 }],
    [{}, "{}", { "general.port": "80" }, { hostname: "0.0.0.0", port: 80 }],
    [{}, `{ "general": { "port": 90, "host": "::" } }`, {}, { hostname: "::", port: 90 }],
    [{ port: 0 }, `{ "general": { "port": 90, "host": "::" } }`, {}, { hostname: "::", port: 0 }],
  ];
  for (const [typed, file, flags, wanted] of cases) {
    assertEquals(wantedAddress(typed, load(file, flags)), wanted);
  }
});
