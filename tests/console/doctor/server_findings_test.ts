import { assertEquals } from "@std/assert";
import { serverFindings } from "../../../src/console/doctor/server_findings.ts";
import { defaultSettings, type Settings } from "../../../src/settings/settings.ts";

const limits = (files: number | string) => `Max open files            ${files}   524288   files\n`;
const REALMS: Settings["access.realms"] = [["/**", { realm: "Staff" }]];
const BOUND = { hostname: "0.0.0.0", port: 8080 };

/** Settings besides the defaults, the address, the limit of open files; and level, kind and mending line. */
const CASES: readonly {
  readonly settings?: Partial<Settings>;
  readonly address?: { readonly hostname: string; readonly port: number };
  readonly files?: number | string;
  readonly found: string[][];
}[] = [
  { address: { hostname: "127.0.0.1", port: 80 }, found: [] },
  { address: { hostname: "::1", port: 80 }, found: [] },
  { address: BOUND, found: [["warning", "open to all", "stop; startup 127.0.0.1:8080; listen"]] },
  {
    address: { hostname: "::", port: 80 },
    found: [["warning", "open to all", "stop; startup 127.0.0.1:80; listen"]],
  },
  { found: [["warning", "open to all", "set general.host 127.0.0.1"]] },
  { settings: { "general.host": "localhost" }, found: [] },
  { settings: { "access.allow": ["10.0.0.0/8"] }, address: BOUND, found: [] },
  {
    settings: { "access.realms": REALMS },
    address: BOUND,
    found: [["warning", "readable passwords", "stop; startup 127.0.0.1:8080; listen"]],
  },
  { settings: { "access.realms": REALMS, "access.trustedProxies": ["10.0.0.1"] }, address: BOUND, found: [] },
  {
    settings: { "general.host": "127.0.0.1", "access.trustedProxies": ["10.0.0.1", "::/0"] },
    found: [["danger", "trusted by all", "set access.trustedProxies 127.0.0.1"]],
  },
  {
    settings: { "general.host": "127.0.0.1" },
    files: 1024,
    found: [["note", "descriptors", "ulimit -n 65536"]],
  },
  { settings: { "general.host": "127.0.0.1", "limits.connections": 464 }, files: 1024, found: [] },
  {
    settings: { "general.host": "127.0.0.1", "limits.connections": 465 },
    files: 1024,
    found: [["danger", "descriptors", "set limits.connections 0"]],
  },
  { settings: { "general.host": "127.0.0.1" }, files: "unlimited", found: [] },
];

Deno.test("serverFindings() judge by settings, address and limits", () => {
  for (const { settings, address, files = 65_536, found } of CASES) {
    const told = serverFindings({
      settings: { ...defaultSettings(), ...settings },
      warnings: [],
      address,
      limits: limits(files),
    });
    assertEquals(told.map(({ level, kind, mend }) => [level, kind, mend?.line ?? ""]), found);
  }
});

Deno.test("serverFindings() tell what was odd when the settings were read", () => {
  const [told] = serverFindings({
    settings: { ...defaultSettings(), "general.host": "::1" },
    warnings: [{ file: "a\x1bb", line: 3, column: 1, message: "is never reached" }],
    address: undefined,
    limits: limits(65_536),
  });
  assertEquals(told, { level: "warning", kind: "settings", text: "a\\u001bb:3:1: is never reached" });
});
