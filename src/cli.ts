/**
 * The command line: what LINPR is started for, and its exit code.
 *
 * @module
 */
import { runCheck } from "./cli/check.ts";
import { type Options, parseOptions } from "./cli/options.ts";
import { runServer } from "./cli/serve.ts";
import { UsageError } from "./cli/usage_error.ts";
import { PlainOutput } from "./console/output.ts";
import { printable } from "./settings/printable.ts";
import { SettingsError } from "./settings/settings_error.ts";
import { StartupError } from "./supervisor/startup_error.ts";
import { VERSION } from "./version.ts";

/**
 * Does what the arguments say. Afterwards the process is to end at once with the exit code: a stuck thread would keep
 * it alive.
 *
 * @returns 0: fine; 1: failed while running; 2: bad usage or settings; 70: a stuck worker; 128 and more: cut off by a
 * second signal
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const output = new PlainOutput();
  try {
    return await run(parseOptions(args), output);
  } catch (error) {
    if (error instanceof UsageError || error instanceof SettingsError) {
      output.warn(error.message);
      return 2;
    }
    if (error instanceof StartupError) {
      output.warn(printable(error.message));
      return error.kind === "settings" ? 2 : 1;
    }
    throw error;
  }
}

/** What only a terminal needs is loaded for it alone: it would make up a third of the time that `serve` takes to start. */
async function run(options: Options, output: PlainOutput): Promise<number> {
  switch (options.mode) {
    case "help": {
      const { helpText } = await import("./cli/help.ts");
      output.print(helpText(output.columns));
      return 0;
    }
    case "version":
      output.print(`LINPR ${VERSION}`);
      return 0;
    case "check":
      return runCheck(options, output);
    case "hash": {
      const { runHash } = await import("./cli/hash.ts");
      return await runHash(output);
    }
    case "attach": {
      const { runAttach } = await import("./cli/attach.ts");
      return await runAttach(options, output);
    }
    case "do": {
      const { runDo } = await import("./cli/do.ts");
      return await runDo(options, output);
    }
    case "serve":
      return await runServer(options);
    case "console": {
      const { runConsole } = await import("./cli/console.ts");
      return await runConsole(options);
    }
  }
}
