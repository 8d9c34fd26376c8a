import { COMMANDS } from "../console/commands.ts";
import type { ConsoleContext } from "../console/context.ts";
import { History, historyPath } from "../console/history.ts";
import { PlainOutput } from "../console/output.ts";
import { runPipe } from "../console/pipe.ts";
import { BANNER, runPrompt } from "../console/prompt.ts";
import { type Session as Operator, unattended } from "../console/session.ts";
import { STUCK } from "../console/shutdown.ts";
import { Terminal } from "../console/terminal.ts";
import { contentDirectories } from "../supervisor/content_directory.ts";
import type { Options } from "./options.ts";
import { openSession } from "./session.ts";

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
  if (terminal === undefined) return await runPipe(context, options.keepGoing);
  if (!options.quiet) terminal.print(BANNER);
  const history = new History(historyPath((name) => Deno.env.get(name)));
  return await runPrompt({ context, terminal, history });
}

function operatorOf(terminal: Terminal | undefined): Operator {
  if (terminal === undefined) return unattended("pipe");
  return { kind: "terminal", interactive: true, ask: (question) => terminal.ask(question) };
}
