import { assertEquals } from "@std/assert";
import { isNavigation } from "../../../src/handlers/static/navigation.ts";
import { requestOf } from "../../_helpers/request.ts";

/** What Chromium sends for a page that a person goes to. */
const PAGE = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

Deno.test("isNavigation() tells the pages that a browser goes to", () => {
  for (const path of ["/", "/app", "/app/", "/a.b/c", "/?x=a.js"]) {
    assertEquals(isNavigation(requestOf(`GET ${path}`, [PAGE])), true, path);
    assertEquals(isNavigation(requestOf(`GET ${path}`, [PAGE, "Sec-Fetch-Mode: navigate"])), true, path);
  }
});

Deno.test("isNavigation() does not take for one what a page loads", () => {
  for (const path of ["/main.js", "/app/missing.css", "/.x", "/a/b.c"]) {
    assertEquals(isNavigation(requestOf(`GET ${path}`, [PAGE])), false, path);
  }
  for (const mode of ["cors", "no-cors", "same-origin", "websocket"]) {
    assertEquals(isNavigation(requestOf("GET /api", [PAGE, `Sec-Fetch-Mode: ${mode}`])), false, mode);
  }
});

Deno.test("isNavigation() does not take for one what asks for anything, or for something else than HTML", () => {
  for (const accept of ["*/*", "application/json", "image/*", "text/html;q=0", ""]) {
    assertEquals(isNavigation(requestOf("GET /app", [`Accept: ${accept}`])), false, accept);
  }
  assertEquals(isNavigation(requestOf("GET /app")), false);
});
