import { assertEquals } from "@std/assert";
import { RequestTimes } from "../../src/worker/request_times.ts";

type Moment = "arrived" | "handled" | "looked" | "located" | "answered" | "recorded" | "written";

/** What is told of one request, and what comes of it; `none` where nothing is known. */
interface Row {
  readonly name: string;
  readonly times?: RequestTimes;
  readonly moments: readonly (readonly [Moment, number])[];
  readonly phases: readonly (number | undefined)[];
}

const none = undefined;

Deno.test("RequestTimes.phases are the stretches between what was told, and none is counted twice", () => {
  const rows: readonly Row[] = [
    {
      name: "all",
      moments: [
        ["arrived", 1],
        ["arrived", 3],
        ["handled", 7],
        ["looked", 15],
        ["located", 31],
        ["answered", 63],
        ["recorded", 70],
        ["written", 127],
        ["written", 255],
      ],
      phases: [2, 4, 8, 16, 32, 64, 128],
    },
    {
      name: "come together with the one before it",
      times: new RequestTimes(100),
      moments: [["handled", 101], ["looked", 103], ["answered", 107]],
      phases: [0, 1, 2, 4, 0, none, none],
    },
    {
      name: "come after the one before it",
      times: new RequestTimes(100),
      moments: [["arrived", 200], ["handled", 201], ["answered", 203], ["written", 207]],
      phases: [0, 1, 2, 0, 0, 4, 0],
    },
    {
      name: "refused",
      moments: [["arrived", 1], ["recorded", 2], ["written", 4]],
      phases: [0, 1, 0, 0, 0, 2, 0],
    },
    {
      name: "its path looked at before a file was looked for",
      moments: [["handled", 2], ["located", 4], ["looked", 8], ["answered", 16]],
      phases: [none, none, 6, 0, 8, none, none],
    },
    {
      name: "an interim answer before the one",
      moments: [["arrived", 1], ["handled", 2], ["written", 3], ["answered", 4], ["written", 8]],
      phases: [0, 1, 2, 0, 0, 4, 0],
    },
    { name: "not watched", moments: [["recorded", 5]], phases: [none, none, 0, 0, 0, none, none] },
  ];
  for (const { name, times = new RequestTimes(), moments, phases } of rows) {
    for (const [moment, now] of moments) times[moment](now);
    const { received, parsed, decided, located, described, headSent, bodySent } = times.phases;
    assertEquals([received, parsed, decided, located, described, headSent, bodySent], phases, name);
  }
});
