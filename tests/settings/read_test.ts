import { assert, assertEquals } from "@std/assert";
import { positionsIn } from "../../src/settings/position.ts";
import { readJson, type ReadMember, type ReadResult } from "../../src/settings/read.ts";

function members(result: ReadResult): readonly ReadMember[] {
  return result.root?.members ?? [];
}

Deno.test("positionsIn() counts LF, CRLF and CR as one line end each, and columns in UTF-16 units", () => {
  const positionOf = positionsIn("a\nb\r\nc\rd🦕e");
  const cases: [number, number, number][] = [[0, 1, 1], [1, 1, 2], [2, 2, 1], [5, 3, 1], [7, 4, 1], [
    10,
    4,
    4,
  ], [11, 4, 5]];
  for (const [offset, line, column] of cases) {
    assertEquals(positionOf(offset), { line, column }, `offset ${offset}`);
  }
});

Deno.test("readJson() takes comments and trailing commas", () => {
  const result = readJson('// a\n{ /* b */ "x": [1, "two", null,], "y": {"z": true,}, } // c');
  assertEquals(result.problems, []);
  const [x, y] = members(result);
  assertEquals(x?.value.value, [1, "two", null]);
  assertEquals(y?.value.members?.[0]?.value.value, true);
});

Deno.test("readJson() says where names and values begin, whatever the line ends", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const [x] = members(readJson(`{${end}  "x":${end}    7${end}}`));
    assertEquals(x?.at, { line: 2, column: 3 });
    assertEquals(x?.value.at, { line: 3, column: 5 });
  }
});

Deno.test("readJson() says where the items of a list begin", () => {
  const [x] = members(readJson('{"x": [1,\n ["two"], {"y": 3}]}'));
  assertEquals(x?.value.items?.map(({ at, value }) => [at.line, at.column, value]), [
    [1, 8, 1],
    [2, 2, ["two"]],
    [2, 11, new Map([["y", 3]])],
  ]);
  assertEquals(x?.value.items?.[2]?.members?.[0]?.at, { line: 2, column: 12 });
});

Deno.test("readJson() keeps the order of an object whatever its names look like", () => {
  const { root } = readJson('{"b": {"2": 0, "1": 0, "__proto__": 0}, "a": 1}');
  assert(root?.value instanceof Map);
  const b: unknown = root.value.get("b");
  assert(b instanceof Map);
  assertEquals([...root.value.keys()], ["b", "a"]);
  assertEquals([...b.entries()], [["2", 0], ["1", 0], ["__proto__", 0]]);
});

Deno.test("readJson() skips a byte order mark without counting it", () => {
  const result = readJson('\ufeff{"x": 1}');
  assertEquals(result.problems, []);
  assertEquals(members(result)[0]?.at, { line: 1, column: 2 });
});

Deno.test("readJson() keeps repeated names, and names that objects have", () => {
  const result = readJson('{"a": 1, "a": 2, "__proto__": 3}');
  assertEquals(members(result).map(({ name, value }) => [name, value.value]), [["a", 1], ["a", 2], [
    "__proto__",
    3,
  ]]);
});

Deno.test("readJson() says what is wrong and where", () => {
  const cases: [text: string, place: string, message: string][] = [
    ["", "1:1", "expected a value, got the end of the file"],
    ["// only a comment\n", "2:1", "expected a value, got the end of the file"],
    ["{a: 1}", "1:2", "a is not JSON; keys and text stand in double quotes"],
    ["{'a': 1}", "1:2", "'a' is not JSON; keys and text stand in double quotes"],
    ['{"a": tru}', "1:7", "tru is not JSON; keys and text stand in double quotes"],
    ['{"a": +1}', "1:7", "+1 is not JSON"],
    ['{"a" 1}', "1:6", 'expected ":" after the key, got 1'],
    ['{"a": }', "1:7", "expected a value, got }"],
    ['{"a": 1', "1:8", 'expected "}", got the end of the file'],
    ['{"a": [1', "1:9", 'expected "]", got the end of the file'],
    ['{"a": 1}\n}', "2:1", "expected the end of the file, got }"],
    ['{"a": 1\n"b": 2}', "2:1", 'expected "," before "b"'],
    ['{"a": "b\n}', "1:7", "this text has no closing quote"],
    ['{"a": "\\x"}', "1:7", 'after a backslash only " \\ / b f n r t and u may stand'],
    ['{"a": "\\u12"}', "1:7", "\\u takes four hexadecimal digits"],
    ['{"a": "\t"}', "1:7", "a control character in text is written with a backslash, a tab as \\t"],
    ['{"a": 1} /* b', "1:10", 'this comment has no end: "*/" is missing'],
  ];
  for (const [text, place, message] of cases) {
    const [first] = readJson(text).problems;
    assertEquals(`${first?.line}:${first?.column} ${first?.message}`, `${place} ${message}`);
  }
});

Deno.test("readJson() reports the first error of each line, ten lines at most", () => {
  const { root, problems } = readJson(`{\n"a": x y z,\n"b": u v w\n}`);
  assertEquals(problems.map(({ line }) => line), [2, 3]);
  assertEquals(root, undefined);
  assertEquals(readJson("<p>\n".repeat(500)).problems.length, 10);
});

Deno.test("readJson() still gives the values where only punctuation is missing", () => {
  const result = readJson('{"a": 1 "b": [2 3]');
  assertEquals(result.problems.length, 1);
  assertEquals(members(result).map(({ value }) => value.value), [1, [2, 3]]);
});

Deno.test("readJson() refuses deep nesting instead of overflowing the stack", () => {
  for (const open of ["[", '{"a":']) {
    const { root, problems } = readJson(open.repeat(200_000));
    assertEquals(root, undefined);
    assertEquals(problems, [{
      line: 1,
      column: 32 * open.length + 1,
      message: "more than 32 levels of nesting",
    }]);
  }
  for (const broken of ["[}", '{"a":]', '{"a" [', "[,", '{"a":{]', "]", "}["]) {
    const { problems } = readJson(`{"x": ${broken.repeat(100_000)}`);
    assertEquals(problems.length > 0, true, broken);
  }
  assertEquals(readJson(`{"a": "${"[".repeat(100)}" /* ${"{".repeat(100)} */ }`).problems, []);
  assertEquals(readJson(`${"[".repeat(32)}${"]".repeat(32)}`).problems, []);
});
