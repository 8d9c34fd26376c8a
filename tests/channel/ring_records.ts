/** Records of which every part follows from the number, so that a torn one shows. */

import type { HeadBytes, RecordNumbers, RingRecord } from "../../src/channel/request_ring.ts";

/** A head whose bytes are all the same, and whose length varies. */
export class HeadText implements HeadBytes {
  readonly #bytes: Uint8Array;

  constructor(number: number) {
    this.#bytes = new Uint8Array(lengthOf(number)).fill(number % 256);
  }

  copyTo(target: Uint8Array, at: number, most: number): number {
    target.set(this.#bytes.subarray(0, most), at);
    return this.#bytes.length;
  }
}

/** The numbers of a record. */
export function numbersOf(number: number): RecordNumbers {
  return {
    number,
    time: number * 2,
    duration: number / 4,
    bytes: number * 3,
    status: 100 + number % 500,
    refusal: number % 7,
    at: number % 11 - 1,
    address: `10.0.0.${number % 256}`,
    port: number % 65_536,
  };
}

/** Whether a record that was read is the one of a number, whole. */
export function isWhole(record: RingRecord, number: number): boolean {
  const { head, headLength, ...numbers } = record;
  return JSON.stringify(numbers) === JSON.stringify(numbersOf(number)) && headLength === lengthOf(number) &&
    head.length === Math.min(headLength, 1024) && head.every((byte) => byte === number % 256);
}

function lengthOf(number: number): number {
  return number * 37 % 1500;
}
