import { describeFound } from "../../settings/printable.ts";
import { ArgumentError } from "../command_error.ts";
import type { ConsoleCommand } from "../context.ts";
import { LASTING, lastingText, leftText, parseLasting } from "../lasting_words.ts";
import { tell } from "../tell.ts";

/** Closes the sites for a while. */
export const maintenance: ConsoleCommand = {
  name: "maintenance",
  group: "Change",
  summary: "Answer everything with 503 for a while",
  details: [
    "What is asked from now on is answered with 503, Retry-After and the site's page error/503.html, or error/default.html; what is in flight is finished. It stays over 'stop' and 'startup'.",
  ],
  arguments: [
    {
      name: "on, off",
      syntax: "<on | off>",
      summary: "begin or end it",
      required: true,
      complete: () => ["on", "off"],
    },
    LASTING,
  ],
  examples: [
    { line: "maintenance on for 15m", effect: "end it by itself if you do not" },
    { line: "maintenance off", effect: "serve again" },
  ],
  async run({ supervisor: { operations }, output }, { words: [word, ...rest] }) {
    const time = parseLasting(rest);
    const known = operations.maintenance;
    const before = known === undefined ? "off" : "on";
    const left = known === undefined ? "" : leftText(known, Date.now());
    const isSame = word === before && left === "" && time === Infinity;
    if (isSame) return tell(output, `maintenance is ${word} already.`);
    if (word === "on") await operations.beginMaintenance(time);
    else if (word === "off" && time === Infinity) await operations.endMaintenance();
    else {
      throw new ArgumentError(
        word === "off" ? "'maintenance off' takes no time." : `${describeFound(word)} is neither on nor off.`,
      );
    }
    tell(
      output,
      `maintenance: ${before}${left} -> ${word}${lastingText(time)}. Undo: maintenance ${before}${left}`,
    );
  },
};
