/** What Chromium makes of static files: seeking, revalidating, seeing edits, loading what lies beside. */

import { assert, assertEquals } from "@std/assert";
import type { Page, Response } from "playwright-core";
import { CHROMIUM, startChromium, withPage } from "../_helpers/chromium.ts";
import { eventually } from "../_helpers/eventually.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import type { TreeContent } from "../_helpers/tree.ts";
import { ENCODE } from "./static_cases/content.ts";

/** Serves files and lets a browser's page visit them. */
function inBrowser(
  name: string,
  files: TreeContent,
  visit: (page: Page, server: Server) => Promise<void>,
): void {
  Deno.test({
    name: `${name} (Chromium)`,
    ignore: CHROMIUM === undefined,
    fn: async () => {
      await using server = await startServer({ files });
      const browser = await startChromium();
      try {
        await withPage(browser, {}, (page) => visit(page, server));
      } finally {
        await browser.close();
      }
      assertEquals(server.stderr(), "");
    },
  });
}

/** Twenty megabytes of silence: four minutes in 16 bits, 44.1 kHz. */
function wav(): Uint8Array {
  const length = 20_000_000;
  const bytes = new Uint8Array(44 + length);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string): void => bytes.set(new TextEncoder().encode(value), at);
  text(0, "RIFF");
  view.setUint32(4, 36 + length, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 44_100, true);
  view.setUint32(28, 88_200, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, length, true);
  return bytes;
}

/** A page without the icon that a browser would else ask for. */
function page(body: string): string {
  return `<!doctype html><title>t</title><link rel="icon" href="data:,">${body}`;
}

/** What a page runs to seek in its video; gives where that led. */
function seekingTo(time: number): string {
  return `(async () => {
    const video = document.querySelector("video");
    const happens = (event) => new Promise((done) => video.addEventListener(event, done, { once: true }));
    if (video.readyState < 1) await happens("loadedmetadata");
    const seeked = happens("seeked");
    video.currentTime = ${time};
    await seeked;
    return video.currentTime;
  })()`;
}

/** The colour of the page's paragraph, which its style sheet gives. */
function colourOf(page: Page): Promise<string> {
  return page.evaluate<string>('getComputedStyle(document.querySelector("p")).color');
}

inBrowser("a video element seeks by ranges", {
  "index.html": page('<video src="sound.wav" preload="metadata" muted></video>'),
  "sound.wav": wav(),
}, async (page, server) => {
  const parts: { status: number; range: string | undefined }[] = [];
  page.on("response", (response) => {
    if (!response.url().endsWith("sound.wav")) return;
    parts.push({ status: response.status(), range: response.headers()["content-range"] });
  });
  await page.goto(server.url);
  const seek = (time: number): Promise<number> => page.evaluate<number>(seekingTo(time));
  assertEquals(await seek(200), 200);
  assertEquals(await seek(100), 100);
  assert(parts.every(({ status }) => status === 206), JSON.stringify(parts));
  const starts = parts.map(({ range }) => Number(/^bytes (\d+)-\d+\/20000044$/.exec(range ?? "")?.[1]));
  assert(starts.every((start) => start >= 0) && starts.some((start) => start > 15_000_000), `${starts}`);
});

/** The status that the server sent: of a page from its cache a browser says 200. */
async function sentStatuses(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const statuses: number[] = [];
  session.on("Network.responseReceivedExtraInfo", ({ statusCode }) => statuses.push(statusCode));
  await session.send("Network.enable");
  return statuses;
}

inBrowser("a reload is a 304, and after an edit shows the new page", {
  "index.html": page('<link rel="stylesheet" href="a.css"><p>old</p>'),
  "a.css": "p { color: rgb(1, 2, 3) }",
}, async (page, server) => {
  const statuses = await sentStatuses(page);
  const reload = async (): Promise<number[]> => {
    statuses.length = 0;
    await page.reload();
    await eventually(() => statuses.length >= 2 ? true : undefined, "two answers");
    return statuses.toSorted();
  };
  await page.goto(server.url);
  assertEquals(await colourOf(page), "rgb(1, 2, 3)");
  assertEquals(await reload(), [304, 304]);
  await Deno.writeTextFile(`${server.root}/a.css`, "p { color: rgb(3, 2, 1) }");
  assertEquals([await reload(), await colourOf(page)], [[200, 304], "rgb(3, 2, 1)"]);
  await Deno.writeTextFile(
    `${server.root}/index.html`,
    "<!doctype html><link rel=icon href=data:,><link rel=stylesheet href=a.css><p>new</p>",
  );
  assertEquals([await reload(), await page.locator("p").textContent()], [[200, 304], "new"]);
  assertEquals(await reload(), [304, 304]);
});

const HTML = page('<link rel="stylesheet" href="a.css"><script src="a.js" type="module"></script><p></p>');
const CSS = "p { color: rgb(1, 2, 3) }";
const JS = 'document.querySelector("p").textContent = "ran"';

inBrowser("a site loads from the forms beside its files", {
  "index.html": "the form is newer",
  "a.css": "the form is newer",
  "a.js": "the form is newer",
  "index.html.br": ENCODE.br(HTML),
  "a.css.zst": ENCODE.zstd(CSS),
  "a.js.gz": ENCODE.gzip(JS),
}, async (page, server) => {
  const codings: Record<string, string | undefined> = {};
  page.on("response", (response: Response) => {
    codings[new URL(response.url()).pathname] = response.headers()["content-encoding"];
  });
  await page.goto(server.url);
  await page.locator("p", { hasText: "ran" }).waitFor();
  assertEquals(await colourOf(page), "rgb(1, 2, 3)");
  // Over plain HTTP to another host than this one a browser would not offer br and zstd.
  assertEquals([codings["/"], codings["/a.css"], codings["/a.js"]], ["br", "zstd", "gzip"]);
});
