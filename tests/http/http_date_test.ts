import { assertEquals } from "@std/assert";
import { formatHttpDate, parseHttpDate } from "../../src/http/http_date.ts";

const NOW = Date.UTC(2026, 10, 23);
/** The moment of RFC 9110's own examples. */
const EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37);

Deno.test("parseHttpDate() reads the three formats of RFC 9110 §5.6.7", () => {
  for (
    const text of [
      "Sun, 06 Nov 1994 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37 GMT",
      "Sun Nov  6 08:49:37 1994",
    ]
  ) assertEquals(parseHttpDate(text, NOW), EXAMPLE, text);
  assertEquals(parseHttpDate("Wed Nov 16 08:49:37 1994", NOW), Date.UTC(1994, 10, 16, 8, 49, 37));
});

Deno.test("parseHttpDate() reads the limits of every part", () => {
  const cases: Record<string, number> = {
    "Thu, 01 Jan 1970 00:00:00 GMT": 0,
    "Wed, 31 Dec 1969 23:59:59 GMT": -1000,
    "Fri, 31 Dec 9999 23:59:59 GMT": 253_402_300_799_000,
    "Thu, 29 Feb 2024 23:59:59 GMT": Date.UTC(2024, 1, 29, 23, 59, 59),
    "Tue, 29 Feb 2000 00:00:00 GMT": Date.UTC(2000, 1, 29),
    // A leap second is the first one of the next minute.
    "Sat, 31 Dec 2016 23:59:60 GMT": Date.UTC(2017, 0, 1),
    // Year 1 is not 1901.
    "Mon, 01 Jan 0001 00:00:00 GMT": -62_135_596_800_000,
    // The weekday is not checked against the date: no sender means another moment by it.
    "Mon, 06 Nov 1994 08:49:37 GMT": EXAMPLE,
  };
  for (const [text, time] of Object.entries(cases)) assertEquals(parseHttpDate(text, NOW), time, text);
});

Deno.test("parseHttpDate() takes a two-digit year for one at most 50 years ahead", () => {
  const year = (twoDigits: string, now: number): number => {
    const time = parseHttpDate(`Monday, 01-Mar-${twoDigits} 00:00:00 GMT`, now);
    return new Date(time ?? NaN).getUTCFullYear();
  };
  assertEquals(year("26", NOW), 2026);
  assertEquals(year("76", NOW), 2076);
  assertEquals(year("77", NOW), 1977);
  assertEquals(year("99", NOW), 1999);
  assertEquals(year("00", NOW), 2000);
  assertEquals(year("49", Date.UTC(1999, 0)), 1949);
  assertEquals(year("99", Date.UTC(1999, 0)), 1999);
});

Deno.test("parseHttpDate() gives nothing for what is no HTTP date", () => {
  const texts = [
    "",
    "0",
    "garbage",
    "1994-11-06T08:49:37Z",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 UTC",
    "Sun, 06 Nov 1994 08:49:37 +0000",
    "Sun, 06 Nov 1994 08:49:37 gmt",
    "sun, 06 nov 1994 08:49:37 GMT",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun,  06 Nov 1994 08:49:37 GMT",
    " Sun, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT ",
    "Sun, 06 Nov 1994 08:49:37 GMT\n",
    "Sun, 06 Nov 94 08:49:37 GMT",
    "Sun, 06 Nov 10000 08:49:37 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 31 Nov 1994 08:49:37 GMT",
    "Sun, 29 Feb 2023 08:49:37 GMT",
    "Thu, 29 Feb 1900 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 08:60:00 GMT",
    "Sun, 06 Nov 1994 08:49:61 GMT",
    "Sunday, 06-Nov-1994 08:49:37 GMT",
    "Sun Nov 6 08:49:37 1994",
    "Sun Nov  6 08:49:37 1994 GMT",
    "Sun Nov  0 08:49:37 1994",
    "Sun, ٠٦ Nov 1994 08:49:37 GMT",
    // Two field lines of one name.
    "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
  ];
  for (const text of texts) assertEquals(parseHttpDate(text, NOW), undefined, JSON.stringify(text));
});

Deno.test("formatHttpDate() writes an IMF-fixdate of 29 characters, whatever the moment", () => {
  const cases: [number, string][] = [
    [EXAMPLE, "Sun, 06 Nov 1994 08:49:37 GMT"],
    [EXAMPLE + 999, "Sun, 06 Nov 1994 08:49:37 GMT"],
    [0, "Thu, 01 Jan 1970 00:00:00 GMT"],
    [-1, "Thu, 01 Jan 1970 00:00:00 GMT"],
    [-Infinity, "Thu, 01 Jan 1970 00:00:00 GMT"],
    [253_402_300_800_000, "Fri, 31 Dec 9999 23:59:59 GMT"],
    [Infinity, "Fri, 31 Dec 9999 23:59:59 GMT"],
  ];
  for (const [time, text] of cases) {
    assertEquals(formatHttpDate(time), text);
    assertEquals(text.length, 29);
  }
});
