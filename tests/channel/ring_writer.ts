/** A thread that writes to a ring as fast as it can; see request_ring_test.ts. */

import { RingWriter } from "../../src/channel/request_ring.ts";
import { HeadText, numbersOf } from "./ring_records.ts";

interface Scope {
  onmessage: ((event: MessageEvent<{ memory: SharedArrayBuffer; records: number }>) => void) | null;
  postMessage(written: number): void;
}

const scope = globalThis as unknown as Scope;

scope.onmessage = ({ data: { memory, records } }) => {
  const ring = new RingWriter(memory);
  for (let count = 0; count < records; count++) {
    const number = ring.next;
    ring.write(numbersOf(number), new HeadText(number));
  }
  scope.postMessage(records);
};
