/**
 * The modules of applications, imported into a serving thread.
 *
 * @module
 */
import { toFileUrl } from "@std/path";
import type { FetchFunction } from "../handlers/fetch/fetch_handler.ts";

/** An application that was imported, and the state of its file then. */
interface Imported {
  readonly fetch: FetchFunction;
  readonly state: string;
}

/** How long a module may take until it is imported, in milliseconds. */
const IMPORT_TIME = 30_000;
/** What the runtime colours its messages with. */
// deno-lint-ignore no-control-regex -- an escape is what they begin with
const COLOUR = /\x1b\[[0-9;]*m/g;

/** Imports the modules that the settings name, and knows what they export. */
export class Applications {
  readonly #imported: Map<string, Imported> = new Map();
  /** How often each was imported: the runtime keeps every module by its URL, broken ones too. */
  readonly #times: Map<string, number> = new Map();

  #isLoading = false;

  /** Whether modules are being imported: what goes wrong now, they may have done. */
  get isLoading(): boolean {
    return this.#isLoading;
  }

  /** The applications by the paths of their modules, as the settings have them. */
  get functions(): ReadonlyMap<string, FetchFunction> {
    return new Map([...this.#imported].map(([path, { fetch }]) => [path, fetch]));
  }

  /**
   * Imports modules. One whose file has not changed since is not imported anew; what a changed one imports, is not either.
   *
   * @param modules The real paths by those of the settings.
   * @returns What is wrong with the first that cannot be used, for people; nothing where all can.
   */
  async load(modules: ReadonlyMap<string, string>): Promise<string | undefined> {
    this.#isLoading = true;
    try {
      return await this.#load(modules);
    } finally {
      this.#isLoading = false;
    }
  }

  async #load(modules: ReadonlyMap<string, string>): Promise<string | undefined> {
    for (const [path, realPath] of modules) {
      try {
        const state = stateOf(realPath);
        if (this.#imported.get(path)?.state === state) continue;
        this.#imported.set(path, { fetch: await this.#import(realPath), state });
      } catch (error) {
        return `The application ${path} cannot be used: ${reasonOf(error)}`;
      }
    }
    return undefined;
  }

  async #import(realPath: string): Promise<FetchFunction> {
    const url = toFileUrl(realPath);
    const times = this.#times.get(realPath) ?? 0;
    this.#times.set(realPath, times + 1);
    if (times > 0) url.search = String(times);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Error(`it is not there after ${IMPORT_TIME / 1000} s`)),
      IMPORT_TIME,
    );
    try {
      const module: { readonly default?: unknown } = await Promise.race([import(url.href), late.promise]);
      return fetchOf(module.default);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A file that has another state was changed. */
function stateOf(path: string): string {
  const { mtime, size, ino } = Deno.statSync(path);
  return `${mtime?.getTime()} ${size} ${ino}`;
}

function fetchOf(exported: unknown): FetchFunction {
  if (typeof exported === "function") return exported as FetchFunction;
  if (hasFetch(exported)) return (request, info) => exported.fetch(request, info);
  throw new TypeError("its default export is neither a function nor an object with a fetch function");
}

function hasFetch(exported: unknown): exported is { readonly fetch: FetchFunction } {
  return typeof exported === "object" && exported !== null && "fetch" in exported &&
    typeof exported.fetch === "function";
}

/** In one line: the runtime's messages have several. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(COLOUR, "").split("\n").map((part) => part.trim()).join(" ");
}
