/** A thread that takes from shared buckets as fast as it can; see request_buckets_test.ts. */

import { RequestBuckets, type RequestRate } from "../../src/channel/request_buckets.ts";

interface Scope {
  onmessage:
    | ((event: MessageEvent<{ memory: SharedArrayBuffer; tries: number; rate: RequestRate }>) => void)
    | null;
  postMessage(taken: number): void;
}

const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data: { memory, tries, rate } }) => {
  const buckets = new RequestBuckets(memory);
  let taken = 0;
  for (let index = 0; index < tries; index++) if (buckets.take("192.0.2.1", rate)) taken++;
  scope.postMessage(taken);
};
