import { assertEquals, assertStrictEquals } from "@std/assert";
import { asksToSave, savedAnswer, savedAs } from "../../../src/handlers/static/download.ts";
import { HttpResponse } from "../../../src/http/response.ts";

Deno.test("asksToSave() looks for the word download among the query's names", () => {
  const asking = [
    "download",
    "download=",
    "download=1",
    "a&download",
    "a=b&download=x&c",
    "download&a",
    "&download",
  ];
  for (const query of asking) assertEquals(asksToSave(query), true, query);
  for (const query of [undefined, "", "downloads", "a=download", "xdownload", "Download", "a=&b=download"]) {
    assertEquals(asksToSave(query), false, query);
  }
});

Deno.test("savedAs() names the last segment", () => {
  assertEquals(savedAs("/a/b c.txt"), ["Content-Disposition", 'attachment; filename="b c.txt"']);
  assertEquals(savedAs("/LICENSE"), ["Content-Disposition", 'attachment; filename="LICENSE"']);
});

Deno.test("savedAnswer() has content saved, and leaves what is none, or is saved anyway", () => {
  for (const status of [200, 206]) {
    const response = savedAnswer(new HttpResponse({ status, body: new Uint8Array(2) }), "/a.txt");
    assertEquals([response.status, response.length], [status, 2]);
    assertEquals(response.field("content-disposition"), 'attachment; filename="a.txt"');
  }
  const own = new HttpResponse({ status: 200, fields: [["content-disposition", "inline"]] });
  assertStrictEquals(savedAnswer(own, "/a.txt"), own);
  for (const status of [304, 404, 412, 416]) {
    const response = new HttpResponse({ status });
    assertStrictEquals(savedAnswer(response, "/a.txt"), response);
  }
});
