/** The listing's page as people meet it: in a browser. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Browser, Page } from "playwright-core";
import { CHROMIUM, startChromium, withPage } from "../_helpers/chromium.ts";
import { DOCS, HOSTILE, type ListingSite, README_TIME, startListingSite } from "./listing_site.ts";

/** The names shown, from the top; a hidden character's stand-in is part of its name. */
async function names(page: Page): Promise<string[]> {
  return await page.locator("tbody tr:visible a").allTextContents();
}

/** The text of the element that has the focus. */
async function focused(page: Page): Promise<string> {
  return await page.locator(":focus").textContent() ?? "";
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** The headings' HTML: which one sorts, and what each leads to; without the note that the script removes. */
async function headings(page: Page): Promise<string> {
  return (await page.locator("thead").innerHTML()).replace(/<small>.*<\/small>/, "");
}

async function headingText(page: Page): Promise<string> {
  return (await page.locator("thead").innerText()).trim();
}

const ORDERS: readonly (readonly [heading: string, query: string])[] = [
  ["Name", "?sort=name&order=asc"],
  ["Name", "?sort=name&order=desc"],
  ["Size", "?sort=size&order=asc"],
  ["Size", "?sort=size&order=desc"],
  ["Modified", "?sort=date&order=asc"],
  ["Modified", "?sort=date&order=desc"],
];

type Visit = (browser: Browser, site: ListingSite) => Promise<void>;

const sortsInPlace: Visit = (browser, { origin, statuses }) =>
  withPage(browser, {}, async (page) => {
    for (const path of ["/hostile/", "/docs/"]) {
      for (const [heading, query] of ORDERS) {
        await page.goto(`${origin}${path}${query}`);
        const fromServer = [await headings(page), ...await names(page)];
        await page.goto(origin + path);
        const requests = statuses.length;
        await page.locator("thead a", { hasText: "Name" }).click();
        // From names backwards on, one click sorts by a heading, and the next one turns that round.
        for (let clicks = 0; clicks < 3 && !page.url().endsWith(query); clicks++) {
          await page.locator("thead a", { hasText: heading }).click();
        }
        assertEquals(page.url(), `${origin}${path}${query}`);
        assertEquals([await headings(page), ...await names(page)], fromServer, query);
        assertEquals(statuses.length, requests, "the server was asked");
      }
    }
  });

const worksWithoutScript: Visit = (browser, { origin }) =>
  withPage(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${origin}/docs/`);
    assertEquals([await names(page), await headingText(page)], [[...DOCS], "Name\tSize\tModified (UTC)"]);
    assertEquals(
      [await page.locator("#filter").isVisible(), await page.locator(".keys").isVisible()],
      [false, false],
    );
    await page.getByRole("link", { name: "Size" }).click();
    assertEquals(page.url(), `${origin}/docs/?sort=size&order=desc`);
    assertEquals((await names(page)).slice(3), ["file10.txt", "readme.md", "file2.txt"]);
    await page.getByRole("link", { name: "Size" }).click();
    assertEquals((await names(page)).slice(3), ["file2.txt", "readme.md", "file10.txt"]);
    await page.getByRole("link", { name: "JSON" }).click();
    assertEquals(page.url(), `${origin}/docs/?format=json`);
  });

/** Keys, and the row that each one moves to. */
const MOVES: readonly (readonly [key: string, row: string])[] = [
  ["ArrowDown", "../"],
  ["ArrowDown", "2024/"],
  ["ArrowDown", "deep & wide/"],
  ["ArrowUp", "2024/"],
  ["End", "readme.md"],
  ["ArrowDown", "readme.md"],
  ["Home", "../"],
  ["ArrowDown", "2024/"],
  ["ArrowDown", "deep & wide/"],
];

const movesByKeyboard: Visit = (browser, { origin }) =>
  withPage(browser, {}, async (page) => {
    await page.goto(`${origin}/docs/`);
    for (const [key, row] of MOVES) {
      await press(page, key);
      assertEquals(await focused(page), row, key);
    }
    await press(page, "Enter");
    await page.waitForURL(`${origin}/docs/deep%20%26%20wide/`);
    assertEquals(await names(page), ["../", "inner.txt"]);
    // Up again, to the very row that it came from.
    await press(page, "Backspace");
    await page.waitForURL(`${origin}/docs/`);
    await page.locator("a:focus", { hasText: "deep & wide/" }).waitFor();
    await press(page, "Backspace");
    await page.waitForURL(`${origin}/`);
    await page.locator("a:focus", { hasText: "docs/" }).waitFor();
    assertEquals(await names(page), ["docs/", "hostile/"]);
  });

const filters: Visit = (browser, { origin }) =>
  withPage(browser, {}, async (page) => {
    await page.goto(`${origin}/docs/`);
    const status = page.getByRole("status");
    const counts = await status.textContent() ?? "";
    assertMatch(counts, /^2 directories, 3 files, 9 B$/);
    await press(page, "/");
    await page.keyboard.type("TXT fi");
    assertEquals(await names(page), ["../", "file2.txt", "file10.txt"]);
    assertEquals(await status.textContent(), "2 of 5 shown");
    await page.getByRole("link", { name: "Size" }).click();
    assertEquals(await names(page), ["../", "file10.txt", "file2.txt"]);
    await press(page, "/", "ArrowDown");
    assertEquals(await focused(page), "file10.txt");
    // From the first row up is the filter, whose text is replaced.
    await press(page, "Home", "ArrowUp", "Control+A");
    await page.keyboard.type("no such name");
    assertEquals(await names(page), ["../"]);
    assertEquals(await status.textContent(), "0 of 5 shown");
    await press(page, "Escape");
    assertEquals([(await names(page)).length, await status.textContent()], [DOCS.length, counts]);
  });

const leavesOtherKeysAlone: Visit = (browser, { origin }) =>
  withPage(browser, {}, async (page) => {
    await page.goto(`${origin}/docs/`);
    await press(page, "ArrowDown", "Control+ArrowDown", "Alt+ArrowDown", "Control+/", "Control+Backspace");
    assertEquals([await focused(page), page.url()], ["../", `${origin}/docs/`]);
    await press(page, "/");
    await page.keyboard.type("ab");
    await press(page, "Backspace", "Home");
    assertEquals([await page.locator("#filter").inputValue(), page.url()], ["a", `${origin}/docs/`]);
  });

const showsHostileNamesAsText: Visit = (browser, { origin }) =>
  withPage(browser, {}, async (page) => {
    const directory = `${origin}/hostile/`;
    await page.goto(directory);
    const injected = "img, svg, iframe, form, b, [onmouseover], [onerror], [onload], script + *";
    assertEquals(await page.locator(injected).count(), 0);
    assertEquals(await page.locator("script").count(), 1);
    const links = page.locator("tbody tr:not([data-up]) a");
    // The URLs that the browser makes of the links; evaluated there, where the types of the DOM are.
    const urls = await page.evaluate<string[]>("[...document.links].map((link) => link.href)");
    const files = urls.filter((url) => url.startsWith(directory) && !url.includes("?") && !url.endsWith("/"));
    assertEquals(
      files.map((url) => decodeURIComponent(url.slice(directory.length))).toSorted(),
      HOSTILE.toSorted(),
    );
    const shown = await names(page);
    for (const text of ['"><img src=x onerror=alert(1)>', "rtlU+202Etxt.exe", "lineU+000Abreak.txt"]) {
      assert(shown.includes(text), text);
    }
    for (const link of await links.all()) await link.hover();
    await links.filter({ hasText: "<b>/" }).click();
    await page.waitForURL(`${directory}%3Cb%3E/`);
    assertEquals(await page.title(), "Index of /hostile/<b>/");
  });

const tellsLocalTimes: Visit = (browser, { origin }) =>
  withPage(browser, { timezoneId: "America/New_York" }, async (page) => {
    await page.goto(`${origin}/docs/`);
    const time = page.locator("tr", { hasText: "readme.md" }).locator("time");
    assertEquals([await time.textContent(), await time.getAttribute("title")], [
      "2024-06-30 22:30",
      README_TIME,
    ]);
    assertEquals(await headingText(page), "Name\tSize\tModified");
  });

const fitsEveryWidth: Visit = (browser, { origin }) =>
  withPage(browser, {}, async (page) => {
    for (const width of [320, 360, 767, 768, 1280]) {
      await page.setViewportSize({ width, height: 700 });
      await page.goto(`${origin}/hostile/`);
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      assert(overflow <= 0, `${overflow} px too wide at ${width} px`);
      assertEquals(await page.getByRole("columnheader").count(), 3);
      assertEquals(await page.getByRole("rowheader").count(), HOSTILE.length + 3);
    }
  });

const revalidates: Visit = (browser, { origin, statuses }) =>
  withPage(browser, {}, async (page) => {
    await page.goto(`${origin}/docs/`);
    const before = statuses.length;
    await page.reload();
    assertEquals([statuses.slice(before), await names(page)], [[304], [...DOCS]]);
  });

const VISITS: Readonly<Record<string, Visit>> = {
  "sorts in place, in every order exactly as the server does": sortsInPlace,
  "sorts by its links where there is no script, and shows only what works": worksWithoutScript,
  "moves by keyboard, opens, and goes up to where one came from": movesByKeyboard,
  "filters as one types": filters,
  "leaves the browser its own keys": leavesOtherKeysAlone,
  "shows hostile names as text, and links each to its own file": showsHostileNamesAsText,
  "tells times in the reader's zone, and UTC beside": tellsLocalTimes,
  "fits every width, and its table stays one": fitsEveryWidth,
  "is not sent again when nothing changed": revalidates,
};

Deno.test({
  name: "listingPage() in a browser (chromium)",
  ignore: CHROMIUM === undefined,
  fn: async (t) => {
    await using site = await startListingSite();
    await using browser = await startChromium();
    for (const [name, visit] of Object.entries(VISITS)) await t.step(name, () => visit(browser, site));
  },
});
