/**
 * LINPR as a library: HTTP for a handler of one's own, in the thread that calls. No console, no settings file, no files.
 *
 * @module
 */
import { CounterRow, makeCounterMemory } from "./channel/counters.ts";
import { FileCache } from "./files/file_cache.ts";
import { type FetchFunction, fetchHandler } from "./handlers/fetch/fetch_handler.ts";
import type { Handler } from "./handlers/handler.ts";
import { encodeText } from "./http/bytes.ts";
import { HttpResponse } from "./http/response.ts";
import { reasonPhrase } from "./http/status.ts";
import { describeFault, faultsOf } from "./settings/parsed.ts";
import { defaultSettings, isSettingKey, type Settings } from "./settings/settings.ts";
import { type Problem, SettingsError } from "./settings/settings_error.ts";
import { parseSetting } from "./settings/value.ts";
import { ClientSocket } from "./worker/client_socket.ts";
import { Clock } from "./worker/clock.ts";
import { Connection } from "./worker/connection.ts";
import { Deadlines } from "./worker/deadlines.ts";
import { Listener } from "./worker/listener.ts";
import { Serving } from "./worker/serving.ts";

/** The settings that a server without files has: sizes in bytes, times in milliseconds. README has their defaults. */
export type ServeSettings = Partial<
  Pick<
    Settings,
    | "general.serverHeader"
    | "handlers.timeout"
    | "limits.body"
    | "limits.connections"
    | "limits.fields"
    | "limits.head"
    | "limits.target"
    | "timeouts.body"
    | "timeouts.drain"
    | "timeouts.head"
    | "timeouts.idle"
    | "timeouts.write"
  >
>;

/** Who answers: a handler in LINPR's terms, or a function in the platform's. */
export type Answering = { readonly handler: Handler } | { readonly fetch: FetchFunction };

/** What {@linkcode serve} can be told. */
export type ServeOptions = Answering & {
  /** Default: `127.0.0.1`, this machine only. */
  readonly hostname?: string;
  /** Default: 0, any free one. */
  readonly port?: number;
  readonly settings?: ServeSettings;
  /** Takes lines for the operator, such as a bug and its stack. Default: `console.error`. */
  readonly notice?: (line: string) => void;
};

/** A server that accepts connections. Disposing of it stops it in order. */
export interface HttpServer extends AsyncDisposable {
  /** What it is bound to. */
  readonly address: { readonly hostname: string; readonly port: number };
  /** Accepts no more, and lets what is in flight finish, for `timeouts.drain` at most; then it is cut. */
  stop(): Promise<void>;
}

/** Most connections where the settings do not say: well below the common limit of open files. */
const MOST_CONNECTIONS = 500;
/** While draining, the time for a connection that was accepted and has sent nothing, in milliseconds. */
const DRAIN_GRACE = 500;

/**
 * Serves until it is stopped. It handles no signals and ends no process: that is the caller's.
 *
 * @throws {SettingsError} when a setting has a value that it cannot have.
 * @throws {Deno.errors.AddrInUse} and the like, when the address cannot be bound.
 *
 * @example An application in the platform's terms, such as one of Hono
 * ```ts
 * import { serve } from "./serve.ts";
 *
 * await using server = serve({
 *   fetch: async (request) => new Response(`You sent ${(await request.text()).length} characters.`),
 *   settings: { "limits.body": 100_000 },
 * });
 * const response = await fetch(`http://127.0.0.1:${server.address.port}/`, { method: "POST", body: "hello" });
 * if (await response.text() !== "You sent 5 characters.") throw new Error();
 * ```
 *
 * @example A handler in LINPR's terms, which costs less
 * ```ts
 * import { HttpResponse } from "./http/response.ts";
 * import { serve } from "./serve.ts";
 *
 * const hello = new HttpResponse({
 *   status: 200,
 *   fields: [["Content-Type", "text/plain"]],
 *   body: new TextEncoder().encode("Hello."),
 * });
 * const missing = new HttpResponse({ status: 404 });
 * const server = serve({ handler: ({ target }) => target.path === "/" ? hello : missing });
 * const response = await fetch(`http://127.0.0.1:${server.address.port}/`);
 * if (await response.text() !== "Hello.") throw new Error();
 * await server.stop();
 * ```
 */
export function serve(options: ServeOptions): HttpServer {
  const settings = settingsOf(options.settings ?? {});
  const { hostname = "127.0.0.1", port = 0, notice = (line) => console.error(line) } = options;
  const handler = "handler" in options
    ? options.handler
    : fetchHandler({ fetch: options.fetch, timeout: settings["handlers.timeout"] });
  return new LibraryServer(Deno.listen({ hostname, port }), { settings, handler, notice });
}

/** The listener, and what its connections share. */
class LibraryServer implements HttpServer {
  readonly address: { readonly hostname: string; readonly port: number };
  readonly #serving: Serving;
  readonly #clock = new Clock();
  readonly #deadlines = new Deadlines();
  readonly #listener: Listener;
  readonly #connections = new Map<Connection, Promise<void>>();
  #stopped: Promise<void> | undefined;

  constructor(
    listener: Deno.TcpListener,
    { settings, handler, notice }: {
      readonly settings: Settings;
      readonly handler: Handler;
      readonly notice: (line: string) => void;
    },
  ) {
    const { hostname, port } = listener.addr;
    this.address = { hostname, port };
    this.#serving = new Serving({
      settings,
      pipeline: { handle: handler, error: errorAnswer, cache: new FileCache(0) },
      clock: this.#clock,
      deadlines: this.#deadlines,
      counters: new CounterRow(makeCounterMemory(1), 0),
      notice,
    });
    this.#listener = new Listener({
      listener,
      mostConnections: settings["limits.connections"] || MOST_CONNECTIONS,
      serve: (conn) => this.#serve(conn),
      notice,
    });
    this.#clock.start();
    this.#deadlines.start();
    void this.#listener.run();
  }

  stop(): Promise<void> {
    return this.#stopped ??= this.#stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #serve(conn: Deno.TcpConn): Promise<void> {
    const connection = new Connection(new ClientSocket(conn), this.#serving);
    const served = connection.serve();
    this.#connections.set(connection, served);
    await served;
    this.#connections.delete(connection);
  }

  async #stop(): Promise<void> {
    this.#listener.stop();
    this.#serving.draining = true;
    for (const connection of this.#connections.keys()) connection.drain(DRAIN_GRACE);
    const cut = Promise.withResolvers<void>();
    const timer = setTimeout(cut.resolve, this.#serving.settings["timeouts.drain"]);
    // A handler may never come to an end, and its connection would not either.
    await Promise.race([this.#drained(), cut.promise]);
    clearTimeout(timer);
    for (const connection of this.#connections.keys()) connection.close();
    this.#deadlines.stop();
    this.#clock.stop();
  }

  async #drained(): Promise<void> {
    while (this.#connections.size > 0) await Promise.all(this.#connections.values());
  }
}

function errorAnswer(status: number): HttpResponse {
  return new HttpResponse({
    status,
    fields: [["Content-Type", "text/plain; charset=utf-8"]],
    body: encodeText(`${status} ${reasonPhrase(status)}\n`),
  });
}

/** Whoever calls from JavaScript is told what a type would have told. */
function settingsOf(changed: ServeSettings): Settings {
  const problems = Object.entries(changed).flatMap(([key, value]): readonly Problem[] => {
    if (!isSettingKey(key)) return [{ key, message: "unknown key" }];
    return faultsOf(parseSetting(key, value)).map((fault) => ({ key, message: describeFault(fault) }));
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return { ...defaultSettings(), ...changed };
}
