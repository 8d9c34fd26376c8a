import { get, head, HOST, type WireCase } from "../wire_case.ts";

/** The defaults of limits.target, limits.head and limits.fields. */
const MOST_TARGET = 8192;
const MOST_HEAD = 16_384;
const MOST_FIELDS = 100;

function target(length: number): string {
  return head(`GET ${"/".padEnd(length, "x")} HTTP/1.1`, HOST);
}

/** A head of exactly this many bytes. */
function headOf(length: number): string {
  return get(`X: ${"y".repeat(length - get("X: ").length)}`);
}

/** A head with this many fields, Host included. */
function fields(count: number): string {
  return get(...Array.from({ length: count - 1 }, (_, index) => `X${index}: y`));
}

/** Lengths (ATTACKS 15 and 44): up to each limit all is well, and beyond it a status says which one it was. */
export const LIMITS: readonly WireCase[] = [
  {
    name: "the longest target",
    source: "limits.target",
    send: target(MOST_TARGET),
    gets: [404],
    then: "open",
  },
  {
    name: "a target that is one byte longer",
    source: "RFC 9110 §15.5.15",
    send: target(MOST_TARGET + 1),
    gets: [414],
    then: "closed",
  },
  {
    name: "a target longer than a head may be",
    source: "RFC 9110 §15.5.15",
    send: target(MOST_HEAD * 2),
    gets: [414],
    then: "closed",
  },
  {
    name: "a target that does not end",
    source: "RFC 9110 §15.5.15",
    send: `GET ${"/".padEnd(MOST_TARGET + 1, "x")}`,
    gets: [414],
    then: "closed",
    halfClose: true,
  },
  {
    name: "a long target in parts",
    source: "RFC 9110 §15.5.15",
    send: ["GET ", ..."/".padEnd(9000, "x").match(/.{1,1000}/g) ?? [], ` HTTP/1.1\r\n${HOST}\r\n\r\n`],
    gets: [414],
    then: "closed",
  },
  {
    name: "a long query",
    source: "RFC 9110 §15.5.15",
    send: head(`GET /a.txt?${"x".repeat(MOST_TARGET)} HTTP/1.1`, HOST),
    gets: [414],
    then: "closed",
  },
  { name: "a segment of 300 characters", source: "ATTACKS 15", send: target(301), gets: [404], then: "open" },
  {
    name: "2,000 segments",
    source: "ATTACKS 15",
    send: head(`GET ${"/x".repeat(2000)} HTTP/1.1`, HOST),
    gets: [404],
    then: "open",
  },
  { name: "the longest head", source: "limits.head", send: headOf(MOST_HEAD), gets: [200], then: "open" },
  {
    name: "a head that is one byte longer",
    source: "RFC 6585 §5",
    send: headOf(MOST_HEAD + 1),
    gets: [431],
    then: "closed",
  },
  {
    name: "the longest head behind another request",
    source: "limits.head",
    send: `${get()}${headOf(MOST_HEAD)}`,
    gets: [200, 200],
    then: "open",
  },
  {
    name: "the longest head in parts",
    source: "limits.head",
    send: headOf(MOST_HEAD).match(/[^]{1,1000}/g) ?? [],
    gets: [200],
    then: "open",
  },
  {
    name: "a field of 100,000 bytes",
    source: "RFC 6585 §5",
    send: get(`X: ${"y".repeat(100_000)}`),
    gets: [431],
    then: "closed",
  },
  {
    name: "a field name of 100,000 bytes",
    source: "RFC 6585 §5",
    send: get(`${"X".repeat(100_000)}: y`),
    gets: [431],
    then: "closed",
  },
  {
    name: "100,000 spaces before a value",
    source: "RFC 6585 §5",
    send: get(`X:${" ".repeat(100_000)}y`),
    gets: [431],
    then: "closed",
  },
  {
    name: "a value that does not end",
    source: "RFC 6585 §5",
    send: `GET /a.txt HTTP/1.1\r\nX: ${"y".repeat(MOST_HEAD)}`,
    gets: [431],
    then: "closed",
    halfClose: true,
  },
  {
    name: "a name that does not end",
    source: "RFC 6585 §5",
    send: `GET /a.txt HTTP/1.1\r\n${"X".repeat(MOST_HEAD)}`,
    gets: [431],
    then: "closed",
    halfClose: true,
  },
  { name: "the most fields", source: "limits.fields", send: fields(MOST_FIELDS), gets: [200], then: "open" },
  {
    name: "one field more",
    source: "RFC 6585 §5",
    send: fields(MOST_FIELDS + 1),
    gets: [431],
    then: "closed",
  },
  { name: "2,000 fields", source: "RFC 6585 §5", send: fields(2000), gets: [431], then: "closed" },
  {
    name: "one field more on HEAD",
    source: "RFC 6585 §5",
    send: fields(MOST_FIELDS + 1).replace("GET", "HEAD"),
    gets: [431],
    then: "closed",
    bodies: [""],
  },
  {
    name: "10,000 empty lines",
    source: "RFC 9112 §2.2",
    send: "\r\n".repeat(10_000),
    gets: [400],
    then: "closed",
  },
];
