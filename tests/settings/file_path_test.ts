import { assertEquals } from "@std/assert";
import { isFileName, parseFilePath } from "../../src/settings/file_path.ts";

const NO_NAMES = ["", ".", "..", "a\\b", "..\\a", "a\0", "a\n", "a\x7f", "a\x85", " a", "a ", "\u00a0a"];

Deno.test("isFileName() knows a name from a path", () => {
  for (const name of ["index.html", "...", ".a", "a b", "a,b", '"', "Füße", "🦕", "a:b", "~", "{}"]) {
    assertEquals(isFileName(name), true, name);
  }
  for (const name of [...NO_NAMES, "a/b", "/a", "a/", "/"]) assertEquals(isFileName(name), false, name);
});

Deno.test("parseFilePath() gives a path below the content root", () => {
  const cases: Record<string, string> = {
    "": "",
    "index.html": "index.html",
    "/index.html": "index.html",
    "a/b c/d.html": "a/b c/d.html",
    "/a/.b": "a/.b",
  };
  for (const [text, path] of Object.entries(cases)) assertEquals(parseFilePath(text), path, text);
});

Deno.test("parseFilePath() refuses what leads elsewhere or nowhere", () => {
  for (const name of NO_NAMES) {
    if (name !== "") assertEquals(parseFilePath(name), undefined, JSON.stringify(name));
    assertEquals(parseFilePath(`a/${name}/b`), undefined, JSON.stringify(name));
    assertEquals(parseFilePath(`a/${name}`), undefined, JSON.stringify(name));
  }
  for (const path of ["/", "//", "//a", "a//b", "a/"]) assertEquals(parseFilePath(path), undefined, path);
});
