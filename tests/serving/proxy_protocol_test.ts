/** The PROXY protocol over sockets: from raw clients, and from HAProxy. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { debianProgram } from "../_helpers/debian.ts";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { v2Header, v4Rest } from "../_helpers/proxy_header.ts";
import { rawExchange } from "../_helpers/raw.ts";
import { type Server, startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

const GET = "GET /a.txt HTTP/1.1\r\nHost: a.example\r\n\r\n";
const BYTES = new TextEncoder();
const FILES = { "a.txt": "a" };

/** Trusts 127.0.0.1, and shuts out 192.0.2.0/24 and ::1. */
async function startBehindProxy(...args: readonly string[]): Promise<Server> {
  const settings = [
    "access.trustedProxies=127.0.0.1",
    "access.proxyProtocol=on",
    "access.deny=192.0.2.0/24, ::1",
  ];
  return await startServer({
    files: FILES,
    host: "::",
    args: ["--workers", "2", ...settings.flatMap((setting) => ["--set", setting]), ...args],
  });
}

/** The statuses of the answers, and how the connection ended. */
async function told(
  port: number,
  parts: readonly (string | Uint8Array)[],
  responses?: number,
): Promise<string> {
  const exchange = await rawExchange(port, parts, {
    ...(responses !== undefined && { responses }),
    methods: ["GET", "GET"],
  });
  return [...exchange.responses.map(({ status }) => status), exchange.end].join(" ");
}

Deno.test("access.proxyProtocol: the announced client counts, whichever version and however it is cut", async () => {
  await using server = await startBehindProxy();
  const { port } = server;
  const line = (address: string) => `PROXY TCP4 ${address} 192.0.2.9 40000 80\r\n`;
  const binary = (address: string) => v2Header(0x21, 0x11, [...v4Rest(address, 40_000), 4, 0, 1, 0]);
  for (const header of [line, binary]) {
    const [good, denied] = [header("198.51.100.1"), header("192.0.2.1")];
    assertEquals(await told(port, [good, GET], 1), "200 open");
    assertEquals(await told(port, [denied, GET], 1), "403 open");
    // With the request in one piece, and two requests.
    const whole = new Uint8Array([...asBytes(denied), ...BYTES.encode(GET + GET)]);
    assertEquals(await told(port, [whole], 2), "403 403 open");
    assertEquals(
      await told(port, [...asBytes(denied)].map((byte) => Uint8Array.of(byte)).concat(BYTES.encode(GET)), 1),
      "403 open",
    );
  }
});

function asBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? BYTES.encode(text) : text;
}

Deno.test("access.proxyProtocol: a proxy that speaks for itself is itself", async () => {
  await using server = await startBehindProxy();
  for (
    const header of [v2Header(0x20, 0), v2Header(0x20, 0x11, v4Rest("192.0.2.1", 1)), "PROXY UNKNOWN\r\n"]
  ) {
    assertEquals(await told(server.port, [header, GET], 1), "200 open");
    // It may tell of its client by a field.
    const forwarded = GET.replace("\r\n\r\n", "\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n");
    assertEquals(await told(server.port, [header, forwarded], 1), "403 open");
  }
});

Deno.test("access.proxyProtocol: a trusted proxy without a header gets no answer", async () => {
  await using server = await startBehindProxy();
  const rubbish = ["PROXY TCP4 1 2 3 4\r\n", `PROXY UNKNOWN ${"x".repeat(100)}`, "\x16\x03\x01", "\r\n\r\n"];
  for (const bytes of [GET, ...rubbish, v2Header(0x21, 0x11, [1, 2, 3]), v2Header(0x20, 0, [], 65_535)]) {
    const exchange = await rawExchange(server.port, [bytes], { halfClose: true });
    assertEquals([exchange.bytes.length, exchange.end === "open"], [0, false], `${bytes}`);
  }
  await server.errors.waitFor(
    /127\.0\.0\.1 is one of access\.trustedProxies and sends no PROXY header \(access\.proxyProtocol\): closed/,
  );
});

Deno.test("access.proxyProtocol: a stranger's header is no request, and names nobody", async () => {
  await using server = await startServer({
    files: FILES,
    args: ["--set", "access.trustedProxies=192.0.2.1", "--set", "access.proxyProtocol=on"],
  });
  assertEquals(await told(server.port, [GET], 1), "200 open");
  assertEquals(await told(server.port, [`PROXY TCP4 192.0.2.1 192.0.2.9 1 80\r\n${GET}`]), "400 closed");
  assertEquals(await told(server.port, [v2Header(0x21, 0x11, v4Rest("192.0.2.1", 1)), GET]), "400 closed");
});

Deno.test("access.proxyProtocol: who begins a header and stops is not waited for for ever", async () => {
  await using server = await startBehindProxy("--set", "timeouts.head=100ms");
  using client = await KeepAliveClient.connect(server.port);
  await client.send("PROXY TCP4 ");
  assertEquals(await client.ended(), 0);
});

Deno.test("access.proxyProtocol: limits.connectionsPerAddress counts the clients, not the proxy", async () => {
  await using server = await startBehindProxy("--set", "limits.connectionsPerAddress=1");
  using first = await KeepAliveClient.connect(server.port);
  await first.send("PROXY TCP4 198.51.100.1 192.0.2.9 1 80\r\n");
  assertEquals((await first.request({ target: "/a.txt" })).status, 200);
  const header = (client: string) => `PROXY TCP4 ${client} 192.0.2.9 2 80\r\n`;
  assertEquals(await told(server.port, [header("198.51.100.1"), GET]), "503 closed");
  assertEquals(await told(server.port, [header("198.51.100.2"), GET], 1), "200 open");
});

const haproxy = debianProgram("haproxy");
const curl = debianProgram("curl");

/** A port that nobody listens on. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** One front for each way of telling LINPR whom a connection is from. */
function haproxyConfig(server: number, fronts: readonly (readonly [port: number, option: string])[]): string {
  const sections = fronts.map(([port, option]) => `
listen port_${port}
  bind 127.0.0.1:${port}
  bind ::1:${port}
  server linpr 127.0.0.1:${server} ${option}`);
  return `
defaults
  mode http
  timeout connect 5s
  timeout client 10s
  timeout server 10s
${sections.join("\n")}
`;
}

Deno.test({
  name: "HAProxy tells whom it speaks for by PROXY v1 and v2, and by its field (haproxy, curl)",
  ignore: haproxy === undefined || curl === undefined,
  fn: async () => {
    await using server = await startBehindProxy();
    await using plain = await startServer({
      files: FILES,
      args: ["--set", "access.trustedProxies=127.0.0.1", "--set", "access.deny=127.0.0.2"],
    });
    await using tree = await contentTree();
    const options = [
      "send-proxy",
      "send-proxy-v2",
      "check inter 50ms send-proxy-v2 proxy-v2-options unique-id,crc32c",
    ];
    const fronts = options.map((option) => [freePort(), option] as const);
    const field = freePort();
    await tree.writeOutside("haproxy.cfg", haproxyConfig(server.port, fronts));
    await tree.writeOutside(
      "field.cfg",
      haproxyConfig(plain.port, [[field, ""]]).replace("mode http", "mode http\n  option forwardfor"),
    );
    const args = ["-db", "-f", `${tree.base}/haproxy.cfg`];
    await using _haproxy = await startHaproxy(args, fronts.map(([port]) => port));
    for (const [port, option] of fronts) {
      assertEquals(await status(`http://127.0.0.1:${port}/a.txt`), "200", option);
      assertEquals(await status(`http://[::1]:${port}/a.txt`), "403", option);
    }
    await using _field = await startHaproxy(["-db", "-f", `${tree.base}/field.cfg`], [field]);
    assertEquals(await status(`http://127.0.0.1:${field}/a.txt`), "200");
    assertEquals(await status(`http://127.0.0.1:${field}/a.txt`, "--interface", "127.0.0.2"), "403");
    const spoofed = ["--interface", "127.0.0.2", "--header", "X-Forwarded-For: 198.51.100.1"];
    assertEquals(await status(`http://127.0.0.1:${field}/a.txt`, ...spoofed), "403");
    // Health checks, too, began with a header.
    assertMatch(server.stderr() + plain.stderr(), /^$/);
  },
});

Deno.test({
  name: "HAProxy's Forwarded counts, whatever a stranger has sent before it (haproxy, curl)",
  ignore: haproxy === undefined || curl === undefined,
  fn: async () => {
    await using server = await startServer({
      files: FILES,
      args: [
        "access.trustedProxies=127.0.0.1",
        "access.forwardedField=Forwarded",
        // The proxy itself may see everything, its clients nothing.
        "access.allow=127.0.0.1",
      ].flatMap((setting) => ["--set", setting]),
    });
    await using tree = await contentTree();
    const port = freePort();
    const config = haproxyConfig(server.port, [[port, ""]]);
    const adding = "  http-request add-header Forwarded for=192.0.2.1\n  server";
    await tree.writeOutside("forwarded.cfg", config.replace("  server", adding));
    await using _haproxy = await startHaproxy(["-db", "-f", `${tree.base}/forwarded.cfg`], [port]);
    const sent = ['for="', "for=127.0.0.1", 'for="127.0.0.1";by="', "", "for=127.0.0.1,"];
    for (const value of sent) {
      const asked = await status(`http://127.0.0.1:${port}/a.txt`, "--header", `Forwarded: ${value}`);
      assertEquals(asked, "403", value);
    }
    assertEquals(await status(`http://127.0.0.1:${server.port}/a.txt`), "200");
  },
});

/** Starts HAProxy and waits until it listens. */
async function startHaproxy(args: readonly string[], ports: readonly number[]): Promise<AsyncDisposable> {
  const child = new Deno.Command(haproxy ?? "", {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  })
    .spawn();
  const end = async (): Promise<void> => {
    child.kill("SIGTERM");
    await child.status;
  };
  for (const port of ports) await listens(port);
  return { [Symbol.asyncDispose]: end };
}

/** Waits until somebody listens on a port. */
async function listens(port: number): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await new Promise((resume) => setTimeout(resume, 25));
    }
  }
  throw new Error(`nobody listens on ${port}`);
}

/** The status that curl gets. */
async function status(url: string, ...args: readonly string[]): Promise<string> {
  const all = ["--silent", "--output", "/dev/null", "--write-out", "%{http_code}", ...args, url];
  const { success, stdout } = await new Deno.Command(curl ?? "", { args: all }).output();
  assert(success, url);
  return new TextDecoder().decode(stdout);
}
