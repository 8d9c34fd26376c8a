/** What an operator types, for channels_test.ts: each line shows the same wherever it is typed. */

/** Lines that do not change what the next one shows; each command that shows something has one at least. */
export const CHANNEL_LINES: readonly string[] = [
  "status",
  "status --json",
  "expect GET / 200",
  "expect GET /missing 200",
  "wait ready",
  "wait requests 1 10s; expect HEAD / 2xx",
  "settings timeouts.idle",
  "settings general.host --json",
  "settings timeouts.idel",
  "help",
  "help status",
  "help --json help",
  "reload",
  "run missing.linpr",
  "run script.linpr",
  "status --watch=x",
  "status; lisen; status",
  "lisen",
  "'unfinished",
  "stop now",
  "# nothing",
];
