import type { ConsoleCommand } from "../context.ts";
import { changeIntake } from "../intake.ts";

/** Goes back to accepting. */
export const resume: ConsoleCommand = {
  name: "resume",
  group: "Serve",
  summary: "Accept connections again, after 'pause' or 'drain'",
  arguments: [],
  examples: [],
  async run(context) {
    await changeIntake(context, "open");
  },
};
