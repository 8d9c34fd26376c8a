/** Real connections to a handler of the test's own, in the process of the test. */

import { CounterRow, makeCounterMemory } from "../../src/channel/counters.ts";
import type { Handler } from "../../src/handlers/handler.ts";
import type { Pipeline } from "../../src/handlers/pipeline.ts";
import { FileCache } from "../../src/files/file_cache.ts";
import { HttpResponse } from "../../src/http/response.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import { ClientSocket } from "../../src/worker/client_socket.ts";
import { Clock } from "../../src/worker/clock.ts";
import { Connection } from "../../src/worker/connection.ts";
import { Deadlines } from "../../src/worker/deadlines.ts";
import type { Recorder } from "../../src/worker/recorder.ts";
import { Serving } from "../../src/worker/serving.ts";

/** A listening handler. Disposing of it ends its connections. */
export interface ConnectionServer extends AsyncDisposable {
  readonly port: number;
  /** What the operator was told. */
  readonly notices: readonly string[];
  /** What it counts. */
  readonly counters: CounterRow;
  /** The state of its one serving thread. */
  readonly serving: Serving;
}

/** Listens on a free port of 127.0.0.1 and has the connections served by worker/connection. */
export function connectionServer(
  handler: Handler,
  changed: Partial<Settings> = {},
  recorders: readonly Recorder[] = [],
): ConnectionServer {
  const notices: string[] = [];
  const deadlines = new Deadlines();
  const counters = new CounterRow(makeCounterMemory(1), 0);
  const serving = new Serving({
    settings: { ...defaultSettings(), ...changed },
    pipeline: pipelineOf(handler),
    clock: new Clock(),
    deadlines,
    counters,
    notice: (line) => notices.push(line),
  });
  serving.recorders = recorders;
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections = new Set<Connection>();
  const accepting = accept(listener, serving, connections);
  deadlines.start();
  return {
    port: listener.addr.port,
    notices,
    counters,
    serving,
    [Symbol.asyncDispose]: async () => {
      listener.close();
      for (const connection of connections) connection.close();
      await Promise.all(await accepting);
      deadlines.stop();
    },
  };
}

/** Gives what is to be waited for, once the listener is closed. */
async function accept(
  listener: Deno.TcpListener,
  serving: Serving,
  connections: Set<Connection>,
): Promise<Promise<void>[]> {
  const served: Promise<void>[] = [];
  for await (const conn of listener) {
    const connection = new Connection(new ClientSocket(conn), serving);
    connections.add(connection);
    served.push(connection.serve());
  }
  return served;
}

function pipelineOf(handle: Handler): Pipeline {
  return {
    handle,
    error: (status) => new HttpResponse({ status, body: new TextEncoder().encode(`error ${status}`) }),
    cache: new FileCache(0),
  };
}
