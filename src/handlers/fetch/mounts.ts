/**
 * Handlers that answer some paths in place of the files.
 *
 * @module
 */
import { compileGlob } from "../../patterns/glob.ts";
import type { Handler, Middleware } from "../handler.ts";

/** A handler, and where it is. */
export interface Mount {
  /** What the settings call it. */
  readonly name: string;
  /** A glob of the paths that it answers. */
  readonly path: string;
  readonly handler: Handler;
}

/** Finds the first mount whose glob has a path; `OPTIONS *`, which is about none, has none. */
export function mountFinder(list: readonly Mount[]): (path: string) => Mount | undefined {
  const compiled = list.map((mount) => ({ mount, has: compileGlob(mount.path) }));
  return (path) => path.startsWith("/") ? compiled.find(({ has }) => has(path))?.mount : undefined;
}

/** Has the first mount whose glob has a request's path answer it, whatever its method. */
export function mounts(list: readonly Mount[]): Middleware {
  const mountOf = mountFinder(list);
  return (next) => (request) => {
    const mount = mountOf(request.target.path);
    if (mount === undefined) return next(request);
    request.decisions?.note("handlers", `${mount.name} answers, for ${mount.path}`);
    return mount.handler(request);
  };
}
