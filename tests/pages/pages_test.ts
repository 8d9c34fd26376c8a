/** What the pages that the binary carries must hold, read from their text: a browser is not needed for it. */

import { assert, assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { contrast, palettes } from "../_helpers/contrast.ts";

const INDEX = Deno.readTextFileSync(new URL("../../htdocs/index.html", import.meta.url));
const TEMPLATE = Deno.readTextFileSync(new URL("../../htdocs/error/default.html", import.meta.url));
/** The template as a client gets it. */
const ERROR_404 = TEMPLATE.replaceAll("{}", "404");

const PAGES: readonly { readonly name: string; readonly html: string; readonly limit: number }[] = [
  { name: "htdocs/index.html", html: INDEX, limit: 12 * 1024 },
  { name: "htdocs/error/default.html", html: TEMPLATE, limit: 5 * 1024 },
];

/** The commands of the console; the pages may name no other. */
const COMMANDS = ["startup", "listen", "status", "settings", "reload", "stop", "help", "exit"];

/** HTML elements that have no end tag (HTML Living Standard, "Void elements"); those that the pages may use. */
const VOID_ELEMENTS: ReadonlySet<string> = new Set(["meta", "link", "br", "hr", "img"]);

/** What the first group of a pattern matched, each time; the pattern has the flag g. */
function captures(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? "");
}

function styleOf(html: string): string {
  return captures(html, /<style>(.*?)<\/style>/gs).join("\n");
}

/** The text of a piece of HTML: without tags, the few character references resolved. */
function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, "").replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll(
    "&amp;",
    "&",
  );
}

/** The first end tag that closes something else than the element that is open, or the element left open. */
function firstUnbalancedTag(html: string): string | undefined {
  const open: string[] = [];
  for (
    const [tag, slash, name = ""] of html.replace(/<style>.*<\/style>/s, "").matchAll(
      /<(\/?)([a-z][a-z0-9]*)[^>]*>/g,
    )
  ) {
    if (slash === "/") {
      if (open.pop() !== name) return tag;
    } else if (!VOID_ELEMENTS.has(name)) {
      open.push(name);
    }
  }
  return open.pop();
}

for (const { name, html, limit } of PAGES) {
  Deno.test(`${name} is small`, () => {
    const size = new TextEncoder().encode(html).length;
    assert(size < limit, `${size} bytes; the limit is ${limit}`);
  });

  Deno.test(`${name} says what a browser and a reader need to know first`, () => {
    assertMatch(html, /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n/);
    assertMatch(html, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
    assertMatch(html, /<meta name="color-scheme" content="light dark">/);
    assertMatch(html, /<title>[^<]+<\/title>/);
    assertEquals(captures(html, /<link rel="icon"[^>]* media="\(prefers-color-scheme: (\w+)\)"/g), [
      "light",
      "dark",
    ]);
  });

  Deno.test(`${name} has one h1, one main, headings in order, and balanced tags`, () => {
    const levels = captures(html, /<h([1-6])[ >]/g).map(Number);
    assertEquals(levels.filter((level) => level === 1).length, 1);
    assertEquals(levels[0], 1);
    levels.reduce((previous, level) => {
      assert(level <= previous + 1, `an h${level} follows an h${previous}`);
      return level;
    });
    assertEquals(captures(html, /<(main)[ >]/g).length, 1);
    assertEquals(firstUnbalancedTag(html), undefined);
  });

  Deno.test(`${name} loads nothing, runs nothing, and links only to this site`, () => {
    assertNotMatch(html, /<(script|iframe|object|embed|img|video|audio|source|form|base)\b/i);
    assertNotMatch(html, /\ssrc(set)?\s*=|javascript:|http-equiv/i);
    assertNotMatch(html, /[\s"'/]on[a-z]+\s*=/i, "an inline event handler");
    assertNotMatch(styleOf(html), /@import|@font-face|url\(|image-set\(/i);
    for (const href of captures(html, /\shref="([^"]*)"/g)) {
      assert(href === "/" || href.startsWith("data:image/svg+xml,"), href);
      assertEquals(href.replace("xmlns='http://www.w3.org/2000/svg'", "").includes("//"), false, href);
    }
  });

  Deno.test(`${name} moves only where motion is welcome`, () => {
    const [before = ""] = styleOf(html).split("@media (prefers-reduced-motion: no-preference)");
    assertNotMatch(before, /animation|transition|@keyframes|scroll-behavior/);
  });

  Deno.test(`${name} has text in contrast AA on paper and bars, light and dark`, () => {
    for (const [scheme, palette] of Object.entries(palettes(styleOf(html)))) {
      for (const text of ["ink", "soft", "typed"]) {
        for (const ground of ["paper", "bar"]) {
          const ratio = contrast(palette[text] ?? "", palette[ground] ?? "");
          assert(ratio >= 4.5, `${scheme}: --${text} on --${ground} is ${ratio.toFixed(2)}:1`);
        }
      }
    }
  });
}

Deno.test("the two pages share one palette and one pair of icons", () => {
  assertEquals(palettes(styleOf(TEMPLATE)), palettes(styleOf(INDEX)));
  const icons = /<link rel="icon"[^>]* href="([^"]*)"/g;
  assertEquals(captures(TEMPLATE, icons), captures(INDEX, icons));
});

Deno.test("htdocs/index.html says that it works", () => {
  assertEquals(textOf(captures(INDEX, /<h1>(.*?)<\/h1>/gs).join("")), "LINPR is serving this page.");
});

Deno.test("htdocs/index.html names all commands of the console, and no other", () => {
  const explained = captures(INDEX, /<dt>(.*?)<\/dt>/g).map(textOf);
  assertEquals(explained, COMMANDS);
  for (const line of captures(INDEX, /<kbd>(.*?)<\/kbd>/gs)) {
    const [command = ""] = textOf(line).split(" ");
    assert(COMMANDS.includes(command), line);
  }
});

Deno.test("htdocs/index.html shows each typed line after the prompt, which has no version in it", () => {
  const session = captures(INDEX, /<pre>(<samp>.*?)<\/pre>/gs).join("");
  const typed = session.split("\n").filter((line) => line.includes("<kbd>"));
  assert(typed.length > 0);
  for (const line of typed) assertMatch(textOf(line), /^LINPR > [a-z]/);
  assertNotMatch(INDEX, /LINPR v?\d/);
});

Deno.test("htdocs/index.html shows settings that can be copied", () => {
  const shown = captures(INDEX, /<pre><code>(\{.*?)<\/code><\/pre>/gs).map(textOf);
  assertEquals(shown.map((text) => JSON.parse(text)), [{ general: { contentRoot: "htdocs", port: 8080 } }]);
});

Deno.test("htdocs/error/default.html has {} where the status code belongs, and nowhere else", () => {
  assertEquals(TEMPLATE.split("{}").length - 1, 3);
  assertMatch(TEMPLATE, /<title>[^<]*\{\}[^<]*<\/title>/);
  assertMatch(TEMPLATE, /<h1>Error <b>\{\}<\/b><\/h1>/);
  assertMatch(TEMPLATE, /<p data-code="\{\}">[^<]+<\/p>/);
  assertNotMatch(styleOf(TEMPLATE), /\{\}/);
  assertEquals(textOf(captures(ERROR_404, /<h1>(.*?)<\/h1>/gs).join("")), "Error 404");
});

Deno.test("htdocs/error/default.html has words of its own for the codes that LINPR sends most", () => {
  const codes = captures(TEMPLATE, /\[data-code="(\d+)"\]::before \{ content: "[^"]+\."; \}/g).map(Number);
  assertEquals(codes, [400, 401, 403, 404, 405, 408, 413, 414, 429, 431, 500, 501, 503, 504, 505]);
});

Deno.test("htdocs/error/default.html leads home and names neither the request nor the server", () => {
  assertMatch(TEMPLATE, /<a href="\/">[^<]+<\/a>/);
  assertNotMatch(TEMPLATE, /\{[a-z_]+\}|\$\{|<%|LINPR|Deno/i);
});
