/** Chromium, for tests of what a browser makes of an answer. */

import { assertEquals } from "@std/assert";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { debianProgram } from "./debian.ts";

/** Chromium's path, or undefined where it is not installed. */
export const CHROMIUM: string | undefined = debianProgram("chromium");

/** Root needs the first; the others keep it from talking to anybody but the test. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium without a window; disposing of it ends it. */
export async function startChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error("Chromium is not installed");
  return await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
}

/**
 * Lets `visit` use a page with a profile of its own.
 *
 * @throws {AssertionError} when meanwhile the page wrote to the console, failed, or opened a dialog
 */
export async function withPage(
  browser: Browser,
  options: BrowserContextOptions,
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", async (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    await visit(page);
    assertEquals(complaints, []);
  } finally {
    await context.close();
  }
}
