/**
 * LINPR: a web server that you can talk to.
 *
 * `deno run --no-prompt --allow-all main.ts` opens the console, `… main.ts serve` serves without one,
 * `… main.ts --help` lists the rest.
 *
 * @module
 */
import { runCommandLine } from "./src/cli.ts";

if (import.meta.main) {
  Deno.exit(await runCommandLine(Deno.args));
}
