/** Requests that nobody sends, in the process of the test: what `why` asks a worker. */

import type { Explanation } from "../../src/channel/explanation.ts";
import { CounterRow, makeCounterMemory } from "../../src/channel/counters.ts";
import { makePlaceMemory, PlaceCounts } from "../../src/channel/place_counts.ts";
import { makeBucketMemory, RequestBuckets } from "../../src/channel/request_buckets.ts";
import type { FetchFunction } from "../../src/handlers/fetch/fetch_handler.ts";
import { makePipeline } from "../../src/handlers/pipeline.ts";
import { loadSettings } from "../../src/settings/load.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { Clock } from "../../src/worker/clock.ts";
import { Deadlines } from "../../src/worker/deadlines.ts";
import { Serving } from "../../src/worker/serving.ts";
import { Trial, type TrialParts } from "../../src/worker/trial.ts";
import { latin1Bytes } from "./latin1.ts";
import { TEMPLATE } from "./site.ts";

const CLIENT = "192.0.2.1";
/** The address that gets no connection. */
export const BLOCKED = "192.0.2.66";

/** A worker's trial, without the worker. */
export interface TrialFixture {
  readonly settings: Settings;
  readonly buckets: RequestBuckets;
  /** What the operator was told. */
  readonly notices: readonly string[];
  /** Explains a request: its line without the version, its fields besides Host, and whom it is from. */
  why(line: string, fields?: readonly string[], from?: string): Promise<Explanation>;
  /** Explains a head as it is, one character a byte. */
  whyHead(head: string): Promise<Explanation>;
}

/**
 * Makes a trial.
 *
 * @param root the content root
 * @param file what `.linprconfig` says
 * @param applications by the paths of their modules
 */
export function trialOf(
  root: string,
  file: Readonly<Record<string, unknown>> = {},
  applications: ReadonlyMap<string, FetchFunction> = new Map(),
): TrialFixture {
  const text = JSON.stringify(file);
  const { settings } = loadSettings({
    cwd: "/",
    file: { path: "/.linprconfig", text },
    shipped: { text: "{}", contentRoot: root },
    environment: {},
    flags: { "general.contentRoot": root },
  });
  const buckets = new RequestBuckets(makeBucketMemory());
  const places = new PlaceCounts(makePlaceMemory(1), 0);
  const pipeline = (settings: Settings, parts: TrialParts) =>
    makePipeline({
      settings,
      contentRoot: root,
      siteRoots: new Map(settings["routing.sites"].map(([, { contentRoot }]) => [contentRoot, contentRoot])),
      applications: parts.applications(applications),
      errorTemplate: TEMPLATE,
      maintenance: undefined,
      now: Date.now,
      counts: parts.counts,
    });
  const notices: string[] = [];
  const counts = { take: () => true, places };
  const serving = new Serving({
    settings,
    pipeline: pipeline(settings, { counts, applications: (real) => real }),
    clock: new Clock(),
    deadlines: new Deadlines(),
    counters: new CounterRow(makeCounterMemory(1), 0),
    notice: (line) => notices.push(line),
  });
  const trial = new Trial({ serving, pipeline, buckets, places, admits: (address) => address !== BLOCKED });
  const whyHead = (head: string, address = CLIENT): Promise<Explanation> =>
    trial.explain({ kind: "why", head: latin1Bytes(head), client: { address, port: 1 } });
  const why = (line: string, fields: readonly string[] = [], from: string = CLIENT): Promise<Explanation> => {
    const hosts = fields.some((field) => /^host:/i.test(field)) ? [] : ["Host: a.example"];
    return whyHead([`${line} HTTP/1.1`, ...hosts, ...fields, "", ""].join("\r\n"), from);
  };
  return { settings, buckets, notices, why, whyHead };
}

/** The value of a field of the answer; those of several lines are joined. */
export function fieldOf({ head }: Explanation, name: string): string | undefined {
  const start = `${name.toLowerCase()}: `;
  const lines = head.filter((line) => line.toLowerCase().startsWith(start));
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(start.length)).join(", ");
}

/** The decisions, `who: what`, but for those about every head. */
export function decisionsOf({ steps }: Explanation): readonly string[] {
  const always = ["head", "target", "host", "connection"];
  return steps.filter(({ by }) => !always.includes(by)).map(({ by, text }) => `${by}: ${text}`);
}
