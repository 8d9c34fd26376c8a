/**
 * The entry of a serving thread: it is told what to serve, binds the port, and serves.
 *
 * It runs with the permissions that its settings need and no others (see `supervisor/permissions`).
 *
 * @module
 */
import { AddressCounts } from "../channel/address_counts.ts";
import { CounterRow } from "../channel/counters.ts";
import { PlaceCounts } from "../channel/place_counts.ts";
import type { Policy } from "../channel/policy.ts";
import type { Question } from "../channel/questions.ts";
import { RequestBuckets } from "../channel/request_buckets.ts";
import type { StartMessage, ToMain, ToWorker } from "../channel/messages.ts";
import { FailedTries } from "../handlers/access/failed_tries.ts";
import type { SharedCounts } from "../handlers/limits/limit_chain.ts";
import { makePipeline, type Pipeline } from "../handlers/pipeline.ts";
import type { Settings } from "../settings/settings.ts";
import { answerTo } from "./answers.ts";
import { Applications } from "./applications.ts";
import { Admission } from "./admission.ts";
import { ClientSocket } from "./client_socket.ts";
import { Clock } from "./clock.ts";
import { Connection } from "./connection.ts";
import { Deadlines, SWEEP } from "./deadlines.ts";
import { Gate } from "./gate.ts";
import { Introductions } from "./introductions.ts";
import { keepThread } from "./kept_thread.ts";
import { Listener } from "./listener.ts";
import { LineBuffer } from "./log/line_buffer.ts";
import { makeRecorders } from "./log/recorders.ts";
import { OpenConnections } from "./open_connections.ts";
import { RateLimit } from "./rate_limit.ts";
import type { Recorder } from "./recorder.ts";
import { Serving } from "./serving.ts";
import { surviveStrayErrors } from "./stray_errors.ts";
import { Tracer } from "./tracer.ts";
import { Trial, type TrialParts } from "./trial.ts";
import { TurnedAway } from "./turned_away.ts";
import { Vitals } from "./vitals.ts";

/** The part of a worker's global scope that is used. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: ToMain): void;
}

/** While draining, the time for a connection that was accepted and has sent nothing, in milliseconds. */
const DRAIN_GRACE = 500;
/** How long clients whose connections are to end are told so by answers before idle ones are ended, in milliseconds. */
const GENTLE = 1000;
/** How often a draining worker looks whether its last connection has gone, in milliseconds. */
const DRAIN_LOOK = 20;
/** Connections that are turned away with an answer at a time. They hold descriptors, too: more get none. */
const MOST_TURNED_AWAY = 64;

const scope = globalThis as unknown as WorkerScope;

/** One serving thread: everything that lives as long as it does. */
class Worker {
  readonly #start: StartMessage;
  readonly #clock = new Clock();
  readonly #deadlines: Deadlines;
  readonly #counters: CounterRow;
  readonly #connections: OpenConnections;
  readonly #serving: Serving;
  readonly #admission: Admission;
  readonly #rateLimit: RateLimit;
  readonly #buckets: RequestBuckets;
  readonly #places: PlaceCounts;
  readonly #introductions: Introductions;
  readonly #lines: LineBuffer;
  readonly #listener: Listener;
  readonly #applications: Applications;
  readonly #gate = new Gate();
  readonly #tries = new FailedTries({ now: () => performance.now() });
  readonly #vitals: Vitals;
  #policy: Policy;
  /** Whether it drains for good. */
  #isDraining = false;
  readonly #trial: Trial;
  readonly #tracer: Tracer;
  #turnedAway = 0;

  constructor(start: StartMessage, listener: Deno.TcpListener, applications: Applications) {
    this.#start = start;
    this.#policy = start.policy;
    this.#vitals = new Vitals(start.index, SWEEP);
    this.#applications = applications;
    this.#counters = new CounterRow(start.counters, start.index - 1);
    this.#deadlines = new Deadlines(() => this.#beat());
    this.#buckets = new RequestBuckets(start.requestBuckets);
    this.#places = new PlaceCounts(start.placeCounts, start.index - 1);
    const notice = (line: string): void => scope.postMessage({ type: "notice", line });
    this.#rateLimit = new RateLimit(this.#buckets, notice);
    this.#serving = new Serving({
      settings: start.settings,
      pipeline: this.#pipeline(start.settings),
      clock: this.#clock,
      deadlines: this.#deadlines,
      counters: this.#counters,
      notice,
    });
    this.#connections = new OpenConnections(start.index, this.#serving);
    this.#lines = new LineBuffer({
      post: (text, lines) => scope.postMessage({ type: "log", text, lines }),
      notice,
    });
    this.#serving.recorders = this.#recorders(start.settings);
    this.#admission = new Admission({
      counts: new AddressCounts(start.addressCounts, start.index - 1),
      limit: () => this.#serving.settings["limits.connectionsPerAddress"],
      notice,
    });
    this.#introductions = new Introductions(this.#serving);
    this.#trial = new Trial({
      serving: this.#serving,
      pipeline: (settings, parts) => this.#pipeline(settings, parts),
      buckets: this.#buckets,
      places: this.#places,
      admits: (address) => this.#gate.admits(address),
    });
    this.#tracer = new Tracer(this.#serving, start.index);
    const { mostConnections } = start;
    this.#listener = new Listener({ listener, mostConnections, serve: (conn) => this.#serve(conn), notice });
    this.#gate.set(start.policy.blocks);
    this.#takeIn(start.policy.intake);
    this.#beat();
    this.#clock.start();
    this.#deadlines.start();
  }

  /** Whether what goes wrong unforeseen may be an application's doing, and none that is being imported. */
  get servesApplications(): boolean {
    return this.#serving.settings["handlers.fetch"].length > 0 && !this.#applications.isLoading;
  }

  /** Tells of an error that an application has left behind. */
  reportStray(error: unknown): void {
    this.#serving.bugs.report(error, "an application, where nobody waits for it");
  }

  listen(): void {
    this.#listener.run();
    scope.postMessage({ type: "listening" });
  }

  async load(modules: ReadonlyMap<string, string>): Promise<void> {
    scope.postMessage({ type: "loaded", fault: await this.#applications.load(modules) });
  }

  apply(settings: Settings): void {
    this.#serving.apply(settings, this.#pipeline(settings));
    this.#serving.recorders = this.#recorders(settings);
    scope.postMessage({ type: "applied" });
  }

  async answer(id: number, question: Question): Promise<void> {
    const answer = await answerTo(question, {
      connections: this.#connections,
      gate: this.#gate,
      listener: this.#listener,
      vitals: this.#vitals,
      cache: this.#serving.pipeline.cache,
      follow: (policy) => this.#follow(policy),
      trial: this.#trial,
      tracer: this.#tracer,
    });
    scope.postMessage({ type: "answer", id, answer });
  }

  drain(): void {
    this.#listener.stop();
    this.#isDraining = true;
    this.#serving.draining = true;
    this.#serving.idleGrace = 0;
    this.#endIdle();
    this.#sayWhenDrained();
  }

  async leave(): Promise<void> {
    await this.#listener.stopWhenEmpty();
    scope.postMessage({ type: "left" });
  }

  retire(): void {
    // The server was told to stop meanwhile.
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#serving.draining = true;
    this.#serving.idleGrace = GENTLE;
    setTimeout(() => {
      this.#endIdle();
      scope.postMessage({ type: "retired" });
      this.#sayWhenDrained();
    }, GENTLE);
  }

  #sayWhenDrained(): void {
    const look = setInterval(() => {
      if (this.#connections.size + this.#introductions.pending > 0) return;
      clearInterval(look);
      this.#lines.flush();
      this.#lines.tellDropped(true);
      scope.postMessage({ type: "drained" });
    }, DRAIN_LOOK);
  }

  #follow(policy: Policy): number {
    const before = this.#policy;
    this.#policy = policy;
    if (policy.intake !== before.intake) this.#takeIn(policy.intake);
    const { settings } = this.#serving;
    if (policy.maintenance !== before.maintenance) this.#serving.apply(settings, this.#pipeline(settings));
    let ended = 0;
    for (const block of this.#gate.set(policy.blocks)) {
      const hits = this.#connections.kill({ block });
      this.#gate.count(block, hits);
      ended += hits;
    }
    return ended;
  }

  #takeIn(intake: Policy["intake"]): void {
    this.#listener.pause(intake !== "open");
    if (this.#isDraining) return;
    this.#serving.draining = intake === "drained";
    this.#serving.idleGrace = GENTLE;
    if (intake === "drained") setTimeout(() => this.#endIdle(), GENTLE);
  }

  /** Ends what is idle: a request that is on its way at this moment is not lost, as answers have said "close" for a while. */
  #endIdle(): void {
    if (!this.#serving.draining) return;
    for (const connection of this.#connections.all()) connection.drain(DRAIN_GRACE);
    this.#introductions.drain(DRAIN_GRACE);
  }

  cut(): void {
    for (const connection of this.#connections.all()) connection.close();
  }

  async #serve(conn: Deno.TcpConn): Promise<void> {
    const socket = new ClientSocket(conn);
    this.#counters.add("accepted", 1);
    if (!this.#gate.admits(socket.client.address)) return socket.close();
    const peer = socket.client;
    const isIntroduced = !this.#introductions.isDue(socket.client.address) ||
      await this.#introductions.read(socket);
    if (!isIntroduced) return;
    if (socket.client !== peer && !this.#gate.admits(socket.client.address)) return socket.close();
    const place = this.#admission.admit(socket.client.address);
    if (place === undefined) return await this.#turnAway(socket);
    const connection = new Connection(socket, this.#serving);
    this.#connections.add(connection);
    await connection.serve();
    this.#connections.delete(connection);
    place.leave();
  }

  async #turnAway(socket: ClientSocket): Promise<void> {
    if (this.#turnedAway === MOST_TURNED_AWAY) return socket.close();
    this.#turnedAway++;
    await new TurnedAway(socket, this.#serving).serve();
    this.#turnedAway--;
  }

  /** The main thread has written so many characters of the access log. */
  logged(length: number): void {
    this.#lines.written(length);
  }

  #recorders(settings: Settings): readonly Recorder[] {
    const { notice } = this.#serving;
    const { index, requestMemory: requests, durations } = this.#start;
    return makeRecorders(settings, { worker: index, lines: this.#lines, requests, durations, notice });
  }

  /** @param trial What stands for what is shared and for the applications, where nobody has sent the request. */
  #pipeline(settings: Settings, trial?: TrialParts): Pipeline {
    const { contentRoot, siteRoots, errorTemplate } = this.#start;
    const counts: SharedCounts = trial?.counts ?? {
      take: (address, rate) => this.#rateLimit.take(address, rate),
      places: this.#places,
    };
    const applications = trial?.applications(this.#applications.functions) ?? this.#applications.functions;
    return makePipeline({
      tries: trial === undefined ? this.#tries : undefined,
      settings,
      contentRoot,
      siteRoots,
      applications,
      errorTemplate,
      maintenance: this.#policy.maintenance,
      now: Date.now,
      counts,
    });
  }

  #beat(): void {
    this.#vitals.beat(performance.now(), this.#counters.get("requests"));
    this.#counters.set("heartbeat", Date.now());
    this.#counters.set("lag", this.#vitals.lag);
    const cache = this.#serving?.pipeline.cache;
    if (cache === undefined) return;
    this.#counters.set("cacheBytes", cache.bytes);
    this.#counters.set("cacheEntries", cache.size);
    this.#counters.set("cacheHits", cache.hits);
    this.#counters.set("cacheMisses", cache.misses);
  }
}

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

async function start(message: StartMessage): Promise<Worker | undefined> {
  const listener = bind(message);
  if (listener === undefined) return undefined;
  const applications = new Applications();
  const fault = await applications.load(message.modules);
  if (fault !== undefined) {
    listener.close();
    scope.postMessage({ type: "unbound", code: "module", message: fault });
    return undefined;
  }
  const worker = new Worker(message, listener, applications);
  scope.postMessage({ type: "bound" });
  return worker;
}

/** Does what the main thread says. */
async function follow(worker: Worker, message: ToWorker): Promise<void> {
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
  let starting: Promise<Worker | undefined> | undefined;
  let worker: Worker | undefined;
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
