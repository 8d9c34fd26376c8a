/**
 * The entry of a serving thread: it is told what to serve, binds the port, and serves.
 *
 * It runs with the permissions that its settings need and no others (see `supervisor/permissions`).
 *
 * @module
 */
import type { StartMessage, ToMain, ToWorker } from "../channel/messages.ts";
import { Applications } from "./applications.ts";
import { keepThread } from "./kept_thread.ts";
import { ServingThread } from "./serving_thread.ts";
import { surviveStrayErrors } from "./stray_errors.ts";

/** The part of a worker's global scope that is used. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: ToMain): void;
}

const scope = globalThis as unknown as WorkerScope;

/** Binds the port, or tells the main thread why that cannot be. */
function bind({ hostname, port, reusePort }: StartMessage): Deno.TcpListener | undefined {
  try {
    return Deno.listen({ hostname, port, reusePort });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
    scope.postMessage({ type: "unbound", code, message: error.message });
    return undefined;
  }
}

async function start(message: StartMessage): Promise<ServingThread | undefined> {
  const listener = bind(message);
  if (listener === undefined) return undefined;
  const applications = new Applications();
  const fault = await applications.load(message.modules);
  if (fault !== undefined) {
    listener.close();
    scope.postMessage({ type: "unbound", code: "module", message: fault });
    return undefined;
  }
  const worker = new ServingThread(message, listener, applications, (told) => scope.postMessage(told));
  scope.postMessage({ type: "bound" });
  return worker;
}

/** Does what the main thread says. */
async function follow(worker: ServingThread, message: ToWorker): Promise<void> {
  switch (message.type) {
    case "listen":
      return worker.listen();
    case "load":
      return await worker.load(message.modules);
    case "apply":
      return worker.apply(message.settings);
    case "logged":
      return worker.logged(message.length);
    case "ask":
      return await worker.answer(message.id, message.question);
    case "drain":
      return worker.drain();
    case "leave":
      return await worker.leave();
    case "retire":
      return worker.retire();
    case "cut":
      return worker.cut();
  }
}

function run(): void {
  keepThread();
  let starting: Promise<ServingThread | undefined> | undefined;
  let worker: ServingThread | undefined;
  let isBroken = false;
  surviveStrayErrors({
    mayBeTheirs: () => !isBroken && worker?.servesApplications === true,
    report: (error) => worker?.reportStray(error),
  });
  scope.onmessage = async ({ data }) => {
    try {
      if (data.type === "start") starting = start(data);
      // What comes while applications are imported has its turn after that: somebody waits for the answer.
      worker = await starting;
      if (worker !== undefined) await follow(worker, data);
    } catch (error) {
      // A bug of ours: what the main thread wants of this one, another has to do.
      isBroken = true;
      throw error;
    }
  };
}

run();
