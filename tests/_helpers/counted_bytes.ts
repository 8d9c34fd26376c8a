/** Bytes that count how often they are looked at: how much work a parser does, without a clock. */

/** An array like another one, and the number of loads from it so far. */
export interface CountedBytes {
  readonly bytes: Uint8Array;
  /** How many times an element was read. */
  loads(): number;
}

/** Wraps bytes so that every load of an element is counted. Slow: for short runs only. */
export function countedBytes(bytes: Uint8Array): CountedBytes {
  let loads = 0;
  const counted = new Proxy(bytes, {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) loads++;
      const value: unknown = Reflect.get(target, key);
      // A method of an array runs on the array itself, and what it copies it looks at once.
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        loads += target.length;
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { bytes: counted, loads: () => loads };
}
