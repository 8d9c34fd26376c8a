import { assertEquals } from "@std/assert";
import { Sites } from "../../../src/handlers/routing/sites.ts";
import { HttpResponse } from "../../../src/http/response.ts";
import { notedDecisions } from "../../_helpers/decisions.ts";
import { requestOf } from "../../_helpers/request.ts";

const handlerOf = (name: string) => () => new HttpResponse({ status: 200, fields: [["X-Site", name]] });
const error = (status: number) => new HttpResponse({ status });
const SITES = new Sites([
  { name: "blog", hosts: ["blog.example.org", "[::1]"], handler: handlerOf("blog"), error },
  { name: "all", hosts: ["*.example.org", "127.0.0.1"], handler: handlerOf("all"), error },
  { name: "deep", hosts: ["*.a.example.org"], handler: handlerOf("deep"), error },
]).handler(handlerOf("default"));

Deno.test("Sites.handler() takes the site of the very host, else of the longest name above it, else the default", async () => {
  const cases: [host: string, site: string][] = [
    ["blog.example.org", "blog"],
    ["BLOG.Example.ORG", "blog"],
    ["blog.example.org:80", "blog"],
    ["blog.example.org.", "blog"],
    ["blog.example.org.:8080", "blog"],
    ["blog.example.org..", "default"],
    ["x.blog.example.org", "all"],
    ["shop.example.org", "all"],
    ["example.org", "default"],
    ["example.org.evil", "default"],
    ["xexample.org", "default"],
    ["a.example.org", "all"],
    ["b.a.example.org", "deep"],
    ["c.b.a.example.org", "deep"],
    ["[::1]", "blog"],
    ["[0:0:0:0:0:0:0:1]:80", "blog"],
    ["127.0.0.1:80", "all"],
    ["*.example.org", "all"],
    ["%62log.example.org", "all"],
    ["", "default"],
    ["constructor", "default"],
  ];
  for (const [host, site] of cases) {
    const response = await SITES({ ...requestOf("GET /"), host });
    assertEquals(response.field("x-site"), site, host);
  }
});

Deno.test("Sites.handler() notes which site it was", async () => {
  const noted = async (host: string) => {
    const decisions = notedDecisions();
    await SITES({ ...requestOf("GET /"), host, decisions });
    return decisions.notes;
  };
  assertEquals(await noted("Shop.example.org:80"), ["site: all, by the host shop.example.org"]);
  assertEquals(await noted("example.com"), ["site: default"]);
});
