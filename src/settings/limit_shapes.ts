/**
 * The shape of `limits.concurrent`.
 *
 * @module
 */
import type { MapShape } from "./shape.ts";

const MOST_GLOBS = 100;

/** Globs, and how many requests for what each matches may be in hand. */
export const CONCURRENT = {
  kind: "map",
  one: `an object of at most ${MOST_GLOBS} globs with numbers, such as {"/reports/**":4}`,
  names: "glob",
  values: { kind: "integer", min: 1, max: 1_000_000 },
  max: MOST_GLOBS,
} as const satisfies MapShape;
