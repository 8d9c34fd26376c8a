/**
 * The text of `linpr --help`.
 *
 * @module
 */
import { renderTable, type Rows, wrapText } from "../console/render.ts";
import { describeSettings } from "../settings/describe.ts";
import { VERSION } from "../version.ts";
import { dashed, type Flag, FLAGS } from "./flags.ts";

const USAGE: Rows = [
  ["linpr [flags]", "open the console: type 'listen' to serve, 'help' for the rest"],
  ["linpr serve [directory] [flags]", "serve without a console, until Ctrl-C"],
  ["linpr attach [socket] [flags]", "open the console of a server that runs"],
  ["linpr do '<command>' [flags]", "have a server that runs do one command of the console"],
  ["linpr check [directory] [flags]", "look for mistakes in the settings, and serve nothing"],
  ["linpr hash", "ask for a password and print its hash, for access.users"],
];

const EXIT_CODES: Rows = [
  ["0", "all went well; a stop by Ctrl-C or TERM too"],
  ["1", "failed: a busy port, for example"],
  ["2", "a mistake on the command line or in the settings"],
  ["70", "a thread got stuck: start LINPR again"],
];

const SETTINGS = "Settings, by section in .linprconfig, or with --set, or from the environment " +
  "(general.port is LINPR_PORT, timeouts.idle is LINPR_TIMEOUTS_IDLE; HOST and PORT do too), with their defaults:";

/**
 * All of the help.
 *
 * @param columns the terminal's width; without it nothing is wrapped
 */
export function helpText(columns?: number): string {
  const table = (rows: Rows) => renderTable(rows, { columns, indent: 2 });
  return [
    `LINPR ${VERSION}, a web server with a prompt`,
    `Usage:\n${table(USAGE)}`,
    `Flags:\n${table(FLAGS.map(flagRow))}`,
    `${wrapText(SETTINGS, columns).join("\n")}\n${table(settingRows())}`,
    `Exit codes:\n${table(EXIT_CODES)}`,
  ].join("\n\n");
}

/** The table of the settings, taken apart again so that it can be laid out for the terminal. */
function settingRows(): Rows {
  return describeSettings().split("\n").map((line) => line.split(/ {2,}/));
}

/** `-p, --port PORT`: the one-letter name first. */
function flagRow({ name, aliases, value, help }: Flag): readonly string[] {
  const names = [
    ...aliases.filter((alias) => alias.length === 1),
    name,
    ...aliases.filter((alias) => alias.length > 1),
  ];
  const shown = names.map(dashed).join(", ");
  return [value === undefined ? shown : `${shown} ${value}`, help];
}
