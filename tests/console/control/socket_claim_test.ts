import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { ControlError } from "../../../src/console/control/control_error.ts";
import { checkPrivate, claimSocket, isLive } from "../../../src/console/control/socket_claim.ts";

async function inDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const modeOf = (path: string) => (Deno.lstatSync(path).mode ?? 0) & 0o777;

/** A socket file that nobody listens on, as a killed server leaves it. */
async function leaveStale(path: string): Promise<void> {
  const code = `Deno.listen({ transport: "unix", path: ${
    JSON.stringify(path)
  } }); Deno.kill(Deno.pid, "SIGKILL");`;
  await new Deno.Command(Deno.execPath(), { args: ["eval", code], stderr: "null" }).output();
  assert(Deno.lstatSync(path).isSocket);
}

Deno.test("claimSocket() makes a socket and its directory for the owner alone, whatever the mask is", async () => {
  await inDirectory(async (directory) => {
    const mask = Deno.umask(0);
    try {
      using _listener = await claimSocket(`${directory}/new/a.sock`);
      assertEquals([modeOf(`${directory}/new`), modeOf(`${directory}/new/a.sock`)], [0o700, 0o600]);
      assertEquals(Deno.umask(), 0);
    } finally {
      Deno.umask(mask);
    }
  });
});

Deno.test("claimSocket() replaces a socket that nobody listens on", async () => {
  await inDirectory(async (directory) => {
    const path = `${directory}/a.sock`;
    await leaveStale(path);
    assertEquals(await isLive(path), false);
    using _listener = await claimSocket(path);
    assertEquals([await isLive(path), modeOf(path)], [true, 0o600]);
  });
});

Deno.test("claimSocket() leaves what is not a dead socket as it is, and says what is there", async () => {
  await inDirectory(async (directory) => {
    using _live = await claimSocket(`${directory}/live.sock`);
    Deno.writeTextFileSync(`${directory}/file.sock`, "precious");
    Deno.mkdirSync(`${directory}/directory.sock`);
    Deno.symlinkSync(`${directory}/live.sock`, `${directory}/link.sock`);
    Deno.symlinkSync(`${directory}/nowhere`, `${directory}/broken.sock`);
    const cases: readonly (readonly [name: string, message: string])[] = [
      ["live.sock", "belongs to a server that runs."],
      ["file.sock", "cannot be had: what is there is no socket."],
      ["directory.sock", "cannot be had: what is there is no socket."],
      ["link.sock", "cannot be had: what is there is a symbolic link."],
      ["broken.sock", "cannot be had: what is there is a symbolic link."],
      ["file.sock/a.sock", "cannot be had: "],
      [`${"x".repeat(120)}.sock`, "cannot be had: "],
    ];
    for (const [name, message] of cases) {
      await assertRejects(() => claimSocket(`${directory}/${name}`), ControlError, message);
    }
    assertEquals(Deno.readTextFileSync(`${directory}/file.sock`), "precious");
    assert(Deno.lstatSync(`${directory}/broken.sock`).isSymlink);
  });
});

Deno.test("checkPrivate() takes a directory that is ours alone, and no other", async () => {
  await inDirectory((directory) => {
    const uid = Deno.uid() ?? 0;
    checkPrivate(`${directory}/own`, uid);
    checkPrivate(`${directory}/own`, uid);
    assertEquals(modeOf(`${directory}/own`), 0o700);
    assertThrows(() => checkPrivate(`${directory}/own`, uid + 1), ControlError, "is not private");
    Deno.symlinkSync(`${directory}/own`, `${directory}/link`);
    assertThrows(() => checkPrivate(`${directory}/link`, uid), ControlError, "is not private");
    Deno.chmodSync(`${directory}/own`, 0o710);
    assertThrows(() => checkPrivate(`${directory}/own`, uid), ControlError, "is not private");
    Deno.writeTextFileSync(`${directory}/file`, "");
    assertThrows(() => checkPrivate(`${directory}/file`, uid), ControlError);
    return Promise.resolve();
  });
});
