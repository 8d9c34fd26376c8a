import { parseAddress } from "../address.ts";
import { claimAddress } from "../claim.ts";
import type { ConsoleCommand } from "../context.ts";
import { tell } from "../tell.ts";
import { addressText } from "../urls.ts";

/** Claims the port, so that `listen` cannot fail for want of it. */
export const startup: ConsoleCommand = {
  name: "startup",
  group: "Serve",
  summary: "Claim a host and port; 'listen' then serves there",
  details: [
    "What is left out comes from the settings general.host and general.port. Host and port may also be written as one word.",
  ],
  arguments: [
    {
      name: "host",
      summary: "a host name or an IP address; 0.0.0.0 for every IPv4 interface, :: for IPv6 too",
      complete: () => ["localhost", "127.0.0.1", "0.0.0.0", "::1", "::"],
    },
    { name: "port", summary: "a number from 1 to 65535, or 0 for any free port" },
  ],
  examples: [
    { line: "startup", effect: "claim the address of the settings" },
    { line: "startup 8080", effect: "that port, on the host of the settings" },
    { line: "startup localhost 8080", effect: "reachable from this machine only" },
    { line: "startup localhost:8080", effect: "the same" },
    { line: "startup [::1]:8080", effect: "the same by IPv6" },
  ],
  async run({ supervisor, configuration, output, anyPort }, { words }) {
    const typed = parseAddress(words);
    const claimed = await claimAddress(typed, { supervisor, loaded: configuration.current, anyPort, output });
    const text = `Claimed ${addressText(claimed)}. Type 'listen' to serve.`;
    tell(output, text);
  },
};
