/**
 * A worker thread that tries what it is told to: its test gives it a serving thread's permissions.
 *
 * @module
 */

/** One thing to try. */
export type Attempt =
  | { readonly kind: "read" | "readDir" | "stat" | "write" | "remove"; readonly path: string }
  | { readonly kind: "connect" | "listen"; readonly hostname: string; readonly port: number }
  | { readonly kind: "run"; readonly command: string }
  | { readonly kind: "env"; readonly name: string }
  | { readonly kind: "sys" | "ffi" | "import" };

/** What came of it: `done` with what it gave, or the name of the error. */
export interface Outcome {
  readonly outcome: string;
  readonly detail: string;
}

/** The part of a worker's global scope that is used. */
interface Scope {
  onmessage: ((event: MessageEvent<Attempt>) => void) | null;
  postMessage(outcome: Outcome): void;
}

async function attempt(what: Attempt): Promise<unknown> {
  switch (what.kind) {
    case "read":
      return Deno.readTextFileSync(what.path);
    case "readDir":
      return [...Deno.readDirSync(what.path)].length;
    case "stat":
      return Deno.statSync(what.path).size;
    case "write":
      return Deno.writeTextFileSync(what.path, "written by a worker");
    case "remove":
      return Deno.removeSync(what.path);
    case "connect":
      return (await Deno.connect(what)).close();
    case "listen":
      return Deno.listen({ ...what, reusePort: true }).close();
    case "run":
      return new Deno.Command(what.command).outputSync().code;
    case "env":
      return Deno.env.get(what.name);
    case "sys":
      return Deno.hostname();
    case "ffi":
      return Deno.dlopen("libc.so.6", {}).close();
    case "import":
      return await import(["https:", "", "example.com", "x.ts"].join("/"));
  }
}

const scope = globalThis as unknown as Scope;
scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage({ outcome: "done", detail: String(await attempt(data)) });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    scope.postMessage({ outcome: name, detail: message });
  }
};
