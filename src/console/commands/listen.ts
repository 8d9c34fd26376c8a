import { claimAddress } from "../claim.ts";
import type { ConsoleCommand } from "../context.ts";
import { tell } from "../tell.ts";
import { urlLines } from "../urls.ts";

/** Begins to serve; does `startup` first where that was forgotten. */
export const listen: ConsoleCommand = {
  name: "listen",
  group: "Serve",
  summary: "Begin to serve",
  details: ["Without a 'startup' before it, the host and port of the settings are claimed first."],
  arguments: [],
  examples: [{ line: "startup 8080; listen", effect: "serve on port 8080" }],
  async run({ supervisor, configuration, output, anyPort }) {
    if (supervisor.state === "stopped") {
      await claimAddress({}, { supervisor, loaded: configuration.current, anyPort, output });
    }
    const address = await supervisor.listen();
    const lines = urlLines(address, Deno.networkInterfaces());
    tell(output, ...lines);
  },
};
