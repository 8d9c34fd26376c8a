import { assertEquals } from "@std/assert";
import {
  type EntityTag,
  formatEntityTag,
  matchesStrongly,
  matchesWeakly,
  parseEntityTag,
  parseEntityTags,
} from "../../src/http/entity_tag.ts";

const strong = (opaque: string): EntityTag => ({ weak: false, opaque });
const weak = (opaque: string): EntityTag => ({ weak: true, opaque });

Deno.test("parseEntityTags() reads lists as RFC 9110 §8.8.3 and §5.6.1 write them", () => {
  const cases: Record<string, readonly EntityTag[]> = {
    '"a"': [strong("a")],
    'W/"a"': [weak("a")],
    '""': [strong("")],
    '"a","b"': [strong("a"), strong("b")],
    '"a", W/"b" ,\t"c"': [strong("a"), weak("b"), strong("c")],
    '  "a"  ': [strong("a")],
    // Empty elements are ignored, wherever they stand.
    "": [],
    ",": [],
    ' , "a",, ,"b"': [strong("a"), strong("b")],
    '"a",': [strong("a")],
    '"a", ': [strong("a")],
    '"a" ,\t ,': [strong("a")],
    // Whatever stands between the quotes is opaque.
    '"a,b"': [strong("a,b")],
    '"*"': [strong("*")],
    '"W/"': [strong("W/")],
    '"\\"': [strong("\\")],
    '"!#~\xe4\xff"': [strong("!#~\xe4\xff")],
  };
  for (const [text, tags] of Object.entries(cases)) {
    assertEquals(parseEntityTags(text), tags, JSON.stringify(text));
  }
});

Deno.test("parseEntityTags() reads the asterisk, which stands alone", () => {
  for (const text of ["*", " *", "*\t "]) assertEquals(parseEntityTags(text), "*", JSON.stringify(text));
  for (const text of ["*,*", '*, "a"', '"a", *', "**", "\xa0*", "W/*"]) {
    assertEquals(parseEntityTags(text), undefined, JSON.stringify(text));
  }
});

Deno.test("parseEntityTags() gives nothing for what is no list of tags", () => {
  const texts = [
    "a",
    "'a'",
    '"a',
    'a"',
    '"a" "b"',
    '"a"b',
    '"a"W/"b"',
    'w/"a"',
    'W /"a"',
    'W/ "a"',
    "W/",
    "W/a",
    '"a b"',
    '"a\tb"',
    '"a\x7f"',
    '"a\0"',
    '"a\u0100"',
    '"a", b',
    '"a"; "b"',
    '"a"\n',
  ];
  for (const text of texts) assertEquals(parseEntityTags(text), undefined, JSON.stringify(text));
});

Deno.test("parseEntityTags() reads a row of quotes in one way only", () => {
  assertEquals(parseEntityTags('"""'), undefined);
  assertEquals(parseEntityTags('"a""b"'), undefined);
  assertEquals(parseEntityTags('"a"",""b"'), undefined);
});

Deno.test("parseEntityTag() reads exactly one tag", () => {
  assertEquals(parseEntityTag('"a"'), strong("a"));
  assertEquals(parseEntityTag('W/"a"'), weak("a"));
  for (const text of ["", "*", "a", '"a", "b"']) {
    assertEquals(parseEntityTag(text), undefined, JSON.stringify(text));
  }
});

Deno.test("matchesStrongly() and matchesWeakly() agree with the table of RFC 9110 §8.8.3.2", () => {
  const table: [EntityTag, EntityTag, strongly: boolean, weakly: boolean][] = [
    [weak("1"), weak("1"), false, true],
    [weak("1"), weak("2"), false, false],
    [weak("1"), strong("1"), false, true],
    [strong("1"), strong("1"), true, true],
    [strong("1"), strong("2"), false, false],
    [strong("a"), strong("A"), false, false],
  ];
  for (const [a, b, strongly, weakly] of table) {
    assertEquals([matchesStrongly(a, b), matchesStrongly(b, a)], [strongly, strongly]);
    assertEquals([matchesWeakly(a, b), matchesWeakly(b, a)], [weakly, weakly]);
  }
});

Deno.test("formatEntityTag() writes what parseEntityTag() reads", () => {
  assertEquals(formatEntityTag(strong("a")), '"a"');
  assertEquals(formatEntityTag(weak("a")), 'W/"a"');
  for (const tag of [strong(""), weak(""), strong("a,b"), weak("\xff")]) {
    assertEquals(parseEntityTag(formatEntityTag(tag)), tag);
  }
});
