/**
 * What stands before the line being typed: the program and the state of its server.
 *
 * @module
 */
import type { ServerState } from "../supervisor/status.ts";
import { VERSION } from "../version.ts";
import type { ConsoleContext } from "./context.ts";
import { unsavedSettings } from "./saved_settings.ts";
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
  const unsaved = unsavedSettings(configuration.read, configuration.overrides);
  return [
    ...(intake === "open" ? [] : [style.yellow(intake === "paused" ? "paused" : "draining")]),
    ...(maintenance === undefined ? [] : [style.yellow("maintenance")]),
    ...(unsaved.length > 0 ? [style.yellow("unsaved")] : []),
  ];
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
