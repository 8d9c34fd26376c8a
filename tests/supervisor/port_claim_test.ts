import { assert, assertEquals, assertNotEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { claimPort, refusedAddress } from "../../src/supervisor/port_claim.ts";
import { StartupError } from "../../src/supervisor/startup_error.ts";

const hostname = "127.0.0.1";

/** Holds a free port of the system's choice. */
function busyPort(reusePort = false): Deno.TcpListener {
  return Deno.listen({ hostname, port: 0, reusePort });
}

/** A port that was free a moment ago. */
function freePort(): number {
  using listener = busyPort();
  return listener.addr.port;
}

Deno.test("claimPort() gives a free port back, and has let go of it", () => {
  const port = freePort();
  assertEquals(claimPort({ hostname, port }), { hostname, port });
  using listener = Deno.listen({ hostname, port });
  assertEquals(listener.addr.port, port);
});

Deno.test("claimPort() replaces port 0 by the one that the system chose", () => {
  const { port } = claimPort({ hostname, port: 0 });
  assert(port > 0);
  assert(claimPort({ hostname, port: 0, nextFree: true }).port > 0);
});

Deno.test("claimPort() names a busy port, its host and what to do", () => {
  using listener = busyPort();
  const { port } = listener.addr;
  const error = assertThrows(() => claimPort({ hostname, port }), StartupError);
  assertEquals(error.kind, "system");
  for (const part of [`Port ${port} on ${hostname} is in use`, `such as ${port + 1}`, "--any-port"]) {
    assertStringIncludes(error.message, part);
  }
});

Deno.test("claimPort() does not share the port of another server, even one that would let it", () => {
  using listener = busyPort(true);
  assertThrows(() => claimPort({ hostname, port: listener.addr.port }), StartupError, "is in use");
  // All addresses include this one.
  assertThrows(() => claimPort({ hostname: "0.0.0.0", port: listener.addr.port }), StartupError, "is in use");
});

Deno.test("claimPort() takes the next free port when told so", () => {
  using listener = busyPort();
  const { port } = listener.addr;
  const claimed = claimPort({ hostname, port, nextFree: true });
  assert(claimed.port > port && claimed.port <= port + 100, `${claimed.port} after ${port}`);
});

Deno.test("claimPort() does not go on from a busy port to the fallback, which is for refused ones", () => {
  using listener = busyPort();
  const wanted = { hostname, port: listener.addr.port, fallbackPort: freePort() };
  assertThrows(() => claimPort(wanted), StartupError, "is in use");
});

Deno.test("claimPort() tells an address that is not this machine's", () => {
  // TEST-NET-1 (RFC 5737): nobody has it.
  const error = assertThrows(() => claimPort({ hostname: "192.0.2.1", port: 8080 }), StartupError);
  assertEquals(error.kind, "system");
  assertStringIncludes(error.message, "192.0.2.1 is not an address of this machine");
});

Deno.test("claimPort() tells a host that nobody knows", () => {
  const error = assertThrows(() => claimPort({ hostname: "no-such-host.invalid", port: 8080 }), StartupError);
  assertEquals([error.kind, error.message], [
    "settings",
    'The host "no-such-host.invalid" is not known: check its spelling.',
  ]);
});

Deno.test("claimPort() tells a host that can be none, and shows it printable", () => {
  for (const unknown of ["a b", "", "x\x1b[2J"]) {
    const error = assertThrows(() => claimPort({ hostname: unknown, port: 8080 }), StartupError);
    assertEquals(error.kind, "settings", unknown);
    assertStringIncludes(error.message, JSON.stringify(unknown));
    assertEquals(error.message.includes("\x1b"), false);
  }
});

Deno.test("claimPort() claims IPv6 addresses", () => {
  const { port } = claimPort({ hostname: "::1", port: 0 });
  assertNotEquals(port, 0);
});

Deno.test("refusedAddress() says what rights a port needs", () => {
  const error = refusedAddress({ hostname, port: 80 }, new Deno.errors.PermissionDenied("EACCES"));
  assertEquals(error.kind, "system");
  assertStringIncludes(error.message, "Port 80 is refused by the system");
});

Deno.test("refusedAddress() proposes no port beyond the last one", () => {
  const busy = new Deno.errors.AddrInUse("EADDRINUSE");
  const { message } = refusedAddress({ hostname, port: 65_535 }, busy);
  assertStringIncludes(message, "such as another port");
  assertEquals(message.includes("65536"), false);
});

Deno.test("refusedAddress() throws what it has no words for", () => {
  const error = new TypeError("a bug of ours");
  assertThrows(() => refusedAddress({ hostname, port: 80 }, error), TypeError, "a bug of ours");
});

Deno.test("refusedAddress() gives one line, a sentence", () => {
  const errors = [
    new Deno.errors.AddrInUse(),
    new Deno.errors.PermissionDenied(),
    new Deno.errors.AddrNotAvailable(),
    new Error("failed to lookup address information"),
  ];
  for (const error of errors) {
    const { message } = refusedAddress({ hostname, port: 80 }, error);
    assertEquals(message.split("\n").length, 1);
    assert(message.endsWith("."), message);
  }
});
