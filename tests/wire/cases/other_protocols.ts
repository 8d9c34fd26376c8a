import type { WireCase } from "../wire_case.ts";

/** A TLS 1.2 record with the start of a ClientHello (RFC 8446 §5.1). */
const TLS_HELLO = `\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03${
  "\x5a".repeat(32)
}\x00\x00\x02\x13\x01\x01\x00`;
/** The connection preface and an empty SETTINGS frame. */
const HTTP_2_PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const HTTP_2_SETTINGS = "\0\0\0\x04\0\0\0\0\0";

const IN_WORDS = { "Content-Type": "text/plain; charset=utf-8" } as const;

/** Clients that have the wrong port: told in the words that they might understand, at once (ATTACKS 45). */
export const OTHER_PROTOCOLS: readonly WireCase[] = [
  {
    name: "a TLS hello",
    source: "RFC 9112 §3",
    send: TLS_HELLO,
    gets: [400],
    then: "closed",
    fields: IN_WORDS,
    bodies: ["This port speaks HTTP, not HTTPS: use http://\n"],
  },
  {
    name: "the first byte of a TLS hello: nobody waits for the rest",
    source: "RFC 9112 §3",
    send: "\x16",
    gets: [400],
    then: "closed",
    fields: IN_WORDS,
    halfClose: true,
  },
  {
    name: "a TLS hello byte by byte",
    source: "RFC 9112 §3",
    send: [...TLS_HELLO.slice(0, 20)],
    gets: [400],
    then: "closed",
    fields: IN_WORDS,
  },
  {
    name: "an SSL 2.0 hello",
    source: "RFC 9112 §3",
    send: "\x80\x2e\x01\x03\x01\x00\x15\x00\x00\x00\x10",
    gets: [400],
    then: "closed",
  },
  {
    name: "HTTP/2 with prior knowledge",
    source: "RFC 9113 §3.4",
    send: HTTP_2_PREFACE + HTTP_2_SETTINGS,
    gets: [505],
    then: "closed",
  },
  {
    name: "the HTTP/2 preface's first line",
    source: "RFC 9113 §3.4",
    send: "PRI * HTTP/2.0\r\n",
    gets: [505],
    then: "closed",
    halfClose: true,
  },
  {
    name: "PRI in HTTP/1.1",
    source: "RFC 9113 §11.6",
    send: "PRI * HTTP/1.1\r\n\r\n",
    gets: [501],
    then: "closed",
  },
  { name: "an HTTP/2 frame", source: "RFC 9112 §3", send: HTTP_2_SETTINGS, gets: [400], then: "closed" },
  { name: "SSH", source: "RFC 9112 §3", send: "SSH-2.0-OpenSSH_9.2\r\n", gets: [400], then: "closed" },
  { name: "SMTP", source: "RFC 9112 §3", send: "EHLO a.example\r\n", gets: [400], then: "closed" },
  {
    name: "a PROXY header that nobody is trusted with",
    source: "RFC 9112 §3",
    send: "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n",
    gets: [400],
    then: "closed",
  },
  {
    name: "a Redis command",
    source: "RFC 9112 §3",
    send: "*1\r\n$4\r\nPING\r\n",
    gets: [400],
    then: "closed",
  },
  { name: "a WebSocket frame", source: "RFC 9112 §3", send: "\x81\x05hello", gets: [400], then: "closed" },
  {
    name: "an answer",
    source: "RFC 9112 §3",
    send: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    gets: [400],
    then: "closed",
  },
];
