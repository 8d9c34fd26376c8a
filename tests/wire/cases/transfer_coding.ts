import { get, head, HOST, post, type WireCase } from "../wire_case.ts";

const BODY = "5\r\nhello\r\n0\r\n\r\n";
/** What a server that looks at Content-Length alone, or at neither, would take for the next request. */
const SMUGGLED = "0\r\n\r\nGET /b.txt HTTP/1.1\r\nHost: a.example\r\n\r\n";

function coded(...values: readonly string[]): string {
  return `${post(...values.map((value) => `Transfer-Encoding:${value}`))}${BODY}`;
}

/** The transfer codings of a request: chunked, once and alone, or none. */
export const TRANSFER_CODINGS: readonly WireCase[] = [
  { name: "chunked", source: "RFC 9112 §6.1", send: coded(" chunked"), gets: [405], then: "open" },
  { name: "Chunked", source: "RFC 9112 §7", send: coded(" Chunked"), gets: [405], then: "open" },
  { name: "CHUNKED", source: "RFC 9112 §7", send: coded("CHUNKED"), gets: [405], then: "open" },
  {
    name: "white space around chunked",
    source: "RFC 9112 §5.1",
    send: coded("\t chunked \t"),
    gets: [405],
    then: "open",
  },
  {
    name: "empty members of the list",
    source: "RFC 9110 §5.6.1",
    send: coded(" , chunked,"),
    gets: [405],
    then: "open",
  },
  {
    name: "an empty line besides",
    source: "RFC 9110 §5.6.1",
    send: coded("", " chunked"),
    gets: [405],
    then: "open",
  },
  {
    name: "chunked GET",
    source: "RFC 9110 §9.3.1",
    send: `${get("Transfer-Encoding: chunked")}${BODY}`,
    gets: [200],
    then: "open",
  },
  {
    name: "chunked HEAD",
    source: "RFC 9110 §9.3.2",
    send: `${head("HEAD /a.txt HTTP/1.1", HOST, "Transfer-Encoding: chunked")}${BODY}`,
    gets: [200],
    then: "open",
    bodies: [""],
  },
  {
    name: "TE is about the answer",
    source: "RFC 9110 §10.1.4",
    send: get("TE: trailers, gzip;q=0.5"),
    gets: [200],
    then: "open",
  },
  {
    name: "a field of a similar name",
    source: "RFC 9110 §5.1",
    send: get("Transfer_Encoding: chunked"),
    gets: [200],
    then: "open",
  },

  { name: "xchunked", source: "RFC 9112 §6.3", send: coded(" xchunked"), gets: [400], then: "closed" },
  { name: "gzip", source: "RFC 9112 §6.3", send: coded(" gzip"), gets: [400], then: "closed" },
  {
    name: "gzip, then chunked",
    source: "RFC 9112 §6.1",
    send: coded(" gzip, chunked"),
    gets: [501],
    then: "closed",
  },
  { name: "identity", source: "RFC 9112 §6.3", send: coded(" identity"), gets: [400], then: "closed" },
  {
    name: "identity, then chunked",
    source: "RFC 9112 §6.1",
    send: coded(" identity, chunked"),
    gets: [501],
    then: "closed",
  },
  {
    name: "chunked in quotes",
    source: "RFC 9112 §6.3",
    send: coded(' "chunked"'),
    gets: [400],
    then: "closed",
  },
  { name: "chunk", source: "RFC 9112 §6.3", send: coded(" chunk"), gets: [400], then: "closed" },
  {
    name: "chunked, then identity",
    source: "RFC 9112 §6.3",
    send: coded(" chunked, identity"),
    gets: [400],
    then: "closed",
  },
  {
    name: "chunked, then gzip",
    source: "RFC 9112 §6.3",
    send: coded(" chunked, gzip"),
    gets: [400],
    then: "closed",
  },
  {
    name: "chunked twice",
    source: "RFC 9112 §6.1",
    send: coded(" chunked, chunked"),
    gets: [400],
    then: "closed",
  },
  {
    name: "chunked on two lines",
    source: "RFC 9112 §6.1",
    send: coded(" chunked", " chunked"),
    gets: [400],
    then: "closed",
  },
  {
    name: "chunked, and identity on another line",
    source: "RFC 9112 §6.3",
    send: coded(" chunked", " identity"),
    gets: [400],
    then: "closed",
  },
  {
    name: "chunked with a parameter",
    source: "RFC 9112 §7",
    send: coded(" chunked;q=1"),
    gets: [400],
    then: "closed",
  },
  {
    name: "chunked with an empty parameter",
    source: "RFC 9112 §7",
    send: coded(" chunked;"),
    gets: [400],
    then: "closed",
  },
  { name: "no coding", source: "RFC 9112 §6.3", send: coded(""), gets: [400], then: "closed" },
  { name: "no coding but a comma", source: "RFC 9112 §6.3", send: coded(" ,"), gets: [400], then: "closed" },
  {
    name: "a vertical tab before chunked",
    source: "RFC 9110 §5.5",
    send: coded(" \x0bchunked"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a NUL behind chunked",
    source: "RFC 9110 §5.5",
    send: coded(" chunked\0"),
    gets: [400],
    then: "closed",
  },
  {
    name: "a space before the colon",
    source: "RFC 9112 §5.1",
    send: `${post("Transfer-Encoding : chunked")}${BODY}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "chunked on a folded line",
    source: "RFC 9112 §5.2",
    send: coded("\r\n chunked"),
    gets: [400],
    then: "closed",
  },

  // With a length (ATTACKS 38).
  {
    name: "with Content-Length",
    source: "RFC 9112 §6.1",
    send: `${post("Transfer-Encoding: chunked", "Content-Length: 15")}${BODY}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "with Content-Length before it",
    source: "RFC 9112 §6.1",
    send: `${post("Content-Length: 15", "Transfer-Encoding: chunked")}${BODY}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "with a Content-Length of 0",
    source: "RFC 9112 §6.3",
    send: `${post("Content-Length: 0", "Transfer-Encoding: chunked")}${BODY}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "with a Content-Length that hides a request",
    source: "RFC 9112 §11.2",
    send: `${post(`Content-Length: ${SMUGGLED.length}`, "Transfer-Encoding: chunked")}${SMUGGLED}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "an unknown coding with Content-Length",
    source: "RFC 9112 §6.3",
    send: `${post("Transfer-Encoding: xchunked", "Content-Length: 15")}${BODY}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "with Content-Length on GET",
    source: "RFC 9112 §6.3",
    send: `${get("Transfer-Encoding: chunked", "Content-Length: 15")}${BODY}`,
    gets: [400],
    then: "closed",
  },

  // In HTTP/1.0, which does not know it.
  {
    name: "in HTTP/1.0",
    source: "RFC 9112 §6.1",
    send: `${head("POST /a.txt HTTP/1.0", "Transfer-Encoding: chunked")}${BODY}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "in HTTP/1.0 with keep-alive",
    source: "RFC 9112 §6.1",
    send: `${head("POST /a.txt HTTP/1.0", "Connection: keep-alive", "Transfer-Encoding: chunked")}${BODY}`,
    gets: [400],
    then: "closed",
  },
  {
    name: "identity in HTTP/1.0",
    source: "RFC 9112 §6.1",
    send: `${head("GET /a.txt HTTP/1.0", "Transfer-Encoding: identity")}`,
    gets: [400],
    then: "closed",
  },
];
