import { assert, assertEquals } from "@std/assert";
import { compileCapturing, compileGlob, countCaptures } from "../../src/patterns/glob.ts";
import { Random } from "../_helpers/random.ts";

/** Pattern, the paths that it matches, and some that it does not. */
const CASES: readonly (readonly [pattern: string, matches: string[], others: string[]])[] = [
  ["*.css", ["/a.css", "/x/y/a.css", "/.css"], ["/a.css/b", "/a.cssx", "/css", "/a.CSS"]],
  ["index.html", ["/index.html", "/a/index.html"], ["/xindex.html", "/index.html/"]],
  ["/index.html", ["/index.html"], ["/a/index.html"]],
  ["/a/*", ["/a/b", "/a/"], ["/a", "/a/b/c", "/b/a/c"]],
  ["/a/**", ["/a/b", "/a/b/c", "/a/", "/a"], ["/ab", "/b/a"]],
  ["/**/x.js", ["/x.js", "/a/x.js", "/a/b/x.js"], ["/x.jsx", "/a/x.js/b"]],
  ["/a/**/z", ["/a/z", "/a/b/z", "/a/b/c/z"], ["/a", "/z", "/a/bz"]],
  ["/**", ["/", "/a", "/a/b"], []],
  ["a?c", ["/abc", "/x/a-c"], ["/ac", "/abbc"]],
  ["/?/b", ["/a/b"], ["//b", "/aa/b"]],
  ["*.{png,jpg}", ["/a.png", "/b/a.jpg"], ["/a.gif", "/a.pngjpg", "/a.{png,jpg}"]],
  ["/{a,b/c}/*.{x,y}", ["/a/1.x", "/b/c/2.y"], ["/b/1.x", "/c/1.x"]],
  ["{,a}b", ["/b", "/ab"], ["/bb"]],
  ["*", ["/a", "/a/b", "/"], []],
  ["a*b*c", ["/abc", "/aXbYc", "/abbcc", "/abcabc"], ["/ab", "/acb", "/abcx"]],
  ["(a+)+$", ["/(a+)+$"], ["/aaa", "/a"]],
  ["[ab].txt", ["/[ab].txt"], ["/a.txt"]],
  ["/a b/é 🦕", ["/a b/é 🦕"], ["/a%20b/é 🦕"]],
];

Deno.test("compileGlob() matches what the pattern says, and the whole of it", () => {
  for (const [pattern, matches, others] of CASES) {
    const glob = compileGlob(pattern);
    for (const path of matches) assertEquals(glob(path), true, `${pattern} and ${path}`);
    for (const path of others) assertEquals(glob(path), false, `${pattern} and ${path}`);
  }
});

/** The same pattern as a regular expression: for short paths, which cannot hold it up. */
function asExpression(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/?|\*|\?|[^*?]/g, (part) => {
    if (part === "**/") return "(?:[^/]*/)*";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : part.replace(/\W/, "\\$&");
  });
  return new RegExp(`^${source}$`);
}

Deno.test("compileGlob() agrees with a regular expression on random patterns and paths", () => {
  const random = new Random(1);
  let matched = 0;
  for (let round = 0; round < 20_000; round++) {
    const segments = Array.from({ length: 1 + random.below(3) }, () => random.text(["a", "b", "*", "?"], 3));
    // A `**` is a segment of its own and never the last one: what it then means is written in the table above.
    const pattern = `/${segments.map((segment) => segment.includes("**") ? "**" : segment).join("/")}/c`;
    const path = `/${Array.from({ length: random.below(4) }, () => random.text(["a", "b"], 2)).join("/")}/c`;
    const found = compileGlob(pattern)(path);
    assertEquals(found, asExpression(pattern).test(path), `${pattern} and ${path}`);
    matched += found ? 1 : 0;
  }
  assert(matched > 500, `only ${matched} matched`);
});

Deno.test("compileGlob() is done with patterns that would hold up a regular expression", () => {
  // With back-tracking, any of these takes longer than the test's whole machine will be in use.
  const name = `${"a".repeat(2000)}b`;
  for (const pattern of [`${"a*".repeat(30)}c`, `${"*".repeat(200)}c`, `${"?*".repeat(50)}c`]) {
    assertEquals(compileGlob(pattern)(`/${name}`), false, pattern);
  }
  assertEquals(compileGlob(`/${"**/".repeat(30)}c`)(`/${"a/".repeat(500)}b`), false);
});

Deno.test("compileCapturing() tells what each star stands for", () => {
  const cases: [glob: string, path: string, captures: readonly string[] | undefined][] = [
    ["/old/**", "/old/a/b", ["a/b"]],
    ["/old/**", "/old/a/", ["a/"]],
    ["/old/**", "/old/", [""]],
    ["/old/**", "/old", [""]],
    ["/old/**", "/older/a", undefined],
    ["/*/x/*.html", "/a/x/b.c.html", ["a", "b.c"]],
    ["/**/*", "/a/b/c", ["a/b", "c"]],
    ["/**/x/**", "/a/x/b/x/c", ["a", "b/x/c"]],
    ["*.css", "/a/main.min.css", ["main.min"]],
    ["*-*", "/a-b-c", ["a", "b-c"]],
    ["a*b*c*", "/abcbcc", ["", "", "bcc"]],
    ["/{a,b/*}/*", "/b/x/y", ["x", "y"]],
    ["/{a,b/*}/*", "/a/y", ["y"]],
    ["/a", "/a", []],
    ["/?/*", "/é/ü", ["ü"]],
    ["/*/🦕*", "/💧/🦕🦕", ["💧", "🦕"]],
    ["**", "/a/b", ["b"]],
    ["/**", "/", [""]],
  ];
  for (const [glob, path, captures] of cases) {
    assertEquals(compileCapturing(glob)(path), captures, `${glob} ${path}`);
    assertEquals(compileGlob(glob)(path), captures !== undefined, `${glob} ${path}`);
  }
});

Deno.test("compileCapturing() gives what puts the path together again, where the pattern fits it", () => {
  const next = new Random(31);
  let fitted = 0;
  for (let round = 0; round < 20_000; round++) {
    const glob = `/${next.text(["*", "a", "b", "/", "?"], 8)}`.replace(/\*\*+/g, "*").replace(/\/+/g, "/");
    const path = `/${next.text(["a", "b", "/", "ab"], 8)}`.replace(/\/+/g, "/");
    const captures = compileCapturing(glob)(path);
    assertEquals(captures !== undefined, compileGlob(glob)(path), `${glob} ${path}`);
    if (captures === undefined) continue;
    fitted++;
    assertEquals(captures.length, countCaptures(glob));
    let number = 0;
    const filled = glob.replaceAll("*", () => captures[number++] ?? "");
    assertEquals(filled.replaceAll("?", "").length, path.length - (glob.match(/\?/g)?.length ?? 0), glob);
    assert(
      [...filled].every((character, at) => character === "?" || character === path[at]),
      `${glob} ${path}`,
    );
  }
  assert(fitted > 500);
});

Deno.test("countCaptures() counts the stars that there are for sure", () => {
  const cases: [glob: string, count: number][] = [["/a", 0], ["*", 1], ["/**/*", 2], ["{*.css,a}", 0], [
    "/{*,**/*}/*",
    2,
  ]];
  for (const [glob, count] of cases) assertEquals(countCaptures(glob), count, glob);
});
