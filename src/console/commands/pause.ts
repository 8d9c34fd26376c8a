import type { ConsoleCommand } from "../context.ts";
import { changeIntake } from "../intake.ts";

/** Has new clients wait. */
export const pause: ConsoleCommand = {
  name: "pause",
  group: "Serve",
  summary: "Accept no connections for now; those that are open go on",
  details: [
    "The port stays claimed: clients that come wait in the system's queue until 'resume', as many as fit there.",
  ],
  arguments: [],
  examples: [],
  async run(context) {
    await changeIntake(context, "paused");
  },
};
