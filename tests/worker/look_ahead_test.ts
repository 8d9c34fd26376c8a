import { assert, assertEquals } from "@std/assert";
import { HttpResponse } from "../../src/http/response.ts";
import { connectionServer } from "../_helpers/connection_server.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";

const GET = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
/** Less than what has to leave at once, so that it is written while nothing else is done. */
const BODY = new Uint8Array(200 * 1024);
/** So many answers are more than what two sockets hold between them. */
const MOST = 200;
/** A server that takes no request for so many milliseconds waits for its client to read. */
const STUCK = 200;

Deno.test("a request that comes while the answer before it is written is answered when that has left", async () => {
  let taken = 0;
  await using server = connectionServer(({ presence }) => {
    taken++;
    presence?.watch({ left: () => {}, closed: () => {} });
    return new HttpResponse({ status: 200, body: BODY });
  });
  using client = await KeepAliveClient.connect(server.port);
  let sent = 0;
  while (sent === taken && sent < MOST) {
    await client.send(GET);
    sent++;
    for (const end = Date.now() + STUCK; taken < sent && Date.now() < end;) {
      await new Promise((resume) => setTimeout(resume, 1));
    }
  }
  assert(sent < MOST, `the server has taken ${taken} requests of a client that reads no answers`);
  for (let read = 0; read < sent; read++) assertEquals((await client.read()).body.length, BODY.length);
});
