import { assert, assertEquals, assertMatch } from "@std/assert";
import { AddressCounts, makeAddressMemory } from "../../src/channel/address_counts.ts";
import { Admission } from "../../src/worker/admission.ts";

/** The admissions of two workers under a limit that may be changed, and what they say. */
function admissions(limit: number) {
  const memory = makeAddressMemory(2);
  const settings = { limit };
  const notices: string[] = [];
  const [first, second] = [0, 1].map((index) =>
    new Admission({
      counts: new AddressCounts(memory, index),
      limit: () => settings.limit,
      notice: (line) => notices.push(line),
    })
  );
  assert(first !== undefined && second !== undefined);
  return { first, second, settings, notices };
}

Deno.test("Admission.admit() gives places up to the limit, over all workers, and again what is given back", () => {
  const { first, second } = admissions(3);
  const places = [first.admit("192.0.2.1"), second.admit("192.0.2.1"), second.admit("192.0.2.1")];
  assertEquals(places.map((place) => place !== undefined), [true, true, true]);
  assertEquals([first.admit("192.0.2.1"), second.admit("192.0.2.1")], [undefined, undefined]);
  assert(first.admit("192.0.2.2") !== undefined);
  places[1]?.leave();
  assert(first.admit("192.0.2.1") !== undefined);
  assertEquals(first.admit("192.0.2.1"), undefined);
});

Deno.test("Admission.admit() counts an IPv6 network as one address", () => {
  const { first } = admissions(1);
  assert(first.admit("2001:db8::1") !== undefined);
  assertEquals(first.admit("2001:db8::2"), undefined);
  assert(first.admit("2001:db8:0:1::1") !== undefined);
});

Deno.test("Admission.admit() gives any number of places while there is no limit, and does not count them", () => {
  const { first, settings } = admissions(0);
  const places = Array.from({ length: 100 }, () => first.admit("192.0.2.1"));
  assert(places.every((place) => place !== undefined));
  settings.limit = 1;
  assert(first.admit("192.0.2.1") !== undefined);
  for (const place of places) place?.leave();
  assertEquals(first.admit("192.0.2.1"), undefined);
});

Deno.test("Admission tells the operator whom it refuses, once for many", () => {
  const { first, notices } = admissions(1);
  for (let count = 0; count < 100; count++) first.admit("192.0.2.1");
  assertEquals(notices.length, 1);
  assertMatch(notices[0] ?? "", /^192\.0\.2\.1 has .*limits\.connectionsPerAddress allows \(1\)/);
});
