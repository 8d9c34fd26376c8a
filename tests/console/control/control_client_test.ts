import { assertEquals } from "@std/assert";
import { ControlClient } from "../../../src/console/control/control_client.ts";

Deno.test("a client that is sent away in plain words tells them, not the empty line behind them", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/socket`;
  using listener = Deno.listen({ transport: "unix", path });
  try {
    const screen = { print: never, warn: never, problem: never, paint: never, ask: never };
    const connected = ControlClient.connect(path, { interactive: false, coloured: false }, screen);
    using connection = await listener.accept();
    const client = await connected;
    // What the client has said is read, so that nothing but our words and our end is left.
    await connection.read(new Uint8Array(1024));
    await connection.write(new TextEncoder().encode("There are 16 sessions already.\n\n"));
    connection.closeWrite();
    assertEquals(await client.closed, "What answers there says: There are 16 sessions already.");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function never(): never {
  throw new Error("nothing is shown");
}
