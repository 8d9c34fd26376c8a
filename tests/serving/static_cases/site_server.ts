/** A running server for the rows of a table. */

import { type Server, startServer } from "../../_helpers/server.ts";
import { type ContentTree, contentTree } from "../../_helpers/tree.ts";
import { MODIFIED, type StaticSite } from "./case.ts";

/** A server and the files that it serves. Disposing of it ends the one and removes the others. */
export interface SiteServer extends AsyncDisposable {
  readonly server: Server;
  readonly tree: ContentTree;
}

/** Serves a site with its settings, once its files have been left alone for long enough to be remembered. */
export async function serveSite(site: StaticSite): Promise<SiteServer> {
  await using cleanUp = new AsyncDisposableStack();
  const tree = cleanUp.use(await contentTree(site.files));
  for (const name of Object.keys(site.files)) await Deno.utime(tree.path(name), MODIFIED, MODIFIED);
  await site.prepare?.(tree);
  await Deno.writeTextFile(`${tree.base}/.linprconfig`, JSON.stringify(site.settings));
  const changed = Date.now();
  const server = cleanUp.use(await startServer({ cwd: tree.base, root: tree.root }));
  // The system tells the time of a change in whole seconds; the clock that it goes by may lag a little behind.
  await new Promise((resume) => setTimeout(resume, Math.max(0, changed + 1100 - Date.now())));
  const owned = cleanUp.move();
  return { server, tree, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
