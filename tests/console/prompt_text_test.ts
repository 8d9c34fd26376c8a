import { assertEquals } from "@std/assert";
import { promptText } from "../../src/console/prompt_text.ts";
import { consoleFixture } from "./console_fixture.ts";

Deno.test("promptText() reminds of a maintenance and of connections that are not accepted", async () => {
  const { context } = consoleFixture();
  const { operations } = context.supervisor;
  const marks = (more: readonly string[] = []) => /\[(.*)\]/.exec(promptText(context, more))?.[1];
  assertEquals([marks(), marks(["following"])], ["stopped", "stopped, following"]);
  await operations.beginMaintenance(Infinity);
  await operations.take("paused");
  assertEquals(marks(), "stopped, paused, maintenance");
  await operations.take("drained");
  assertEquals(marks(["following"]), "stopped, draining, maintenance, following");
  await operations.endMaintenance();
  await operations.take("open");
  assertEquals(marks(), "stopped");
});
