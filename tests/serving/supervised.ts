/** A supervisor with real workers, in the process of the test. */

import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import type { WantedAddress } from "../../src/supervisor/port_claim.ts";
import { Supervisor } from "../../src/supervisor/supervisor.ts";
import { type ContentTree, contentTree, type TreeContent } from "../_helpers/tree.ts";

/** A supervisor and what it says. Disposing of it ends the server. */
export interface Supervised extends AsyncDisposable {
  readonly supervisor: Supervisor;
  readonly tree: ContentTree;
  readonly settings: Settings;
  /** What the operator was told. */
  readonly notices: readonly string[];
  /** Settles at the very moment at which the operator has been told so many things. */
  noticed(count: number): Promise<void>;
  /** What ended the server. */
  readonly fatal: readonly string[];
}

/** Any free port of the loopback interface. */
export const ANY: WantedAddress = { hostname: "127.0.0.1", port: 0 };

/** Makes a supervisor of two workers over a temporary content root. */
export async function supervised(
  files: TreeContent = { "a.txt": "A" },
  changed: Partial<Settings> = {},
): Promise<Supervised> {
  const tree = await contentTree(files);
  const settings: Settings = {
    ...defaultSettings(),
    "general.contentRoot": tree.root,
    "general.workers": 2,
    ...changed,
  };
  const notices: string[] = [];
  const awaited = new Map<number, PromiseWithResolvers<void>>();
  const fatal: string[] = [];
  const supervisor = new Supervisor({
    settings,
    errorTemplate: "error {}",
    streams: { stdout: console.log, stderr: console.error, arePlain: true },
    notify: (line) => awaited.get(notices.push(line))?.resolve(),
    fatal: (message) => fatal.push(message),
  });
  return {
    supervisor,
    tree,
    settings,
    notices,
    noticed: async (count) => {
      if (notices.length >= count) return;
      const told = Promise.withResolvers<void>();
      awaited.set(count, told);
      await told.promise;
    },
    fatal,
    [Symbol.asyncDispose]: async () => {
      supervisor.kill();
      await tree[Symbol.asyncDispose]();
    },
  };
}

/** The same, listening, and its port. */
export async function listening(
  files?: TreeContent,
  changed?: Partial<Settings>,
): Promise<Supervised & { readonly port: number }> {
  const server = await supervised(files, changed);
  await server.supervisor.startup(ANY);
  const { port } = await server.supervisor.listen();
  return { ...server, port };
}
