/**
 * The server without a console.
 *
 * @module
 */
import { claimAddress } from "../console/claim.ts";
import { warnOfOddities } from "../console/oddities.ts";
import type { ControlServer } from "../console/control/control_server.ts";
import { openControl } from "../console/control/open_control.ts";
import { PlainOutput } from "../console/output.ts";
import { changeLine, reloadSettings } from "../console/reload.ts";
import { rootText } from "../console/root_text.ts";
import { STUCK } from "../console/shutdown.ts";
import { serverUrl, urlLines } from "../console/urls.ts";
import { SettingsError } from "../settings/settings_error.ts";
import { VERSION } from "../version.ts";
import { openBrowser } from "./open.ts";
import type { Options } from "./options.ts";
import { openSession, type Session } from "./session.ts";

/**
 * Serves until a signal says to end.
 *
 * @returns the exit code
 * @throws {SettingsError} when the settings cannot be used
 * @throws {StartupError} when the server cannot start up
 */
export async function runServer(options: Options): Promise<number> {
  const session = openSession(options, new PlainOutput(), (shutdown) => shutdown.end(STUCK));
  // Before the server starts: a service manager may change its mind early.
  session.shutdown.listen(["SIGINT", "SIGTERM"]);
  const control = Promise.withResolvers<ControlServer | undefined>();
  try {
    return await Promise.race([serve(session, options, control.resolve), session.shutdown.finished]);
  } finally {
    control.resolve(undefined);
    await (await control.promise)?.close();
  }
}

async function serve(
  session: Session,
  { anyPort, quiet, open }: Options,
  opened: (control: ControlServer | undefined) => void,
): Promise<number> {
  const { configuration, supervisor, output, shutdown } = session;
  const { port } = await claimAddress({}, { supervisor, loaded: configuration.current, anyPort, output });
  // Before it listens: a socket that the settings name and that cannot be had is a reason not to serve.
  opened(await openControl(String(port), configuration.current, { ...session, anyPort }));
  const address = await supervisor.listen();
  reloadOnHangup(session);
  if (!quiet) {
    output.print(`LINPR ${VERSION} serves ${rootText(supervisor.status().contentRoot)}`);
    output.print(urlLines(address, Deno.networkInterfaces()).join("\n"));
  }
  // Not waited for: some browsers run until their window is closed.
  if (open) void openBrowser(serverUrl(address), output);
  return await shutdown.finished;
}

/**
 * SIGHUP reads the settings anew, as it does for other servers. It ends a server whose terminal has gone away, though, which
 * is what the signal meant first. Windows sends it for that alone.
 */
function reloadOnHangup(session: Session): void {
  const inTerminal = Deno.stdin.isTerminal();
  Deno.addSignalListener("SIGHUP", () => {
    const terminalIsGone = inTerminal && !Deno.stdin.isTerminal();
    if (terminalIsGone || Deno.build.os === "windows") session.shutdown.receive("SIGHUP");
    else void reload(session);
  });
}

async function reload({ configuration, supervisor, notices, output }: Session): Promise<void> {
  try {
    const changes = await reloadSettings(configuration, supervisor);
    warnOfOddities(configuration.current.warnings, output);
    notices.tell(
      ["Settings reloaded.", ...changes.map((change) => changeLine(change, "a restart"))].join("\n"),
    );
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    notices.tell(`${error.message}\nThe settings in force stay as they are.`);
  }
}
