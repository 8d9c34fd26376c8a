/**
 * The shapes of what holds response fields.
 *
 * @module
 */
import type { MapShape } from "./shape.ts";

const MOST_FIELDS = 100;
const MOST_GLOBS = 100;
const EXAMPLE = '{"X-Robots-Tag":"noindex"}';

/** Fields by glob. */
export const FIELDS_BY_GLOB = {
  kind: "map",
  one: `an object of at most ${MOST_GLOBS} globs with fields, such as {"*.pdf":${EXAMPLE}}`,
  names: "glob",
  values: {
    kind: "map",
    one: `fields such as ${EXAMPLE}`,
    names: "fieldName",
    values: { kind: "form", form: "fieldValue" },
    max: MOST_FIELDS,
  },
  max: MOST_GLOBS,
} as const satisfies MapShape;
