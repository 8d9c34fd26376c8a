import { ControlClient } from "../console/control/control_client.ts";
import { ControlError } from "../console/control/control_error.ts";
import type { PlainOutput } from "../console/output.ts";
import { styleFor } from "../console/style.ts";
import { findSocket } from "./find_socket.ts";
import type { Options } from "./options.ts";

/** The exit code after Ctrl-C: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/**
 * Has a server that runs do one line of commands.
 *
 * @returns the exit code: 0 when all of it was done, 1 when a command failed or no server could be asked, 130 after
 * Ctrl-C
 */
export async function runDo(options: Options, output: PlainOutput): Promise<number> {
  const { red } = styleFor(Deno.stderr);
  try {
    const { columns } = output;
    const hello = {
      interactive: false,
      coloured: Deno.stdout.isTerminal() && !Deno.noColor,
      ...(columns !== undefined && { columns }),
    };
    const client = await ControlClient.connect(await findSocket(options), hello, {
      print: (text) => output.print(text),
      warn: (text) => output.warn(text),
      problem: (text) => output.warn(red(text)),
      paint: () => undefined,
      ask: () => Promise.resolve(undefined),
    });
    return await runLine(client, options.line, output);
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    output.warn(error.message);
    return 1;
  }
}

async function runLine(client: ControlClient, line: string, output: PlainOutput): Promise<number> {
  let code = 0;
  // The first Ctrl-C ends the command, the second does not wait for that.
  Deno.addSignalListener("SIGINT", () => {
    if (code === INTERRUPTED) Deno.exit(code);
    code = INTERRUPTED;
    client.interrupt(true);
  });
  // Where the session ends before the line is done, the line has failed, and there is a reason.
  const lost = client.closed.then((reason) => reason === undefined || output.warn(reason));
  const outcome = await client.run(line);
  client.end();
  await lost;
  return outcome === "failed" && code === 0 ? 1 : code;
}
