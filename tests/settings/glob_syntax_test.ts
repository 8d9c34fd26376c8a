import { assertEquals } from "@std/assert";
import { globFault } from "../../src/settings/glob_syntax.ts";

Deno.test("globFault() finds nothing wrong with patterns that paths can match", () => {
  const globs = [
    "*",
    "**",
    "?",
    "/",
    "*.css",
    "404.html",
    "/img/**",
    "/img/",
    "**/*.png",
    "/a/**/b/**/c",
    "img/*.png",
    "*.{js,mjs,css}",
    "{a,b}{c,d}{e,f}{g,h}",
    "{a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p}",
    "{}",
    "a{,.min}.js",
    "{a/b,**}/c",
    "/{**,x}/y",
    "a,b",
    "[a-z]",
    "!a",
    "#a (1) +$^|",
    ".well-known",
    "...",
    "Füße 🦕",
    "x".repeat(256),
  ];
  for (const glob of globs) assertEquals(globFault(glob), undefined, glob);
});

Deno.test("globFault() says what is wrong with the others", () => {
  const segment = 'a glob whose "**" is a segment of its own, as in "/img/**/*.png"';
  const segments = 'a glob without empty, "." and ".." segments, which no path has';
  const cases: [glob: string, fault: string][] = [
    ["", "a glob"],
    ["x".repeat(257), "a glob of at most 256 characters"],
    ["a\n", "a glob without control characters"],
    ["a\0b", "a glob without control characters"],
    ["{", 'a glob with a "}" for every "{"'],
    ["*.{a,b", 'a glob with a "}" for every "{"'],
    ["{a}{", 'a glob with a "}" for every "{"'],
    ["}", 'a glob with a "{" for every "}"'],
    ["a}b{c", 'a glob with a "{" for every "}"'],
    ["{a}}", 'a glob with a "{" for every "}"'],
    ["{a,{b,c}}", 'a glob without "{" within braces'],
    ["{{", 'a glob without "{" within braces'],
    ["{a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q}", "a glob that stands for at most 16 alternatives"],
    ["{a,b}{c,d}{e,f}{g,h}{i,j}", "a glob that stands for at most 16 alternatives"],
    ["{,}".repeat(85), "a glob that stands for at most 16 alternatives"],
    ["***", 'a glob without "***"'],
    ["/a/****", 'a glob without "***"'],
    ["{*,a}**", 'a glob without "***"'],
    ["**.css", segment],
    ["a**", segment],
    ["/img/a**/b", segment],
    ["{*,a}*.css", segment],
    ["a\\*", "a glob without a backslash, which no path has"],
    ["img\\a.png", "a glob without a backslash, which no path has"],
    [".", segments],
    ["..", segments],
    ["./a", segments],
    ["/a/../b", segments],
    ["/a//b", segments],
    ["//a", segments],
    ["/a/{,b}/c", segments],
  ];
  for (const [glob, fault] of cases) assertEquals(globFault(glob), fault, glob);
});
