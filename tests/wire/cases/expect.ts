import { get, head, HOST, post, type WireCase } from "../wire_case.ts";

const WAITS = "Expect: 100-continue";

/**
 * Expectations. Nothing that LINPR serves reads a body, so it never asks for one: the final answer comes
 * at once instead. What a client does after that answer is in expect_test.ts, and bodies that are read are in
 * tests/worker/body_exchange_test.ts.
 */
export const EXPECTATIONS: readonly WireCase[] = [
  {
    name: "who waits gets the final answer and no 100",
    source: "RFC 9110 §10.1.1",
    send: post(WAITS, "Content-Length: 5"),
    gets: [405],
    then: "closed",
    halfClose: true,
  },
  {
    name: "who waits with a chunked body",
    source: "RFC 9110 §10.1.1",
    send: post(WAITS, "Transfer-Encoding: chunked"),
    gets: [405],
    then: "closed",
    halfClose: true,
  },
  {
    name: "who waits with GET",
    source: "RFC 9110 §10.1.1",
    send: get(WAITS, "Content-Length: 5"),
    gets: [200],
    then: "closed",
    halfClose: true,
  },
  {
    name: "who waits with HEAD",
    source: "RFC 9110 §10.1.1",
    send: head("HEAD /a.txt HTTP/1.1", HOST, WAITS, "Content-Length: 5"),
    gets: [200],
    then: "closed",
    halfClose: true,
  },
  {
    name: "who does not wait after all",
    source: "RFC 9110 §10.1.1",
    send: `${post(WAITS, "Content-Length: 5")}hello`,
    gets: [405],
    then: "open",
  },
  {
    name: "who sends a part of the body",
    source: "RFC 9110 §10.1.1",
    send: [`${post(WAITS, "Content-Length: 5")}he`, "llo"],
    gets: [405],
    then: "open",
  },
  {
    name: "who does not wait with chunks",
    source: "RFC 9110 §10.1.1",
    send: `${post(WAITS, "Transfer-Encoding: chunked")}5\r\nhello\r\n0\r\n\r\n`,
    gets: [405],
    then: "open",
  },
  {
    name: "who sends a part of the first chunk",
    source: "RFC 9110 §10.1.1",
    send: [`${post(WAITS, "Transfer-Encoding: chunked")}5`, "\r\nhello\r\n0\r\n\r\n"],
    gets: [405],
    then: "open",
  },
  {
    name: "100-Continue in capitals",
    source: "RFC 9110 §10.1.1",
    send: `${post("Expect: 100-CONTINUE", "Content-Length: 5")}hello`,
    gets: [405],
    then: "open",
  },
  { name: "without a body", source: "RFC 9110 §10.1.1", send: get(WAITS), gets: [200], then: "open" },
  {
    name: "with an empty body",
    source: "RFC 9110 §10.1.1",
    send: post(WAITS, "Content-Length: 0"),
    gets: [405],
    then: "open",
  },
  {
    name: "with a body that is too long",
    source: "RFC 9110 §10.1.1",
    send: post(WAITS, "Content-Length: 1048577"),
    gets: [413],
    then: "closed",
  },
  {
    name: "with a bad length",
    source: "RFC 9110 §10.1.1",
    send: post(WAITS, "Content-Length: x"),
    gets: [400],
    then: "closed",
  },
  {
    name: "with an unknown method",
    source: "RFC 9110 §10.1.1",
    send: head("FOO /a.txt HTTP/1.1", HOST, WAITS, "Content-Length: 5"),
    gets: [501],
    then: "closed",
  },
  {
    name: "in HTTP/1.0 it is nothing",
    source: "RFC 9110 §10.1.1",
    send: `${head("POST /a.txt HTTP/1.0", WAITS, "Content-Length: 5")}hello`,
    gets: [405],
    then: "closed",
  },

  {
    name: "another expectation",
    source: "RFC 9110 §15.5.18",
    send: get("Expect: a-miracle"),
    gets: [417],
    then: "closed",
  },
  {
    name: "100-continue with a parameter",
    source: "RFC 9110 §10.1.1",
    send: get("Expect: 100-continue;x=y"),
    gets: [417],
    then: "closed",
  },
  {
    name: "100-continue and another one",
    source: "RFC 9110 §10.1.1",
    send: get("Expect: 100-continue, a-miracle"),
    gets: [417],
    then: "closed",
  },
  {
    name: "another one on a line of its own",
    source: "RFC 9110 §10.1.1",
    send: get(WAITS, "Expect: a-miracle"),
    gets: [417],
    then: "closed",
  },
  {
    name: "another one with a body",
    source: "RFC 9110 §10.1.1",
    send: `${post("Expect: a-miracle", "Content-Length: 5")}hello`,
    gets: [417],
    then: "closed",
  },
];
