import { assertEquals } from "@std/assert";
import { PathFields, type PathFieldsOptions } from "../../../src/handlers/static/path_fields.ts";

function fieldsOf(path: string, options: Partial<PathFieldsOptions> = {}): Record<string, string> {
  const all = { cacheControl: [], immutable: false, set: [], download: [], ...options };
  return Object.fromEntries(new PathFields(all).of(path));
}

const REVALIDATE = { "Cache-Control": "no-cache" };

Deno.test("PathFields.of() has a client ask again before it uses what it has", () => {
  assertEquals(fieldsOf("/a.html"), REVALIDATE);
  assertEquals(fieldsOf("/app.3f9a1c0b.js"), REVALIDATE);
});

Deno.test("PathFields.of() takes the Cache-Control of the first pattern that matches", () => {
  const cacheControl = [["*.css", "max-age=1"], ["/a/**", "max-age=2"], ["*", "max-age=3"]] as const;
  const values = ["/x.css", "/a/x.css", "/a/x", "/x"].map((path) =>
    fieldsOf(path, { cacheControl })["Cache-Control"]
  );
  assertEquals(values, ["max-age=1", "max-age=1", "max-age=2", "max-age=3"]);
});

Deno.test("PathFields.of() lets names with a fingerprint be kept for ever, when asked", () => {
  const options = { immutable: true };
  const forEver = { "Cache-Control": "public, max-age=31536000, immutable" };
  const names = [
    "/assets/index-BX3kd92a.css",
    "/app.3f9a1c0b.js",
    "/x/main.0123456789abcdef.js.map",
    "/a-1a2b3c4d.woff2",
  ];
  for (const path of names) assertEquals(fieldsOf(path, options), forEver, path);
});

Deno.test("PathFields.of() does not take the words and dates of a name for a fingerprint", () => {
  const options = { immutable: true };
  const names = [
    "/",
    "/index.html",
    "/getting-started.html",
    "/3f9a1c0b.js/index.html",
    "/jquery-3.7.1.min.js",
  ];
  const dated = [
    "/my-report-2024-final.pdf",
    "/post-2024-01-31.html",
    "/photo-20240131.jpg",
    "/chapter-12-introduction.html",
  ];
  for (const path of [...names, ...dated]) assertEquals(fieldsOf(path, options), REVALIDATE, path);
});

Deno.test("PathFields.of() has a file saved where a pattern says so", () => {
  const options = { download: ["*.zip", "/files/**"] };
  const disposition = (path: string): string | undefined => fieldsOf(path, options)["Content-Disposition"];
  assertEquals(disposition("/a.txt"), undefined);
  for (const path of ["/x/a.zip", "/files/a.zip"]) {
    assertEquals(disposition(path)?.startsWith("attachment") && disposition(path)?.includes("a.zip"), true);
  }
});

Deno.test("PathFields.of() adds the fields of every pattern that matches; the last one of a name wins", () => {
  const set = [
    ["*", [["X-A", "1"], ["X-B", "1"]]],
    ["*.css", [["x-a", "2"], ["Cache-Control", "max-age=9"]]],
    ["*.js", [["X-C", "3"]]],
  ] as const;
  assertEquals(fieldsOf("/a.html", { set }), { ...REVALIDATE, "X-A": "1", "X-B": "1" });
  assertEquals(fieldsOf("/a.css", { set }), { "Cache-Control": "max-age=9", "x-a": "2", "X-B": "1" });
});
