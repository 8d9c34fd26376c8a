import { assertEquals } from "@std/assert";
import { nearest } from "../../src/settings/nearest.ts";

const WORDS = ["host", "port", "contentRoot", "workers", "connectionsPerAddress"];

Deno.test("nearest() finds what was meant", () => {
  const cases: Record<string, string | undefined> = {
    prot: "port",
    PORT: "port",
    contentroot: "contentRoot",
    root: "contentRoot",
    hostname: "host",
    portNumber: "port",
    por: "port",
    rot: undefined,
    foot: undefined,
    worker: "workers",
    conectionPerAdress: "connectionsPerAddress",
    documentRoot: undefined,
    x: undefined,
    "": undefined,
    zzzz: undefined,
  };
  for (const [word, expected] of Object.entries(cases)) assertEquals(nearest(word, WORDS), expected, word);
});

Deno.test("nearest() does not guess for endless words, nor from nothing", () => {
  assertEquals(nearest("port".repeat(100_000), WORDS), undefined);
  assertEquals(nearest("port", []), undefined);
});
