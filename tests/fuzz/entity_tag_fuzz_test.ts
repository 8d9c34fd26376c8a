/** Lists of entity tags there and back, and mutated ones; the seeds are fixed, so that a failure comes again. */

import { assert, assertEquals } from "@std/assert";
import {
  type EntityTag,
  formatEntityTag,
  parseEntityTag,
  parseEntityTags,
} from "../../src/http/entity_tag.ts";
import { Random } from "../_helpers/random.ts";
import { mutated } from "../_helpers/request_mutants.ts";

const ROUNDS = 20_000;
const OPAQUE = ["a", "B", "0", "-", ",", ";", "*", "W/", "\\", "!", "#", "~", "\x80", "\xff", "="];
const SPACE = ["", "", " ", "\t", " \t "];

function randomTags(random: Random): EntityTag[] {
  return Array.from(
    { length: random.below(5) },
    () => ({ weak: random.oneIn(2), opaque: random.text(OPAQUE, 5) }),
  );
}

/** Writes a list with all the white space and empty members that RFC 9110 §5.6.1 lets a sender add. */
function written(random: Random, tags: readonly EntityTag[]): string {
  const members = tags.flatMap((tag) => {
    const member = random.pick(SPACE) + formatEntityTag(tag) + random.pick(SPACE);
    return random.oneIn(4) ? [random.pick(SPACE), member] : [member];
  });
  return [...members, ...(random.oneIn(4) ? [random.pick(SPACE)] : [])].join(",");
}

Deno.test("parseEntityTags() reads every list that the grammar lets a client write", () => {
  const random = new Random(1);
  for (let round = 0; round < ROUNDS; round++) {
    const tags = randomTags(random);
    const text = written(random, tags);
    assertEquals(parseEntityTags(text), tags, JSON.stringify(text));
  }
});

Deno.test("parseEntityTags() throws nothing, and what it reads it reads again as written", () => {
  const random = new Random(2);
  let read = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutated(random, written(random, randomTags(random)));
    const tags = parseEntityTags(text);
    if (tags === undefined || tags === "*") continue;
    read++;
    assert(tags.length * 2 <= text.length, JSON.stringify(text));
    assertEquals(parseEntityTags(tags.map(formatEntityTag).join(", ")), tags, JSON.stringify(text));
    for (const tag of tags) assertEquals(parseEntityTag(formatEntityTag(tag)), tag);
  }
  assert(read > ROUNDS / 10 && read < ROUNDS, `${read} were read`);
});
