import { assertEquals } from "@std/assert";
import { ContentRoot } from "../../../src/files/content_root.ts";
import { type DirectoryEntry, readDirectory } from "../../../src/files/directory.ts";
import { entryTime, entryUrl } from "../../../src/handlers/listing/listing.ts";
import { parseTarget } from "../../../src/http/target.ts";
import { contentTree, HOSTILE_NAMES } from "../../_helpers/tree.ts";

function entryOf(part: Partial<DirectoryEntry>): DirectoryEntry {
  return { name: "a", kind: "file", size: 0, modified: 0, ...part };
}

Deno.test("entryUrl() is relative, encoded, and ends in a slash for a directory", () => {
  const cases: Record<string, string> = {
    "a.txt": "./a.txt",
    "a b": "./a%20b",
    "javascript:alert(1)": "./javascript%3Aalert(1)",
    "100%25 #1?.txt": "./100%2525%20%231%3F.txt",
    '"><img src=x onerror=alert(1)>': "./%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "line\nbreak": "./line%0Abreak",
    "rtl\u202etxt.exe": "./rtl%E2%80%AEtxt.exe",
    "lone\ud800": "./lone%EF%BF%BD",
    "Füße 🦕": "./F%C3%BC%C3%9Fe%20%F0%9F%A6%95",
  };
  for (const [name, url] of Object.entries(cases)) assertEquals(entryUrl(entryOf({ name })), url);
  assertEquals(entryUrl(entryOf({ name: "a:b", kind: "directory" })), "./a%3Ab/");
});

Deno.test("entryUrl() of every entry leads to that entry", async () => {
  const files = Object.fromEntries(HOSTILE_NAMES.map((name) => [`sub/${name}`, ""]));
  await using tree = await contentTree({ ...files, "sub/directory #1/": "" });
  const root = new ContentRoot({ directory: tree.root, dotfiles: false });
  const content = readDirectory(root, "/sub/");
  if (content.kind !== "directory") throw new Error(content.kind);
  const reachable = HOSTILE_NAMES.filter((name) => !name.includes("\\"));
  assertEquals(content.entries.length, reachable.length + 1);
  for (const entry of content.entries) {
    const { pathname } = new URL(entryUrl(entry), "http://a.example/sub/");
    const { path } = parseTarget("GET", pathname);
    assertEquals(path, `/sub/${entry.name}${entry.kind === "directory" ? "/" : ""}`);
    assertEquals(root.resolve(path).kind, entry.kind);
  }
});

Deno.test("entryTime() is ISO 8601 in 24 characters, whatever a file system tells", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "1970-01-01T00:00:00.000Z"],
    [1_795_000_000_999.5, "2026-11-18T11:06:40.999Z"],
    [-1000, "1969-12-31T23:59:59.000Z"],
    [Date.UTC(1901, 0, 1), "1901-01-01T00:00:00.000Z"],
    [-1e15, "0001-01-01T00:00:00.000Z"],
    [253_402_300_799_999, "9999-12-31T23:59:59.999Z"],
    [1e17, "9999-12-31T23:59:59.999Z"],
    [Number.POSITIVE_INFINITY, "9999-12-31T23:59:59.999Z"],
    [Number.NaN, "1970-01-01T00:00:00.000Z"],
  ];
  for (const [modified, time] of cases) assertEquals(entryTime(entryOf({ modified })), time);
});
