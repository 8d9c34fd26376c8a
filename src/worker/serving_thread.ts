/**
 * A serving thread from the bound port to its end: what it is made of, and what the main thread may have it do.
 *
 * @module
 */
import { AddressCounts } from "../channel/address_counts.ts";
import { CounterRow } from "../channel/counters.ts";
import { PlaceCounts } from "../channel/place_counts.ts";
import type { Policy } from "../channel/policy.ts";
import type { Question } from "../channel/questions.ts";
import { RequestBuckets } from "../channel/request_buckets.ts";
import type { StartMessage, ToMain } from "../channel/messages.ts";
import { FailedTries } from "../handlers/access/failed_tries.ts";
import type { SharedCounts } from "../handlers/limits/limit_chain.ts";
import { makePipeline, type Pipeline } from "../handlers/pipeline.ts";
import type { Settings } from "../settings/settings.ts";
import { answerTo } from "./answers.ts";
import type { Applications } from "./applications.ts";
import { Admission } from "./admission.ts";
import { ClientSocket } from "./client_socket.ts";
import { Clock } from "./clock.ts";
import { Connection } from "./connection.ts";
import { Deadlines, SWEEP } from "./deadlines.ts";
import { Gate } from "./gate.ts";
import { Introductions } from "./introductions.ts";
import { Listener } from "./listener.ts";
import { LineBuffer } from "./log/line_buffer.ts";
import { makeRecorders } from "./log/recorders.ts";
import { OpenConnections } from "./open_connections.ts";
import { RateLimit } from "./rate_limit.ts";
import type { Recorder } from "./recorder.ts";
import { Serving } from "./serving.ts";
import { Tracer } from "./tracer.ts";
import { Trial, type TrialParts } from "./trial.ts";
import { TurnedAway } from "./turned_away.ts";
import { Vitals } from "./vitals.ts";

/** While draining, the time for a connection that was accepted and has sent nothing, in milliseconds. */
const DRAIN_GRACE = 500;
/** How long clients whose connections are to end are told so by answers before idle ones are ended, in milliseconds. */
const GENTLE = 1000;
/** How often a draining worker looks whether its last connection has gone, in milliseconds. */
const DRAIN_LOOK = 20;
/** Connections that are turned away with an answer at a time. They hold descriptors, too: more get none. */
const MOST_TURNED_AWAY = 64;

/** One serving thread: everything that lives as long as it does. */
export class ServingThread {
  readonly #start: StartMessage;
  readonly #post: (message: ToMain) => void;
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

  /**
   * Takes over a bound port, at which nothing is accepted yet.
   *
   * @param post Tells the main thread something.
   */
  constructor(
    start: StartMessage,
    listener: Deno.TcpListener,
    applications: Applications,
    post: (message: ToMain) => void,
  ) {
    this.#start = start;
    this.#post = post;
    this.#policy = start.policy;
    this.#vitals = new Vitals(start.index, SWEEP);
    this.#applications = applications;
    this.#counters = new CounterRow(start.counters, start.index - 1);
    this.#deadlines = new Deadlines(() => this.#beat());
    this.#buckets = new RequestBuckets(start.requestBuckets);
    this.#places = new PlaceCounts(start.placeCounts, start.index - 1);
    const notice = (line: string): void => this.#post({ type: "notice", line });
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
      post: (text, lines) => this.#post({ type: "log", text, lines }),
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

  /** Begins to accept. */
  listen(): void {
    this.#listener.run();
    this.#post({ type: "listening" });
  }

  /** Imports applications, to be used by the next settings. */
  async load(modules: ReadonlyMap<string, string>): Promise<void> {
    this.#post({ type: "loaded", fault: await this.#applications.load(modules) });
  }

  /** Answers by these settings from now on. */
  apply(settings: Settings): void {
    this.#serving.apply(settings, this.#pipeline(settings));
    this.#serving.recorders = this.#recorders(settings);
    this.#post({ type: "applied" });
  }

  /** Answers the main thread. */
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
    this.#post({ type: "answer", id, answer });
  }

  /** Accepts no more, and ends what is idle: the server was told to stop. */
  drain(): void {
    this.#listener.stop();
    this.#isDraining = true;
    this.#serving.draining = true;
    this.#serving.idleGrace = 0;
    this.#endIdle();
    this.#sayWhenDrained();
  }

  /** Gives the port back, as soon as nobody waits there. */
  async leave(): Promise<void> {
    await this.#listener.stopWhenEmpty();
    this.#post({ type: "left" });
  }

  /** Sends its clients to those that have come in its place. */
  retire(): void {
    // The server was told to stop meanwhile.
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#serving.draining = true;
    this.#serving.idleGrace = GENTLE;
    setTimeout(() => {
      this.#endIdle();
      this.#post({ type: "retired" });
      this.#sayWhenDrained();
    }, GENTLE);
  }

  #sayWhenDrained(): void {
    const look = setInterval(() => {
      if (this.#connections.size + this.#introductions.pending > 0) return;
      clearInterval(look);
      this.#lines.flush();
      this.#lines.tellDropped(true);
      this.#post({ type: "drained" });
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

  /** Ends all connections now. */
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
