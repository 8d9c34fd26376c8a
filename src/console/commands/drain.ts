import type { ConsoleCommand } from "../context.ts";
import { changeIntake } from "../intake.ts";

/** Empties the server without stopping it. */
export const drain: ConsoleCommand = {
  name: "drain",
  group: "Serve",
  summary: "Finish what is in flight, end idle connections, and accept no more",
  details: [
    "Every answer is the last of its connection, and a second later those that are idle are ended. The port stays claimed: clients that come wait until 'resume'. 'wait idle' waits until no request is in hand.",
  ],
  arguments: [],
  examples: [{
    line: "drain; wait idle 1m",
    effect: "let nobody in, and wait until all that was asked is answered",
  }],
  async run(context) {
    await changeIntake(context, "drained");
  },
};
