import type { ConsoleCommand } from "./context.ts";
import { block } from "./commands/block.ts";
import { blocks } from "./commands/blocks.ts";
import { changes } from "./commands/changes.ts";
import { connections } from "./commands/connections.ts";
import { curl } from "./commands/curl.ts";
import { doctor } from "./commands/doctor.ts";
import { drain } from "./commands/drain.ts";
import { errors } from "./commands/errors.ts";
import { exit } from "./commands/exit.ts";
import { expect } from "./commands/expect.ts";
import { files } from "./commands/files.ts";
import { generations } from "./commands/generations.ts";
import { get } from "./commands/get.ts";
import { help } from "./commands/help.ts";
import { kill } from "./commands/kill.ts";
import { listen } from "./commands/listen.ts";
import { log } from "./commands/log.ts";
import { maintenance } from "./commands/maintenance.ts";
import { missing } from "./commands/missing.ts";
import { pause } from "./commands/pause.ts";
import { reload } from "./commands/reload.ts";
import { restart } from "./commands/restart.ts";
import { resume } from "./commands/resume.ts";
import { revert } from "./commands/revert.ts";
import { rollback } from "./commands/rollback.ts";
import { root } from "./commands/root.ts";
import { run } from "./commands/run.ts";
import { save } from "./commands/save.ts";
import { set } from "./commands/set.ts";
import { settings } from "./commands/settings.ts";
import { startup } from "./commands/startup.ts";
import { status } from "./commands/status.ts";
import { stop } from "./commands/stop.ts";
import { top } from "./commands/top.ts";
import { trace } from "./commands/trace.ts";
import { unblock } from "./commands/unblock.ts";
import { wait } from "./commands/wait.ts";
import { why } from "./commands/why.ts";
import { workers } from "./commands/workers.ts";

/** Every command of the console, in the order in which `help` lists those of a group. */
export const COMMANDS: readonly ConsoleCommand[] = [
  startup,
  listen,
  status,
  connections,
  workers,
  log,
  errors,
  top,
  missing,
  files,
  blocks,
  changes,
  generations,
  pause,
  drain,
  resume,
  restart,
  stop,
  kill,
  block,
  unblock,
  maintenance,
  root,
  set,
  revert,
  rollback,
  save,
  reload,
  settings,
  why,
  get,
  trace,
  curl,
  doctor,
  run,
  wait,
  expect,
  help,
  exit,
];
