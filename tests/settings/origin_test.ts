import { assertEquals } from "@std/assert";
import { parseOrigin } from "../../src/settings/origin.ts";

Deno.test("parseOrigin() gives origins as browsers write them", () => {
  const cases: Record<string, string> = {
    "*": "*",
    "https://example.org": "https://example.org",
    "https://example.org/": "https://example.org",
    "HTTPS://Example.ORG": "https://example.org",
    "https://example.org:443": "https://example.org",
    "http://example.org:80/": "http://example.org",
    "http://example.org:443": "http://example.org:443",
    "http://localhost:3000": "http://localhost:3000",
    "http://127.0.0.1:08080": "http://127.0.0.1:8080",
    "http://[::1]:8080": "http://[::1]:8080",
    "http://[0:0::1]": "http://[::1]",
    "capacitor://localhost": "capacitor://localhost",
    "chrome-extension://abcdefghijklmnop/": "chrome-extension://abcdefghijklmnop",
  };
  for (const [text, origin] of Object.entries(cases)) {
    assertEquals(parseOrigin(text), origin, text);
    assertEquals(parseOrigin(origin), origin, origin);
  }
});

Deno.test("parseOrigin() refuses what no Origin field would ever say", () => {
  const texts = [
    "",
    "null",
    "**",
    "example.org",
    "//example.org",
    "https:example.org",
    "https:/example.org",
    "https://",
    "https:///example.org",
    "https://*.example.org",
    "https://example.org/a",
    "https://example.org//",
    "https://example.org?",
    "https://example.org#",
    "https://user@example.org",
    "https://user:pass@example.org",
    "https:\\\\example.org",
    "https://example.org:",
    "https://example.org:99999",
    "https://example.org:-1",
    "https://a b",
    "https://a\tb",
    "https://a\n",
    " https://example.org",
    "https://a, https://b",
    "https://[::1",
    "https://[zz]",
    "https://%65xample.org",
    "https://256.0.0.1",
    "file://",
    "file:///etc",
    "data:,x",
  ];
  for (const text of texts) assertEquals(parseOrigin(text), undefined, JSON.stringify(text));
});
