/** A console in this process, over a server that is stopped, for tests of its commands. */

import { COMMANDS } from "../../src/console/commands.ts";
import { Configuration } from "../../src/console/configuration.ts";
import type { ConsoleCommand, ConsoleContext } from "../../src/console/context.ts";
import { interpret } from "../../src/console/interpreter.ts";
import { unattended } from "../../src/console/session.ts";
import { Shutdown } from "../../src/console/shutdown.ts";
import { PLAIN } from "../../src/console/style.ts";
import { findSettingsFile, loadSettings } from "../../src/settings/load.ts";
import { Supervisor } from "../../src/supervisor/supervisor.ts";

/** A console, and what it has shown. */
export interface ConsoleFixture {
  readonly context: ConsoleContext;
  /** Results and problems so far, in their order. */
  readonly shown: readonly string[];
  /** Runs a line, and gives what it shows. */
  readonly run: (line: string) => Promise<string>;
}

/**
 * Opens a console.
 *
 * @param added commands besides those of LINPR
 * @param from names the settings file: an absolute path. Default: there is none
 */
export function consoleFixture(
  added: readonly ConsoleCommand[] = [],
  from: () => { readonly file?: string } = () => ({}),
): ConsoleFixture {
  const shown: string[] = [];
  const show = (text: string) => void shown.push(text);
  const output = { columns: undefined, style: PLAIN, print: show, warn: show };
  const configuration = new Configuration(() => {
    const { file: path } = from();
    const file = path === undefined ? undefined : findSettingsFile("/", path);
    const shipped = { text: "{}", contentRoot: "/" };
    return loadSettings({ cwd: "/", ...(file && { file }), shipped, environment: {}, flags: {} });
  }, show);
  const { settings } = configuration.current;
  const supervisor = new Supervisor({
    settings,
    errorTemplate: "",
    notify: show,
    streams: { stdout: show, stderr: show, arePlain: false },
    fatal: show,
  });
  const commands = [...COMMANDS, ...added];
  const context: ConsoleContext = {
    supervisor,
    configuration,
    output,
    session: unattended("pipe"),
    shutdown: new Shutdown(supervisor, output),
    anyPort: false,
    commands,
    scripts: [],
  };
  const { signal } = new AbortController();
  const run = async (line: string) => {
    const { length } = shown;
    await interpret(line, { commands, context, output, signal, report: show });
    return shown.slice(length).join("\n");
  };
  return { context, shown, run };
}
