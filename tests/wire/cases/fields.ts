import { byteName, get, head, HOST, type WireCase } from "../wire_case.ts";

const LINE = "GET /a.txt HTTP/1.1";

/** Field lines that are right, however odd. */
export const GOOD_FIELDS: readonly WireCase[] = [
  { name: "no space after the colon", source: "RFC 9112 §5", send: get("X:y"), gets: [200], then: "open" },
  {
    name: "white space around the value",
    source: "RFC 9112 §5.1",
    send: get("X: \t y \t "),
    gets: [200],
    then: "open",
  },
  { name: "an empty value", source: "RFC 9110 §5.5", send: get("X:"), gets: [200], then: "open" },
  {
    name: "a value of white space alone",
    source: "RFC 9110 §5.5",
    send: get("X: \t "),
    gets: [200],
    then: "open",
  },
  { name: "a tab within a value", source: "RFC 9110 §5.5", send: get("X: a\tb"), gets: [200], then: "open" },
  { name: "colons in a value", source: "RFC 9112 §5", send: get("X: a:b: c"), gets: [200], then: "open" },
  {
    name: "a value beyond ASCII",
    source: "RFC 9110 §5.5",
    send: get("X: \x80\xe9\xff"),
    gets: [200],
    then: "open",
  },
  {
    name: "a name of all kinds of token characters",
    source: "RFC 9110 §5.6.2",
    send: get("!#$%&'*+-.^_`|~09aZ: y"),
    gets: [200],
    then: "open",
  },
  {
    name: "a field many times",
    source: "RFC 9110 §5.3",
    send: get("X: a", "x: b", "X: c"),
    gets: [200],
    then: "open",
  },
  {
    name: "a field between CRs and LFs in parts",
    source: "RFC 9112 §2.2",
    send: [`${LINE}\r`, `\n${HOST}\r`, "\nX: y", "\r\n", "\r", "\n"],
    gets: [200],
    then: "open",
  },
];

/** Lines that are no field lines, and ends that are none (ATTACKS 41). */
export const BAD_FIELDS: readonly WireCase[] = [
  {
    name: "a space before the colon",
    source: "RFC 9112 §5.1",
    send: get("X : y"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a tab before the colon",
    source: "RFC 9112 §5.1",
    send: get("X\t: y"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a space before Host's colon",
    source: "RFC 9112 §5.1",
    send: head(LINE, "Host : a.example"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a space before Content-Length's colon",
    source: "RFC 9112 §5.1",
    send: `${get("Content-Length : 1")}x`,
    gets: [400],
    then: "closed",
  },
  { name: "an empty name", source: "RFC 9110 §5.1", send: get(": y"), gets: [400], then: "closed" },
  { name: "no colon", source: "RFC 9112 §5", send: get("X"), gets: [400], then: "closed" },
  {
    name: "a request line in place of a field",
    source: "RFC 9112 §5",
    send: get("GET /b.txt HTTP/1.1"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a space within the name",
    source: "RFC 9110 §5.1",
    send: get("X Y: z"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a space before the first field",
    source: "RFC 9112 §2.2",
    send: head(LINE, ` ${HOST}`),
    gets: [400],
    then: "closed",
  },
  {
    name: "a tab before the first field",
    source: "RFC 9112 §2.2",
    send: head(LINE, `\t${HOST}`),
    gets: [400],
    then: "closed",
  },
  {
    name: "a line of white space before the first field",
    source: "RFC 9112 §2.2",
    send: head(LINE, " ", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a value folded with a space",
    source: "RFC 9112 §5.2",
    send: get("X: a", " b"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a value folded with a tab",
    source: "RFC 9112 §5.2",
    send: get("X: a", "\tb"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a value folded in parts",
    source: "RFC 9112 §5.2",
    send: [`${LINE}\r\n${HOST}\r\nX: a\r\n`, " b\r\n\r\n"],
    gets: [400],
    then: "closed",
  },
  {
    name: "a folded empty value",
    source: "RFC 9112 §5.2",
    send: get("X:", " b"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a fold that hides a length",
    source: "RFC 9112 §5.2",
    send: get("X: a", " Content-Length: 5"),
    gets: [400],
    then: "closed",
  },
  {
    name: "LF alone ends a line",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\nX: y\r\n\r\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "LF alone ends a name",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\r\nX\ny: z\r\n\r\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "LF alone ends the head",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\r\n\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "two LFs end the head",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\n\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "CR alone ends a line",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\rX: y\r\n\r\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "CR CR LF ends a line",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\r\r\n\r\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "CR CR LF ends the head",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\r\n\r\r\n`,
    gets: [400],
    then: "closed",
  },
  { name: "a CR within a value", source: "RFC 9110 §5.5", send: get("X: a\rb"), gets: [400], then: "closed" },
  {
    name: "a CR in front of a value",
    source: "RFC 9110 §5.5",
    send: get("X:\r y"),
    gets: [400],
    then: "closed",
  },
  {
    name: "the head ends with CR and something else",
    source: "RFC 9112 §2.2",
    send: `${LINE}\r\n${HOST}\r\n\rX`,
    gets: [400],
    then: "closed",
  },
];

/** Bytes that no value may have. */
export const VALUE_BYTES: readonly WireCase[] = [..."\0\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f"].map((byte) => ({
  name: `the byte ${byteName(byte)} in a value`,
  source: "RFC 9110 §5.5",
  send: get(`X: a${byte}b`),
  gets: [400],
  then: "closed",
}));

/** Bytes that no name may have. */
export const NAME_BYTES: readonly WireCase[] = [...'\0\x01\x1f\x7f\x80\xe9\xff"(),/;<=>?@[\\]{}'].map((
  byte,
) => ({
  name: `the byte ${byteName(byte)} in a name`,
  source: "RFC 9110 §5.6.2",
  send: get(`X${byte}Y: z`),
  gets: [400],
  then: "closed",
}));
