/** An application that tries what it is asked to, and tells what came of it. */

import { join } from "@std/path";

const ATTEMPTS: Readonly<Record<string, (value: string) => unknown>> = {
  read: (path) => Deno.readTextFileSync(path),
  own: (name) => Deno.readTextFileSync(join(import.meta.dirname ?? "", name)),
  write: (path) => Deno.writeTextFileSync(path, ""),
  env: (name) => Deno.env.get(name),
  run: (command) => new Deno.Command(command).outputSync(),
  connect: (port) => Deno.connect({ hostname: "127.0.0.1", port: Number(port) }).then((conn) => conn.close()),
  import: (path) => import(path),
};

/** Tries `?read=/etc/passwd` and the like. */
export default async function probe(request: Request): Promise<Response> {
  const [[what = "", value = ""] = []] = new URL(request.url).searchParams;
  try {
    return new Response(`done: ${await ATTEMPTS[what]?.(value)}`);
  } catch (error) {
    return new Response(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}
