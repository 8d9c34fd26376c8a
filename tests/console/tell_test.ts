import { assertEquals } from "@std/assert";
import { tell } from "../../src/console/tell.ts";

Deno.test("tell() breaks lines between words where the terminal is too narrow, and nowhere on a pipe", () => {
  const shown: string[] = [];
  const lines = ["timeouts.idle: 15s -> 5s", "Undo: revert timeouts.idle"];
  tell({ columns: 20, print: (text) => shown.push(text) }, ...lines);
  tell({ columns: undefined, print: (text) => shown.push(text) }, ...lines);
  assertEquals(shown, [
    "timeouts.idle: 15s\n-> 5s\nUndo: revert\ntimeouts.idle",
    "timeouts.idle: 15s -> 5s\nUndo: revert timeouts.idle",
  ]);
});
