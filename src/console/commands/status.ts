import type { Rates } from "../../supervisor/rates.ts";
import type { Operations } from "../../supervisor/operations.ts";
import type { DurationStatus, ServerStatus } from "../../supervisor/status.ts";
import type { ConsoleCommand } from "../context.ts";
import { INTAKE_NAMES } from "../intake.ts";
import { endText } from "../lasting_words.ts";
import { renderTable } from "../render.ts";
import { rootText } from "../root_text.ts";
import { sizeText } from "../size_text.ts";
import { longTimeText, timeText } from "../time_text.ts";
import { addressText } from "../urls.ts";

/** Tells how the server is doing. */
export const status: ConsoleCommand = {
  name: "status",
  group: "See",
  summary: "Tell how the server is doing",
  details: [
    "A connection is active while a request is in hand: from its first byte until its answer is written. Requests and bytes are counted from 'startup' on.",
    "'answered in' is of all requests since then, 'last minute' of those of the last 60 to 65 seconds: p90 is what 90 of 100 did not exceed, within 6.25 %.",
  ],
  arguments: [],
  examples: [],
  watchable: true,
  show({ supervisor }) {
    const status = supervisor.status();
    const wishes = wishesOf(supervisor.operations);
    return {
      json: { ...status, ...wishes },
      text: ({ columns }) => renderTable([...statusRows(status), ...wishRows(wishes)], { columns }),
    };
  },
};

/** What an operator wants for the time being. */
interface Wishes {
  readonly intake: string;
  readonly maintenance: { readonly since: number; readonly until: number | null } | null;
  /** How many addresses and networks are shut out. */
  readonly blocks: number;
}

function wishesOf({ intake, maintenance, blocks }: Operations): Wishes {
  const until = maintenance?.until === Infinity ? null : maintenance?.until ?? null;
  return {
    intake: INTAKE_NAMES[intake],
    maintenance: maintenance === undefined ? null : { since: maintenance.since, until },
    blocks: blocks.size,
  };
}

/** What keeps clients from being served; no line where nothing does. */
function wishRows({ intake, maintenance, blocks }: Wishes): readonly (readonly [string, string])[] {
  const end = maintenance === null ? "" : endText(maintenance.until ?? Infinity, Date.now());
  return [
    ...(intake === INTAKE_NAMES.open ? [] : [["intake", intake]] as const),
    ...(maintenance === null ? [] : [["maintenance", `on, ends ${end}`]] as const),
    ...(blocks === 0 ? [] : [["blocks", String(blocks)]] as const),
  ];
}

/** One name and value a line; a stopped server has only a few. */
export function statusRows(status: ServerStatus): readonly (readonly [string, string])[] {
  const rows: [string, string][] = [
    ["state", status.state],
    ["serving", rootText(status.contentRoot)],
  ];
  if (status.address === undefined) return rows;
  return [
    ...rows,
    ["address", addressText(status.address)],
    ["uptime", longTimeText(status.uptime)],
    ["workers", workersText(status)],
    ["connections", connectionsText(status)],
    ["requests", `${status.requests}${answersText(status.answers)}`],
    ["rate", rateText(status.requestRates, (rate) => String(Math.round(rate)))],
    ["answered in", durationsText(status.durations)],
    ["last minute", durationsText(status.minuteDurations)],
    ["sent", `${sizeText(status.bytesSent)}, ${rateText(status.byteRates, sizeText)}`],
    ["cache", cacheText(status.cache)],
    ["memory", sizeText(status.memory)],
    ["loop lag", timeText(status.lag)],
  ];
}

/** `2 (1 stuck, 3 replaced)`: what did not go well; those that others have taken the place of do not count as workers. */
function workersText({ state, workers, replaced }: ServerStatus): string {
  const stuck = workers.filter((worker) => worker.state === "stuck").length;
  const leaving = state === "draining" ? 0 : workers.filter((worker) => worker.state === "draining").length;
  const notes = [
    ...(leaving > 0 ? [`${leaving} more draining`] : []),
    ...(stuck > 0 ? [`${stuck} stuck`] : []),
    ...(replaced > 0 ? [`${replaced} replaced`] : []),
  ];
  const serving = workers.length - leaving;
  return notes.length === 0 ? String(serving) : `${serving} (${notes.join(", ")})`;
}

/** `5 (2 active, 3 idle)`. */
function connectionsText({ connections, active, idle }: ServerStatus): string {
  return connections === 0 ? "0" : `${connections} (${active} active, ${idle} idle)`;
}

/** ` (2xx 118, 4xx 2)`: the classes that occurred. */
function answersText(answers: readonly number[]): string {
  const occurred = answers.flatMap((number, index) => number > 0 ? [`${index}xx ${number}`] : []);
  return occurred.length === 0 ? "" : ` (${occurred.join(", ")})`;
}

/** `12/s, 1m 10/s, 15m 3/s`. */
function rateText({ second, minute, quarter }: Rates, text: (rate: number) => string): string {
  return `${text(second)}/s, 1m ${text(minute)}/s, 15m ${text(quarter)}/s`;
}

/** `p50 20 µs, p90 31 µs, p99 1.1 ms, max 3 ms`; `-` where there is nothing to tell. */
function durationsText({ p50, p90, p99, max }: DurationStatus): string {
  if (max === 0) return "-";
  const parts = [["p50", p50], ["p90", p90], ["p99", p99], ["max", max]] as const;
  return parts.map(([name, time]) => `${name} ${timeText(time)}`).join(", ");
}

/** `2 files, 3.5 KiB, 98.5 % hits`: a file in a coding of its own counts as one. */
function cacheText({ bytes, entries, hits, misses }: ServerStatus["cache"]): string {
  const asked = hits + misses;
  const ratio = asked === 0 ? "" : `, ${(hits * 100 / asked).toFixed(1)} % hits`;
  return `${entries} ${entries === 1 ? "file" : "files"}, ${sizeText(bytes)}${ratio}`;
}
