import { assertEquals } from "@std/assert";
import { formatRequestId, parseRequestId } from "../../../src/supervisor/history/request_id.ts";

Deno.test("parseRequestId() reads what formatRequestId() writes, its # left away, too", () => {
  for (const id of [{ worker: 1, number: 1 }, { worker: 64, number: 2 ** 40 }]) {
    assertEquals(parseRequestId(formatRequestId(id)), id);
    assertEquals(parseRequestId(formatRequestId(id).slice(1)), id);
  }
});

Deno.test("parseRequestId() takes nothing else", () => {
  for (
    const text of [
      "",
      "#",
      "1",
      "1-",
      "-1",
      "0-1",
      "1-0",
      "1-01",
      "##1-1",
      "1-1 ",
      "/1-1",
      `1-${"9".repeat(16)}`,
    ]
  ) {
    assertEquals(parseRequestId(text), undefined, text);
  }
});
