import { assertEquals } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";

const ALLOW = "GET, HEAD, OPTIONS";

Deno.test("OPTIONS says what is allowed, of the server and of any target", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  using client = await KeepAliveClient.connect(server.port);
  for (const target of ["*", "/", "/a.txt", "/none", "http://localhost"]) {
    const response = await client.request({ method: "OPTIONS", target });
    assertEquals([response.status, field(response, "allow")], [204, ALLOW], target);
  }
  assertEquals(text(await client.request({ target: "/a.txt" })), "A");
});

Deno.test("a method that no file understands is a 405 with Allow, and the connection goes on", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  using client = await KeepAliveClient.connect(server.port);
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "TRACE"]) {
    for (const target of ["/a.txt", "/none", "/"]) {
      const response = await client.request({ method, target });
      assertEquals([response.status, field(response, "allow")], [405, ALLOW], `${method} ${target}`);
    }
  }
  const connect = await client.request({ method: "CONNECT", target: "localhost:443" });
  assertEquals([connect.status, field(connect, "allow")], [405, ALLOW]);
  assertEquals(text(await client.request({ target: "/a.txt" })), "A");
  assertEquals(await Deno.readTextFile(`${server.root}/a.txt`), "A");
});

Deno.test("the body of a refused request is no request", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  using client = await KeepAliveClient.connect(server.port);
  const body = "GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const responses = await client.pipeline([
    { method: "POST", target: "/a.txt", body },
    { method: "PUT", target: "/a.txt", body: "x".repeat(100_000) },
    { target: "/none" },
    { method: "GET", target: "/a.txt", body },
    { target: "/a.txt" },
  ]);
  assertEquals(responses.map(({ status }) => status), [405, 405, 404, 200, 200]);
});

Deno.test("a method that nobody knows is a 501, and the last word", async () => {
  await using server = await startServer({ files: { "a.txt": "A" } });
  for (const method of ["FOO", "get", "Get", "GETX", "PROPFIND-NOT"]) {
    using client = await KeepAliveClient.connect(server.port);
    const response = await client.request({ method, target: "/a.txt" });
    assertEquals([response.status, field(response, "connection")], [501, "close"], method);
    assertEquals(await client.ended(), 0);
  }
});
