import { head, HOST, type WireCase } from "../wire_case.ts";

const KEEP = "Connection: keep-alive";

function asked(line: string, ...lines: readonly string[]): string {
  return head(`${line} HTTP/1.0`, ...lines);
}

/** HTTP/1.0: closes unless asked not to, and then says that it does not. */
export const HTTP_1_0: readonly WireCase[] = [
  {
    name: "closes",
    source: "RFC 9112 §9.3",
    send: asked("GET /a.txt"),
    gets: [200],
    then: "closed",
    bodies: ["a"],
    fields: { "Content-Length": "1" },
  },
  {
    name: "closes with a Host, too",
    source: "RFC 9112 §9.3",
    send: asked("GET /a.txt", HOST),
    gets: [200],
    then: "closed",
  },
  {
    name: "closes behind HEAD",
    source: "RFC 9112 §9.3",
    send: asked("HEAD /a.txt"),
    gets: [200],
    then: "closed",
    bodies: [""],
  },
  {
    name: "closes behind what is not there",
    source: "RFC 9112 §9.3",
    send: asked("GET /none"),
    gets: [404],
    then: "closed",
  },
  {
    name: "answers the first of two",
    source: "RFC 9112 §9.3",
    send: asked("GET /a.txt").repeat(2),
    gets: [200],
    then: "closed",
  },
  { name: "keep-alive", source: "RFC 9112 §9.3", send: asked("GET /a.txt", KEEP), gets: [200], then: "open" },
  {
    name: "Keep-Alive in capitals",
    source: "RFC 9110 §7.6.1",
    send: asked("GET /a.txt", "Connection: Keep-Alive"),
    gets: [200],
    then: "open",
  },
  {
    name: "keep-alive among others",
    source: "RFC 9110 §7.6.1",
    send: asked("GET /a.txt", "Connection: foo, keep-alive"),
    gets: [200],
    then: "open",
  },
  {
    name: "keep-alive and close",
    source: "RFC 9112 §9.3",
    send: asked("GET /a.txt", "Connection: keep-alive, close"),
    gets: [200],
    then: "closed",
  },
  {
    name: "keep-alive twice, then close",
    source: "RFC 9112 §9.3",
    send: `${asked("GET /a.txt", KEEP).repeat(2)}${asked("GET /a.txt")}`,
    gets: [200, 200, 200],
    then: "closed",
  },
  {
    name: "keep-alive behind what is not there",
    source: "RFC 9112 §9.3",
    send: asked("GET /none", KEEP),
    gets: [404],
    then: "open",
  },
  {
    name: "a body",
    source: "RFC 9112 §6.3",
    send: `${asked("POST /a.txt", "Content-Length: 5")}hello`,
    gets: [405],
    then: "closed",
  },
  {
    name: "a body with keep-alive",
    source: "RFC 9112 §6.3",
    send: `${asked("POST /a.txt", KEEP, "Content-Length: 5")}hello`,
    gets: [405],
    then: "open",
  },
  {
    name: "a body that the client ends early",
    source: "RFC 9112 §8",
    send: `${asked("POST /a.txt", "Content-Length: 5")}hell`,
    gets: [400],
    then: "closed",
    halfClose: true,
  },
  {
    name: "absolute-form without Host",
    source: "RFC 9112 §3.2.2",
    send: asked("GET http://a.example/a.txt"),
    gets: [200],
    then: "closed",
  },
  {
    name: "a folded line",
    source: "RFC 9112 §5.2",
    send: asked("GET /a.txt", "X: a", " b"),
    gets: [400],
    then: "closed",
  },
  { name: "LF alone", source: "RFC 9112 §2.2", send: "GET /a.txt HTTP/1.0\n\n", gets: [400], then: "closed" },
  {
    name: "an unknown method",
    source: "RFC 9110 §9.1",
    send: asked("FOO /a.txt", KEEP),
    gets: [501],
    then: "closed",
  },
];
