import { assertEquals } from "@std/assert";
import type { Page } from "playwright-core";
import { CHROMIUM, startChromium } from "../_helpers/chromium.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";
import { realSite } from "./real_site.ts";

/** Without these, says the site's own `_headers`, a browser gives it no shared memory, and it is of no use. */
const SETTINGS = {
  headers: {
    set: {
      "**": {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
      },
    },
  },
};

/** What goes wrong on a page: errors in its console, errors that nobody caught, requests without an answer. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  return complaints;
}

Deno.test({
  name: "a real site starts in a browser without an error: workers, WebAssembly and a database (chromium)",
  ignore: CHROMIUM === undefined,
  fn: async () => {
    await using tree = await contentTree();
    await tree.writeOutside(".linprconfig", JSON.stringify(SETTINGS));
    await using server = await startServer({ root: await realSite(), cwd: tree.base });
    await using browser = await startChromium();
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    const answered: number[] = [];
    page.on("response", (response) => {
      // The site asks whether there is a server of its own kind, which there is not.
      if (!response.url().endsWith("/account/needs-bootstrap")) answered.push(response.status());
    });
    const response = await page.goto(server.url);
    assertEquals([response?.status(), response?.headers()["content-type"]], [
      200,
      "text/html; charset=utf-8",
    ]);
    // It comes once the database is open, in a worker.
    await page.getByRole("button", { name: "Start budgeting" }).waitFor();
    await page.evaluate("document.fonts.ready");
    assertEquals(complaints, []);
    assertEquals([...new Set(answered)], [200]);
    await server.stop();
    assertEquals(server.stderr(), "");
  },
});
