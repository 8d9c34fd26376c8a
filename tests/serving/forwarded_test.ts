/** Whom a request is from, over sockets: trusted proxies are believed, strangers are not. */

import { assertEquals } from "@std/assert";
import { rawExchange } from "../_helpers/raw.ts";
import { type Server, startServer } from "../_helpers/server.ts";

/** A server that trusts some proxies, and shuts 127.0.0.0/8 and 192.0.2.0/24 out. */
async function startServerThatTrusts(proxies: string, ...settings: readonly string[]): Promise<Server> {
  const all = [`access.trustedProxies=${proxies}`, "access.deny=127.0.0.0/8, 192.0.2.0/24", ...settings];
  return await startServer({ files: { "a.txt": "a" }, args: all.flatMap((setting) => ["--set", setting]) });
}

/** The statuses that requests with these field lines get, one connection each. */
async function statuses(
  server: Server,
  lines: readonly (readonly string[])[],
): Promise<(number | undefined)[]> {
  const asked = lines.map(async (fields) => {
    const head = ["GET /a.txt HTTP/1.1", "Host: a.example", ...fields, "", ""].join("\r\n");
    return (await rawExchange(server.port, [head], { responses: 1 })).responses[0]?.status;
  });
  return await Promise.all(asked);
}

Deno.test("a trusted proxy's X-Forwarded-For says whom a request is from", async () => {
  await using server = await startServerThatTrusts("127.0.0.1");
  const values = ["198.51.100.1", "192.0.2.1, 198.51.100.1", "198.51.100.1, 127.0.0.1", "[2001:db8::1]:443"];
  const lines = values.map((value) => [`X-Forwarded-For: ${value}`]);
  assertEquals(await statuses(server, lines), lines.map(() => 200));
  const refused = ["198.51.100.1, 192.0.2.1", "198.51.100.1, garbage", "::ffff:192.0.2.1", ""];
  const others = [
    ...refused.map((value) => [`X-Forwarded-For: ${value}`]),
    ["Forwarded: for=198.51.100.1"],
    [],
  ];
  assertEquals(await statuses(server, others), others.map(() => 403));
});

Deno.test("a trusted proxy's Forwarded does, where that is the field", async () => {
  await using server = await startServerThatTrusts("127.0.0.1", "access.forwardedField=Forwarded");
  const good = [['Forwarded: for=192.0.2.1, for="198.51.100.1:80";proto=http'], [
    'Forwarded: For="[2001:db8::1]"',
  ]];
  assertEquals(await statuses(server, good), [200, 200]);
  const bad = [["Forwarded: for=192.0.2.1"], ["X-Forwarded-For: 198.51.100.1"]];
  assertEquals(await statuses(server, bad), [403, 403]);
  const broken = 'Forwarded: for="';
  const spoofed = [[`${broken}198.51.100.1`], [broken, "Forwarded: for=192.0.2.1"], [
    broken,
    "Forwarded: for=198.51.100.1",
  ]];
  assertEquals(await statuses(server, spoofed), [400, 403, 200]);
});

Deno.test("a stranger's word changes nothing", async () => {
  await using server = await startServerThatTrusts("10.0.0.0/8");
  const lines = [
    ["X-Forwarded-For: 198.51.100.1"],
    ["X-Forwarded-For: 198.51.100.1, 10.0.0.1"],
    ["Forwarded: for=198.51.100.1"],
    [
      "X-Real-IP: 198.51.100.1",
      "Client-IP: 198.51.100.1",
      "True-Client-IP: 198.51.100.1",
      "Via: 1.1 10.0.0.1",
    ],
  ];
  assertEquals(await statuses(server, lines), lines.map(() => 403));
});
