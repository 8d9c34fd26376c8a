/**
 * What stands before the line being typed: the program and the state of its server.
 *
 * @module
 */
import { sameSetting } from "../settings/settings.ts";
import type { ServerState } from "../supervisor/status.ts";
import { VERSION } from "../version.ts";
import type { ConsoleContext } from "./context.ts";
import type { Style } from "./style.ts";

/**
 * `LINPR 0.4.0 [listening] > `; it is asked for again and again while it is shown, so it must cost little.
 *
 * @param marks what this conversation must not forget, besides
 */
export function promptText(context: ConsoleContext, marks: readonly string[] = []): string {
  const { output: { style }, supervisor } = context;
  const state = stateColour(supervisor.state, style)(supervisor.state);
  return `LINPR ${VERSION} [${[state, ...promptMarks(context), ...marks].join(", ")}] > `;
}

/** What else an operator must not forget about this server, in a word each, the most pressing first. */
function promptMarks(
  { output: { style }, supervisor: { operations }, configuration }: ConsoleContext,
): readonly string[] {
  const { intake, maintenance } = operations;
  return [
    ...(intake === "open" ? [] : [style.yellow(intake === "paused" ? "paused" : "draining")]),
    ...(maintenance === undefined ? [] : [style.yellow("maintenance")]),
    ...(isUnsaved(configuration) ? [style.yellow("unsaved")] : []),
  ];
}

/** Whether settings were changed here for good, and only here. */
function isUnsaved({ overrides, read, current }: ConsoleContext["configuration"]): boolean {
  return [...overrides].some(([key, { until }]) =>
    until === Infinity && !sameSetting(key, read.settings, current.settings)
  );
}

function stateColour(state: ServerState, style: Style): (text: string) => string {
  switch (state) {
    case "listening":
      return style.green;
    case "stopped":
      return style.dim;
    default:
      return style.yellow;
  }
}
