import { assert, assertEquals } from "@std/assert";
import { compileGlob } from "../../src/patterns/glob.ts";
import { GlobCover } from "../../src/patterns/glob_cover.ts";
import { Random } from "../_helpers/random.ts";

function coversGlob(outer: string, inner: string): boolean {
  return new GlobCover(outer).covers(new GlobCover(inner));
}

Deno.test("GlobCover.covers() knows the plain cases", () => {
  const covered: [outer: string, inner: string][] = [
    ["/**", "/a/*.css"],
    ["/**", "*.css"],
    ["*", "/a/**"],
    ["*.css", "/a/*.css"],
    ["*.css", "main.css"],
    ["*.{css,js}", "*.js"],
    ["/a/**", "/a/b/**"],
    ["/a/**", "/a"],
    ["/a/*", "/a/?x*"],
    ["/**/x/**", "/a/x/y"],
    ["/{a,b}/**", "/{b,a}/c"],
    ["a/b", "/a/b"],
    ["/*", "/a*b"],
  ];
  for (const [outer, inner] of covered) assertEquals(coversGlob(outer, inner), true, `${outer} ${inner}`);
  const uncovered: [outer: string, inner: string][] = [
    ["/a/*.css", "/**"],
    ["/a/*", "/a/**"],
    ["/a/**", "*.css"],
    ["/a/?", "/a/*"],
    ["/a/*", "/a/b/c"],
    ["*.js", "*.{css,js}"],
    ["/a", "/A"],
    ["/a/", "/a"],
    ["/ab", "/a?"],
  ];
  for (const [outer, inner] of uncovered) assertEquals(coversGlob(outer, inner), false, `${outer} ${inner}`);
});

Deno.test("GlobCover.covers() never says yes where a path fits the inner pattern alone", () => {
  const next = new Random(77);
  const glob = () => {
    const segments = Array.from(
      { length: 1 + next.below(3) },
      () => next.pick(["**", next.text(["a", "b", "*", "?"], 3)]),
    );
    const name = segments.map((segment) => segment.includes("**") ? "**" : segment || "a").join("/");
    return next.oneIn(4) ? name.replaceAll("/", "").replace(/\*+/g, "*") || "a" : `/${name}`;
  };
  let covered = 0;
  for (let round = 0; round < 20_000; round++) {
    const [outer, inner] = [glob(), glob()];
    if (!coversGlob(outer, inner)) continue;
    covered++;
    const [fitsOuter, fitsInner] = [compileGlob(outer), compileGlob(inner)];
    for (let tries = 0; tries < 5; tries++) {
      const path = `/${next.text(["a", "b", "/", "ab"], 6)}`.replace(/\/+/g, "/");
      assert(!fitsInner(path) || fitsOuter(path), `${outer} does not take ${path}, which ${inner} takes`);
    }
  }
  assert(covered > 500, `only ${covered} were covered`);
});
