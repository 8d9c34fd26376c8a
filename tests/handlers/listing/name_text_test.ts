import { assertEquals } from "@std/assert";
import { escapeHtml, nameHtml, nameText } from "../../../src/handlers/listing/name_text.ts";

Deno.test("escapeHtml() leaves no character of markup", () => {
  assertEquals(
    escapeHtml(`<a href="x" title='y'>&amp;`),
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;",
  );
  assertEquals(escapeHtml("Füße 🦕"), "Füße 🦕");
});

/** A name, as HTML, as text. */
const HIDDEN_CASES: readonly (readonly [string, string, string])[] = [
  ["line\nbreak", "line<i>U+000A</i>break", "line\\u{a}break"],
  ["\x00\x1b[2J\x7f", "<i>U+0000</i><i>U+001B</i>[2J<i>U+007F</i>", "\\u{0}\\u{1b}[2J\\u{7f}"],
  ["c1\x9b", "c1<i>U+009B</i>", "c1\\u{9b}"],
  ["rtl\u202etxt.exe", "rtl<i>U+202E</i>txt.exe", "rtl\\u{202e}txt.exe"],
  ["\u2066a\u2069", "<i>U+2066</i>a<i>U+2069</i>", "\\u{2066}a\\u{2069}"],
  ["\u200ea\u061c", "<i>U+200E</i>a<i>U+061C</i>", "\\u{200e}a\\u{61c}"],
  [
    "zero\u200bwidth\ufeff\u2060",
    "zero<i>U+200B</i>width<i>U+FEFF</i><i>U+2060</i>",
    "zero\\u{200b}width\\u{feff}\\u{2060}",
  ],
  ["soft\u00adhyphen", "soft<i>U+00AD</i>hyphen", "soft\\u{ad}hyphen"],
  ["\u2028\u2029", "<i>U+2028</i><i>U+2029</i>", "\\u{2028}\\u{2029}"],
  ["blank\u3164letter", "blank<i>U+3164</i>letter", "blank\\u{3164}letter"],
  ["lone\ud800 and \udc00", "lone<i>U+D800</i> and <i>U+DC00</i>", "lone\\u{d800} and \\u{dc00}"],
  ["tag\u{e0041}", "tag<i>U+E0041</i>", "tag\\u{e0041}"],
  ["a\u200db\u200cc", "a<i>U+200D</i>b<i>U+200C</i>c", "a\\u{200d}b\\u{200c}c"],
  ["<\u202e>", "&lt;<i>U+202E</i>&gt;", "<\\u{202e}>"],
];

Deno.test("nameHtml() and nameText() show every character that hides or acts on others", () => {
  for (const [name, html, text] of HIDDEN_CASES) {
    assertEquals([nameHtml(name), nameText(name)], [html, text], JSON.stringify(name));
  }
});

Deno.test("nameHtml() and nameText() leave writing and emoji as they are", () => {
  const names = [
    "a  b.txt",
    "Screenshot at 10.00\u202fAM.png",
    "full\u3000width",
    "日本語.txt",
    "שלום",
    "می\u200cخواهم",
    "क्\u200dष",
    "👨\u200d👩\u200d👧",
    "👩🏽\u200d💻",
    "❤\ufe0f\u200d🔥",
    "e\u0301",
  ];
  for (const name of names) assertEquals([nameHtml(name), nameText(name)], [name, name]);
});
