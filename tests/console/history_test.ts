import { assert, assertEquals } from "@std/assert";
import { History, historyPath, MOST_LINES } from "../../src/console/history.ts";

async function inDirectory(test: (directory: string) => void): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("History keeps lines for one user alone, the newest first, each once", async () => {
  await inDirectory((directory) => {
    const path = `${directory}/state/linpr/history`;
    const history = new History(path);
    assertEquals(history.read(), []);
    for (const line of ["status", "listen", " secret", "", "  ", "status", "x".repeat(5000)]) {
      history.add(line);
    }
    assertEquals(new History(path).read(), ["status", "listen"]);
    assertEquals((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
    assertEquals((Deno.statSync(`${directory}/state/linpr`).mode ?? 0) & 0o777, 0o700);
  });
});

Deno.test("History is bounded", async () => {
  await inDirectory((directory) => {
    const path = `${directory}/history`;
    const lines = Array.from({ length: 3 * MOST_LINES }, (_, index) => `line ${index}`);
    Deno.writeTextFileSync(path, lines.join("\n"));
    const kept = new History(path).read();
    assertEquals([kept.length, kept[0]], [MOST_LINES, `line ${3 * MOST_LINES - 1}`]);
    assertEquals(Deno.readTextFileSync(path).split("\n").length, MOST_LINES + 1);
  });
});

Deno.test("History keeps nothing where it cannot, and says nothing", async () => {
  await inDirectory((directory) => {
    Deno.writeTextFileSync(`${directory}/file`, "");
    for (const path of [undefined, `${directory}/file/history`, directory]) {
      const history = new History(path);
      history.add("status");
      assertEquals(history.read(), []);
    }
    assert(Deno.statSync(`${directory}/file`).isFile);
  });
});

Deno.test("historyPath() follows the XDG Base Directory Specification", () => {
  const cases: readonly (readonly [environment: Record<string, string>, path: string | undefined])[] = [
    [{ XDG_STATE_HOME: "/s", HOME: "/h" }, "/s/linpr/history"],
    [{ XDG_STATE_HOME: "s", HOME: "/h" }, "/h/.local/state/linpr/history"],
    [{ HOME: "/h" }, "/h/.local/state/linpr/history"],
    [{ HOME: "" }, undefined],
    [{}, undefined],
  ];
  for (const [environment, path] of cases) assertEquals(historyPath((name) => environment[name]), path);
});
