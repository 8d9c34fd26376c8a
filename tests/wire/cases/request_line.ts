import { get, head, HOST, type WireCase } from "../wire_case.ts";

/** The whole request line before the target's own rules: what is skipped, separated, ended how. */
export const REQUEST_LINE: readonly WireCase[] = [
  { name: "a plain request", source: "RFC 9112 §3", send: get(), gets: [200], then: "open", bodies: ["a"] },

  // Before the line.
  {
    name: "one empty line first",
    source: "RFC 9112 §2.2",
    send: `\r\n${get()}`,
    gets: [200],
    then: "open",
    methods: ["GET"],
  },
  {
    name: "four empty lines first",
    source: "RFC 9112 §2.2",
    send: `${"\r\n".repeat(4)}${get()}`,
    gets: [200],
    then: "open",
  },
  {
    name: "five empty lines first",
    source: "RFC 9112 §2.2",
    send: `${"\r\n".repeat(5)}${get()}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "an empty line in two parts",
    source: "RFC 9112 §2.2",
    send: ["\r", `\n${get()}`],
    gets: [200],
    then: "open",
  },
  {
    name: "an empty line that ends with LF alone",
    source: "RFC 9112 §2.2",
    send: `\n${get()}`,
    gets: [400],
    then: "closed",
  },
  { name: "a CR without LF first", source: "RFC 9112 §2.2", send: `\r${get()}`, gets: [400], then: "closed" },
  { name: "two CRs first", source: "RFC 9112 §2.2", send: `\r\r\n${get()}`, gets: [400], then: "closed" },
  { name: "a space first", source: "RFC 9112 §3", send: ` ${get()}`, gets: [400], then: "closed" },
  { name: "a tab first", source: "RFC 9112 §3", send: `\t${get()}`, gets: [400], then: "closed" },
  { name: "a NUL first", source: "RFC 9112 §2.2", send: `\0${get()}`, gets: [400], then: "closed" },

  // Between its parts.
  {
    name: "two spaces after the method",
    source: "RFC 9112 §3",
    send: head("GET  /a.txt HTTP/1.1", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "two spaces after the target",
    source: "RFC 9112 §3",
    send: head("GET /a.txt  HTTP/1.1", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a tab after the method",
    source: "RFC 9112 §3",
    send: head("GET\t/a.txt HTTP/1.1", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a tab after the target",
    source: "RFC 9112 §3",
    send: head("GET /a.txt\tHTTP/1.1", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a form feed after the target",
    source: "RFC 9112 §3",
    send: head("GET /a.txt\x0cHTTP/1.1", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a space within the target",
    source: "RFC 9112 §3.2",
    send: head("GET /a b.txt HTTP/1.1", HOST),
    gets: [400],
    then: "closed",
  },
  { name: "no target", source: "RFC 9112 §3", send: head("GET HTTP/1.1", HOST), gets: [400], then: "closed" },
  {
    name: "an empty target",
    source: "RFC 9112 §3.2",
    send: head("GET  HTTP/1.1", HOST),
    gets: [400],
    then: "closed",
  },

  // Its end.
  {
    name: "LF alone ends it",
    source: "RFC 9112 §2.2",
    send: `GET /a.txt HTTP/1.1\n${HOST}\r\n\r\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "CR alone ends it",
    source: "RFC 9112 §2.2",
    send: `GET /a.txt HTTP/1.1\r${HOST}\r\n\r\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "CR CR LF ends it",
    source: "RFC 9112 §2.2",
    send: `GET /a.txt HTTP/1.1\r\r\n${HOST}\r\n\r\n`,
    gets: [400],
    then: "closed",
  },
  {
    name: "a space at its end",
    source: "RFC 9112 §3",
    send: head("GET /a.txt HTTP/1.1 ", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a tab at its end",
    source: "RFC 9112 §3",
    send: head("GET /a.txt HTTP/1.1\t", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a fourth word",
    source: "RFC 9112 §3",
    send: head("GET /a.txt HTTP/1.1 x", HOST),
    gets: [400],
    then: "closed",
  },
  {
    name: "a status line",
    source: "RFC 9112 §3",
    send: head("HTTP/1.1 200 OK", HOST),
    gets: [400],
    then: "closed",
  },

  // No version: HTTP/0.9 (ATTACKS 43).
  {
    name: "HTTP/0.9: no version",
    source: "RFC 9112 §2.3",
    send: "GET /a.txt\r\n",
    gets: [400],
    then: "closed",
  },
  {
    name: "HTTP/0.9: a space and no version",
    source: "RFC 9112 §2.3",
    send: "GET /a.txt \r\n",
    gets: [400],
    then: "closed",
  },
  { name: "HTTP/0.9: LF alone", source: "RFC 9112 §2.3", send: "GET /a.txt\n", gets: [400], then: "closed" },
];

/** The statuses that a version gets, and how the connection goes on. */
const VERSIONS: readonly (readonly [version: string, status: number, source: string])[] = [
  ["HTTP/1.2", 200, "RFC 9110 §6.2"],
  ["HTTP/1.9", 200, "RFC 9110 §6.2"],
  ["HTTP/0.9", 505, "RFC 9110 §15.6.6"],
  ["HTTP/2.0", 505, "RFC 9110 §15.6.6"],
  ["HTTP/3.0", 505, "RFC 9110 §15.6.6"],
  ["HTTP/9.9", 505, "RFC 9110 §15.6.6"],
  ["http/1.1", 400, "RFC 9112 §2.3"],
  ["Http/1.1", 400, "RFC 9112 §2.3"],
  ["HTTP/1", 400, "RFC 9112 §2.3"],
  ["HTTP/1.", 400, "RFC 9112 §2.3"],
  ["HTTP/.1", 400, "RFC 9112 §2.3"],
  ["HTTP/1.10", 400, "RFC 9112 §2.3"],
  ["HTTP/01.1", 400, "RFC 9112 §2.3"],
  ["HTTP/11.1", 400, "RFC 9112 §2.3"],
  ["HTTP/1,1", 400, "RFC 9112 §2.3"],
  ["HTTP/1.x", 400, "RFC 9112 §2.3"],
  ["HTTP/-1.1", 400, "RFC 9112 §2.3"],
  ["HTTP/1.1;x", 400, "RFC 9112 §2.3"],
  ["HTTP /1.1", 400, "RFC 9112 §2.3"],
  ["HTTP\\1.1", 400, "RFC 9112 §2.3"],
  ["HTTPS/1.1", 400, "RFC 9112 §2.3"],
  ["ICY/1.1", 400, "RFC 9112 §2.3"],
];

/** The protocol's version. */
export const VERSION_CASES: readonly WireCase[] = VERSIONS.map(([version, status, source]) => ({
  name: `the version ${version}`,
  source,
  send: head(`GET /a.txt ${version}`, HOST),
  gets: [status],
  then: status === 200 ? "open" : "closed",
}));
