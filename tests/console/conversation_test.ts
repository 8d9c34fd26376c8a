import { assertEquals, assertMatch } from "@std/assert";
import { CommandError } from "../../src/console/command_error.ts";
import type { ConsoleCommand, ConsoleContext } from "../../src/console/context.ts";
import { Conversation } from "../../src/console/conversation.ts";
import { eventually } from "../_helpers/eventually.ts";
import { type ConsoleFixture, consoleFixture } from "./console_fixture.ts";

/** Goes on until it is told to end, as what follows the log does. */
const tail: ConsoleCommand = {
  name: "tail",
  group: "See",
  summary: "Go on",
  arguments: [{ name: "what", summary: "any", complete: () => Promise.reject(new TypeError("oops")) }],
  examples: [],
  follows: () => true,
  async run({ output }, { signal }) {
    output.print("begun");
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    output.print("ended");
  },
};

/** A conversation with a person, or with a script. */
function open(
  interactive: boolean,
): { readonly conversation: Conversation; readonly fixture: ConsoleFixture } {
  const fixture = consoleFixture([tail]);
  const ask = () => Promise.reject(new CommandError("Cancelled."));
  const context: ConsoleContext = { ...fixture.context, session: { kind: "terminal", interactive, ask } };
  return { conversation: new Conversation(context, context.output.warn), fixture };
}

Deno.test("what follows goes on while the next line is run, shows in the prompt, and ends by Ctrl-C", async () => {
  const { conversation, fixture } = open(true);
  assertEquals(await conversation.run("tail; stop"), "done");
  assertEquals(fixture.shown, ["begun", "Not started."]);
  assertMatch(conversation.prompt(), /\[stopped, following\] > $/);
  conversation.interrupt(false);
  await eventually(() => fixture.shown.includes("ended") ? true : undefined, "the end of what followed");
  assertMatch(conversation.prompt(), /\[stopped\] > $/);
  conversation.interrupt(false);
  assertEquals(fixture.shown.at(-1), "Use 'exit' to exit.");
});

Deno.test("the end of the conversation is the end of what follows", async () => {
  const { conversation, fixture } = open(true);
  await conversation.run("tail; tail");
  conversation.end();
  await eventually(() => fixture.shown.length === 4 ? true : undefined, "the end of both");
  assertEquals(fixture.shown, ["begun", "begun", "ended", "ended"]);
});

Deno.test("a script waits for what follows, until it is ended", async () => {
  const { conversation, fixture } = open(false);
  const running = conversation.run("tail; stop");
  conversation.interrupt(true);
  assertEquals(await running, "failed");
  assertEquals(fixture.shown, ["begun", "ended"]);
});

Deno.test("a bug in completion is told, and nothing is offered", async () => {
  const { conversation, fixture } = open(true);
  assertEquals(await conversation.complete("tail x"), { candidates: [], typed: "" });
  assertMatch(fixture.shown.join(), /^A bug in LINPR: TypeError: oops\n/);
});
