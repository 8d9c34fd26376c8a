import { assert, assertEquals, assertRejects } from "@std/assert";
import { CollectedText } from "./collected_text.ts";
import { rawExchange } from "./raw.ts";
import { ResponseSyntaxError } from "./response_parser.ts";

/** Accepts one connection on a free port and lets `serve` have it. */
function onePeer(serve: (conn: Deno.TcpConn) => Promise<void>) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const served = (async () => {
    using conn = await listener.accept();
    await serve(conn);
  })();
  return {
    port: listener.addr.port,
    async [Symbol.asyncDispose](): Promise<void> {
      await served;
      listener.close();
    },
  };
}

const ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

function write(conn: Deno.TcpConn, text: string): Promise<number> {
  return conn.write(new TextEncoder().encode(text));
}

/** Reads until the peer ends its half. */
async function readAll(conn: Deno.TcpConn): Promise<string> {
  return await new Response(conn.readable).text();
}

Deno.test("rawExchange() reports the responses and that the peer closed", async () => {
  await using peer = onePeer(async (conn) => {
    await conn.read(new Uint8Array(100));
    await write(conn, "HTTP/1.1 100 Continue\r\n\r\n");
    await write(conn, `${ANSWER}${ANSWER}HTTP/1.1 2`);
  });
  const { responses, rest, end } = await rawExchange(peer.port, ["GET / "]);
  assertEquals(responses.map(({ status }) => status), [100, 200, 200]);
  assertEquals(new TextDecoder().decode(rest), "HTTP/1.1 2");
  assertEquals(end, "closed");
});

/** Answers one connection and dies with unread bytes: the kernel resets, without the FIN of a close. */
const DYING_PEER = `
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  console.log(listener.addr.port);
  const conn = await listener.accept();
  await conn.read(new Uint8Array(1));
  await conn.write(new TextEncoder().encode(${JSON.stringify(ANSWER)}));
  Deno.kill(Deno.pid, "SIGKILL");
`;

Deno.test("rawExchange() reports a reset, after what came before it", async () => {
  const args = ["eval", "--no-config", DYING_PEER];
  await using child = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
  const stdout = new CollectedText(child.stdout);
  const [port] = await stdout.waitFor(/\d+(?=\n)/);
  const { responses, end } = await rawExchange(Number(port), ["unread", "bytes"]);
  await stdout.ended;
  assertEquals(responses.length, 1);
  assertEquals(end, "reset");
});

Deno.test("rawExchange() stops at the number of responses asked for", async () => {
  await using peer = onePeer(async (conn) => {
    await write(conn, `${ANSWER}${ANSWER}`);
    await readAll(conn);
  });
  const options = { responses: 2 };
  const { responses, end } = await rawExchange(peer.port, ["x"], options);
  assertEquals(responses.length, 2);
  assertEquals(end, "open");
});

Deno.test("rawExchange() ends at its timeout with what it has", async () => {
  await using peer = onePeer(async (conn) => {
    await write(conn, ANSWER);
    await readAll(conn);
  });
  const options = { timeout: 100 };
  const { responses, end } = await rawExchange(peer.port, ["x"], options);
  assertEquals(responses.length, 1);
  assertEquals(end, "open");
});

Deno.test("rawExchange() ends its half with halfClose, and sends a character as a byte", async () => {
  let received: Uint8Array | undefined;
  await using peer = onePeer(async (conn) => {
    received = await new Response(conn.readable).bytes();
  });
  const parts = ["a\xff", Uint8Array.of(0), "b"];
  await rawExchange(peer.port, parts, { halfClose: true }).catch(() => {});
  assertEquals(received, Uint8Array.of(0x61, 0xff, 0, 0x62));
});

Deno.test("rawExchange() reads the answer to HEAD without a body", async () => {
  await using peer = onePeer(async (conn) => {
    await write(conn, ANSWER.slice(0, -2) + ANSWER);
    await readAll(conn);
  });
  const parts = ["HEAD / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n"];
  const { responses } = await rawExchange(peer.port, parts, { responses: 2 });
  assertEquals(responses.map(({ body }) => body.length), [0, 2]);
});

Deno.test("rawExchange() takes a large answer from a peer that reads nothing", async () => {
  const body = "x".repeat(3_000_000);
  const done = Promise.withResolvers<void>();
  await using peer = onePeer(async (conn) => {
    const writer = conn.writable.getWriter();
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`;
    await writer.write(new TextEncoder().encode(head + body));
    await done.promise;
  });
  const parts = [new Uint8Array(20_000_000)];
  const { responses } = await rawExchange(peer.port, parts, { responses: 1 });
  done.resolve();
  assertEquals(responses[0]?.body.length, body.length);
});

Deno.test("rawExchange() rejects what is not HTTP", async () => {
  await using peer = onePeer(async (conn) => {
    await write(conn, "SSH-2.0-x\r\n\r\n");
    await readAll(conn).catch((error) => assert(error instanceof Error));
  });
  await assertRejects(
    () => rawExchange(peer.port, ["x"]),
    ResponseSyntaxError,
  );
});
