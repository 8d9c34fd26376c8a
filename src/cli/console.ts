import { COMMANDS } from "../console/commands.ts";
import type { ControlServer } from "../console/control/control_server.ts";
import { openControl } from "../console/control/open_control.ts";
import type { ConsoleContext } from "../console/context.ts";
import { History, historyPath } from "../console/history.ts";
import { PlainOutput } from "../console/output.ts";
import { runPipe } from "../console/pipe.ts";
import { BANNER, runPrompt } from "../console/prompt.ts";
import { wrapText } from "../console/render.ts";
import { type Session as Operator, unattended } from "../console/session.ts";
import { watchSettings } from "../console/settings_watch.ts";
import { STUCK } from "../console/shutdown.ts";
import { Terminal } from "../console/terminal.ts";
import { contentDirectories } from "../supervisor/content_directory.ts";
import type { Options } from "./options.ts";
import { openSession, type Session } from "./session.ts";

/**
 * Opens the console: with a prompt in a terminal, without one on a pipe.
 *
 * @returns the exit code
 * @throws {SettingsError} when the settings cannot be used
 * @throws {StartupError} when a root cannot be served
 */
export async function runConsole(options: Options): Promise<number> {
  const terminal = Deno.stdin.isTerminal() && Deno.stdout.isTerminal() ? new Terminal() : undefined;
  const output = terminal ?? new PlainOutput();
  const session = openSession(options, output, (shutdown) => {
    // An operator at a prompt decides what to do about it; a script cannot.
    if (terminal === undefined) shutdown.end(STUCK);
    else shutdown.fail(STUCK);
  });
  const { configuration, supervisor, shutdown } = session;
  // A missing directory is better told before the first command than at 'startup'.
  contentDirectories(configuration.current.settings);
  shutdown.listen(["SIGINT", "SIGTERM", "SIGHUP"]);
  const context: ConsoleContext = {
    configuration,
    supervisor,
    output,
    session: operatorOf(terminal),
    shutdown,
    commands: COMMANDS,
    anyPort: options.anyPort,
    scripts: [],
  };
  const control = await openAskedControl(session, options);
  let unwatch: (() => void) | undefined;
  try {
    if (terminal === undefined) return await runPipe(context, options.keepGoing);
    if (!options.quiet) terminal.print(wrapText(BANNER, terminal.columns).join("\n"));
    const history = new History(historyPath((name) => Deno.env.get(name)));
    // Whoever is attached has a watch of his own.
    unwatch = watchSettings(configuration, (line) => terminal.warn(line));
    return await runPrompt(context, terminal, history);
  } finally {
    unwatch?.();
    await control?.close();
  }
}

/** A console needs no control socket, and its port is not known yet; it has one where somebody asks for it. */
async function openAskedControl(
  { configuration, supervisor, shutdown, notices }: Session,
  { anyPort }: Options,
): Promise<ControlServer | undefined> {
  const { current } = configuration;
  if (current.sources["control.socket"] === "default") return undefined;
  const base = { configuration, supervisor, shutdown, notices, anyPort };
  return await openControl(`console-${Deno.pid}`, current, base);
}

function operatorOf(terminal: Terminal | undefined): Operator {
  if (terminal === undefined) return unattended("pipe");
  return { kind: "terminal", interactive: true, ask: (question) => terminal.ask(question) };
}
