/**
 * HTTP dates (RFC 9110 §5.6.7): the preferred format is sent, all three are understood.
 *
 * @module
 */

const MONTHS: readonly string[] = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const LONG_WEEKDAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const MONTH = `(?<month>${MONTHS.join("|")})`;
const TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";

const FORMATS: readonly RegExp[] = [
  // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(`^${WEEKDAY}, (?<day>\\d\\d) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(`^${LONG_WEEKDAY}, (?<day>\\d\\d)-${MONTH}-(?<year>\\d\\d) ${TIME} GMT$`),
  // asctime: Sun Nov  6 08:49:37 1994
  new RegExp(`^${WEEKDAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** The latest moment that a four-digit year can tell: the end of the year 9999. */
const LATEST = 253_402_300_799_000;

/**
 * Writes an IMF-fixdate.
 *
 * @param time Milliseconds since 1970; clamped to the years 1970 to 9999, which the format can tell.
 */
export function formatHttpDate(time: number): string {
  return new Date(Math.min(Math.max(time, 0), LATEST)).toUTCString();
}

/**
 * Reads an HTTP date in any of the three formats.
 *
 * @param text The field value.
 * @param now Milliseconds since 1970; a two-digit year that seems more than 50 years ahead is a past one.
 * @returns Milliseconds since 1970, or `undefined` when the text is no HTTP date: the field is then ignored.
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  for (const format of FORMATS) {
    const parts = format.exec(text)?.groups;
    if (parts !== undefined) return fromParts(parts, now);
  }
  return undefined;
}

function fromParts(parts: Readonly<Record<string, string>>, now: number): number | undefined {
  const { year = "", month = "", day = "", hour = "", minute = "", second = "" } = parts;
  const fullYear = year.length === 2 ? nearestCentury(Number(year), now) : Number(year);
  const monthNumber = MONTHS.indexOf(month);
  const midnight = new Date(0);
  // Not Date.UTC: it takes a year below 100 for one of the 20th century.
  midnight.setUTCFullYear(fullYear, monthNumber, Number(day));
  const exists = midnight.getUTCMonth() === monthNumber && midnight.getUTCDate() === Number(day);
  // A leap second (60) is allowed by the grammar.
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  return midnight.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
}

function nearestCentury(twoDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const candidate = Math.floor(thisYear / 100) * 100 + twoDigits;
  return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
