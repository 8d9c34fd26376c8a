/** A port of 127.0.0.1 that nobody listens on. It is not kept: its user should bind it soon. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
