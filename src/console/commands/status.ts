import { format as formatDuration } from "@std/fmt/duration";
import type { ServerStatus } from "../../supervisor/status.ts";
import type { ConsoleCommand } from "../context.ts";
import { renderTable } from "../render.ts";
import { rootText } from "../root_text.ts";
import { sizeText } from "../size_text.ts";
import { addressText } from "../urls.ts";

/** Tells how the server is doing. */
export const status: ConsoleCommand = {
  name: "status",
  group: "See",
  summary: "Tell how the server is doing",
  details: ["Requests and bytes are counted from 'startup' on."],
  arguments: [],
  examples: [],
  watchable: true,
  show({ supervisor }) {
    const status = supervisor.status();
    return { json: status, text: ({ columns }) => renderTable(statusRows(status), { columns }) };
  },
};

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
    ["uptime", uptimeText(status.uptime)],
    ["workers", workersText(status)],
    ["connections", String(status.connections)],
    ["requests", `${status.requests}${answersText(status.answers)}`],
    ["sent", sizeText(status.bytesSent)],
  ];
}

/** `2 (1 stuck, 3 replaced)`: what did not go well. */
function workersText({ workers, replaced }: ServerStatus): string {
  const stuck = workers.filter((worker) => worker.state === "stuck").length;
  const notes = [...(stuck > 0 ? [`${stuck} stuck`] : []), ...(replaced > 0 ? [`${replaced} replaced`] : [])];
  return notes.length === 0 ? String(workers.length) : `${workers.length} (${notes.join(", ")})`;
}

/** ` (2xx 118, 4xx 2)`: the classes that occurred. */
function answersText(answers: readonly number[]): string {
  const occurred = answers.flatMap((number, index) => number > 0 ? [`${index}xx ${number}`] : []);
  return occurred.length === 0 ? "" : ` (${occurred.join(", ")})`;
}

/** In whole seconds: `1h 4s`. */
function uptimeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds === 0 ? "0s" : formatDuration(seconds * 1000, { ignoreZero: true });
}
