import { assertEquals } from "@std/assert";
import { valueSchema } from "../../src/settings/json_schema.ts";
import { describeFault, faultsOf } from "../../src/settings/parsed.ts";
import type { ListShape, ObjectShape } from "../../src/settings/shape.ts";
import { formatShape, parseShape } from "../../src/settings/structure.ts";
import { isValid } from "../_helpers/json_schema.ts";

const DOOR = {
  kind: "object",
  one: 'a door such as {"from":["::1"]}',
  members: {
    from: {
      shape: {
        kind: "list",
        one: "one or two addresses",
        item: { kind: "form", form: "cidr" },
        min: 1,
        max: 2,
      },
      help: "who may come in",
      required: true,
    },
    width: { shape: { kind: "integer", min: 1, max: 9 }, help: "how wide it is", default: 3 },
    closes: { shape: { kind: "duration", min: 0, max: 60_000 }, help: "when it closes" },
    locked: { shape: { kind: "boolean" }, help: "whether it is locked" },
    colour: { shape: { kind: "choice", choices: ["red", 7] }, help: "its colour" },
    sign: {
      shape: {
        kind: "either",
        one: "a field value, or true",
        of: [{ kind: "form", form: "fieldValue" }, { kind: "boolean" }],
      },
      help: "what is written on it",
    },
    notes: {
      shape: {
        kind: "map",
        one: "notes",
        names: "glob",
        values: { kind: "form", form: "fieldValue" },
        max: 2,
      },
      help: "what else is",
    },
  },
  check: (door: { readonly width: number; readonly locked?: boolean }) =>
    door.locked === true && door.width > 5
      ? [{ expected: "a narrow door", found: door.width, path: ["width"], inName: false }]
      : [],
} as const satisfies ObjectShape;
const DOORS: ListShape = { kind: "list", one: "at most 2 doors", item: DOOR, max: 2 };

/** What is wrong, each with its place. */
function faultsIn(value: unknown): string[] {
  return faultsOf(parseShape(DOORS, value)).map((fault) =>
    [fault.path.join("."), describeFault(fault), ...(fault.suggestion ?? "").split(" ", 1)].join(" ").trim()
  );
}

Deno.test("parseShape() gives what has the shape, defaults filled in, in the order of the shape", () => {
  const door = { locked: false, closes: "5s", from: ["10.0.0.0/8"], sign: true, colour: 7 };
  const parsed = parseShape(DOORS, [door, new Map<string, unknown>([["from", ["::1"]], ["sign", "x"]])]);
  const first = {
    from: ["10.0.0.0/8"],
    width: 3,
    closes: 5000,
    locked: false,
    colour: 7,
    sign: true,
  };
  assertEquals(parsed, { ok: true, value: [first, { from: ["::1"], width: 3, sign: "x" }] });
  assertEquals(parsed.ok && Object.keys((parsed.value as object[])[0] ?? {}), Object.keys(first));
});

Deno.test("parseShape() says of each part what is wrong and where", () => {
  const cases: [value: unknown, ...faults: string[]][] = [
    ["a", 'expected at most 2 doors, got "a"'],
    [[1, 2, 3], "expected at most 2 doors, got [1,2,3]"],
    [[7], '0 expected a door such as {"from":["::1"]}, got 7'],
    [[{}], '0 expected a door such as {"from":["::1"]}, which needs "from", got an object'],
    [[{ from: [] }], "0.from expected one or two addresses, got []"],
    [
      [{ from: ["::1", "x"] }],
      `0.from.1 expected an IP address or a block of them, such as "192.0.2.0/24" or "2001:db8::/32", got "x"`,
    ],
    [
      [{ from: ["::1"], widht: 1 }],
      '0.widht expected from, width, closes, locked, colour, sign or notes, got "widht" width',
    ],
    [
      [{ from: ["::1"], constructor: 1 }],
      '0.constructor expected from, width, closes, locked, colour, sign or notes, got "constructor"',
    ],
    [[{ from: ["::1"], width: "1" }], '0.width expected a whole number, 1 to 9, got "1"'],
    [[{ from: ["::1"], locked: 1 }], "0.locked expected true or false, got 1"],
    [[{ from: ["::1"], colour: "7" }], '0.colour expected "red" or 7, got "7"'],
    [[{ from: ["::1"], sign: 7 }], "0.sign expected a field value, or true, got 7"],
    [[{ from: ["::1"], locked: true, width: 6 }], "0.width expected a narrow door, got 6"],
    [
      [{ from: 1, width: 0 }],
      "0.from expected one or two addresses, got 1",
      "0.width expected a whole number, 1 to 9, got 0",
    ],
  ];
  for (const [value, ...faults] of cases) assertEquals(faultsIn(value).map((fault) => fault.trim()), faults);
});

Deno.test("parseShape() takes nothing from the prototype of an object", () => {
  const [door] = JSON.parse('[{"from": ["::1"], "__proto__": {"width": 9}}]');
  assertEquals(parseShape(DOOR, new Map(Object.entries(door))).ok, false);
});

Deno.test("formatShape() writes what parseShape() takes for the same", () => {
  const parsed = parseShape(DOORS, [{ from: ["::1"], notes: new Map([["9", "b"], ["1", "c"]]) }]);
  const text = parsed.ok ? formatShape(DOORS, parsed.value) : "";
  assertEquals(text, '[{ "from": ["::1"], "width": 3, "notes": { "9": "b", "1": "c" } }]');
  assertEquals(formatShape(DOORS, []), "[]");
});

Deno.test("valueSchema() marks the mistakes within a structure that it can", () => {
  const schema = valueSchema({ kind: "structure", shape: DOORS, default: [], help: "doors", reload: "live" });
  const good = [[], [{ from: ["::1"], closes: "5s", colour: "red", notes: { "*": "" } }]];
  for (const value of good) assertEquals(isValid(schema, value), true, JSON.stringify(value));
  const bad = [{}, [{}], [{ from: [] }], [{ from: ["::1"], widht: 1 }], [{ from: ["::1"], colour: 1 }]];
  for (const value of bad) assertEquals(isValid(schema, value), false, JSON.stringify(value));
});
