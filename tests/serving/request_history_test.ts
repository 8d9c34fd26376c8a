import { assert, assertEquals } from "@std/assert";
import * as refused from "../../src/http/refusals.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { ANY, listening } from "./supervised.ts";

const any = () => true;

Deno.test("the requests of all workers can be asked for afterwards, after a stop and another start, too", async () => {
  await using server = await listening();
  const { supervisor } = server;
  const ask = async (port: number, request: string) => {
    const { responses } = await rawExchange(port, [request], { responses: 1 });
    return responses.map(({ status }) => status);
  };
  for (let n = 0; n < 20; n++) {
    assertEquals(await ask(server.port, `GET /${n} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`), [404]);
  }
  assertEquals(await ask(server.port, "GET /a.txt HTTP/1.1\r\nHost : a\r\n\r\n"), [400]);
  const [bad] = supervisor.history.refused(any, 5);
  assertEquals([bad?.refusal, bad?.at, bad?.target], [refused.SPACE_BEFORE_COLON, 25, "/a.txt"]);
  assertEquals(bad && supervisor.history.find(bad.id)?.time, bad?.time);
  const workers = new Set(supervisor.history.recent(any, 50).map(({ id }) => id.worker));
  assert(workers.size > 0 && workers.size <= 2);
  await supervisor.stop();
  await supervisor.startup(ANY);
  const { port } = await supervisor.listen();
  assertEquals(await ask(port, "GET /a.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), [200]);
  const requests = supervisor.history.recent(any, 50);
  const paths = [...Array.from({ length: 20 }, (_, n) => `/${n}`), "/a.txt", "/a.txt"];
  // Times of different workers are exact to a millisecond: what came within one may stand the other way round.
  assertEquals(requests.map(({ path }) => path).sort(), paths.sort());
  const good = requests.find(({ status }) => status === 200);
  assertEquals([good?.path, good?.address, good?.bytes !== 0], ["/a.txt", "127.0.0.1", true]);
  assertEquals(supervisor.traffic.top("paths", 1).map(({ key, count }) => [key, count]), [["/a.txt", 2]]);
});

Deno.test("the byte that a request was refused for is kept: in its target, and in its Host field", async () => {
  await using server = await listening();
  for (
    const [request, at] of [
      ["GET /a%zz HTTP/1.1\r\nHost: a\r\n\r\n", 6],
      ["GET / HTTP/1.1\r\nX: y\r\nHost: a b\r\n\r\n", 29],
      ["GET / HTTP/1.1\r\n\r\n", -1],
    ] as const
  ) {
    await rawExchange(server.port, [request], { responses: 1 });
    const places = server.supervisor.history.refused(any, 5).map((refused) => refused.at);
    assert(places.includes(at), `${places}`);
  }
});

Deno.test("log.history 0 keeps nothing", async () => {
  await using server = await listening({ "a.txt": "A" }, { "log.history": 0 });
  await rawExchange(server.port, ["GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n"], { responses: 1 });
  assertEquals(server.supervisor.history.recent(any, 10), []);
});
