import { assertEquals } from "@std/assert";
import { LineBuffer } from "../../../src/worker/log/line_buffer.ts";

function buffer(most?: number) {
  const posted: [text: string, lines: number][] = [];
  const notices: string[] = [];
  const lines = new LineBuffer({
    post: (text, count) => posted.push([text, count]),
    notice: (line) => notices.push(line),
    ...(most !== undefined && { most }),
  });
  return { lines, posted, notices };
}

Deno.test("LineBuffer hands lines on together: at a flush, after a moment, and when they are many", async () => {
  const { lines, posted } = buffer();
  lines.flush();
  lines.add("a");
  lines.add("b");
  assertEquals(posted, []);
  lines.flush();
  assertEquals(posted, [["a\nb\n", 2]]);
  lines.add("c");
  await new Promise((resolve) => setTimeout(resolve, 150));
  assertEquals(posted.at(-1), ["c\n", 1]);
  for (let count = 0; count < 64; count++) lines.add("x".repeat(1023));
  assertEquals(posted.at(-1), [`${"x".repeat(1023)}\n`.repeat(64), 64]);
});

Deno.test("LineBuffer drops lines that nobody writes, counts them, and goes on when some are written", () => {
  const { lines, posted, notices } = buffer(1000);
  for (let count = 0; count < 1000; count++) {
    lines.add("123456789");
    if (count % 10 === 0) lines.flush();
  }
  lines.flush();
  const sent = posted.reduce((sum, [, count]) => sum + count, 0);
  assertEquals(sent, 100);
  assertEquals(notices, []);
  lines.written(1000);
  assertEquals(notices, [
    "900 lines of the access log were dropped: what log.access names takes them too slowly",
  ]);
  lines.add("again");
  lines.flush();
  assertEquals(posted.at(-1), ["again\n", 1]);
  lines.tellDropped(true);
  assertEquals(notices.length, 1);
});
