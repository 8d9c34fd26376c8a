/** What a client may do that got a final answer when it waited for 100 (RFC 9110 §10.1.1). */

import { assertEquals } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { CONTENT, post, PROBE } from "./wire_case.ts";

/** What the client sends after the answer. */
const AFTERWARDS: Readonly<Record<string, string>> = {
  "the body": "hello",
  "the body and the next request": `hello${PROBE}`,
  "the next request without the body": PROBE,
  "a body that is a request": "GET /b.txt HTTP/1.1\r\nHost: a.example\r\n\r\n",
};

for (const framing of ["Content-Length: 5", "Transfer-Encoding: chunked"]) {
  Deno.test(`the wire: whatever follows a refused 100-continue, nothing of it is run (${framing})`, async (t) => {
    await using server = await startServer({ files: CONTENT });
    for (const [name, afterwards] of Object.entries(AFTERWARDS)) {
      await t.step(name, async () => {
        using client = await KeepAliveClient.connect(server.port);
        await client.send(post("Expect: 100-continue", framing));
        const answer = await client.read("POST");
        assertEquals([answer.status, field(answer, "Connection")], [405, "close"]);
        await client.send(afterwards);
        assertEquals(await client.ended(), 0);
      });
    }
  });
}
