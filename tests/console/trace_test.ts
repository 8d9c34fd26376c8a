import { assert, assertEquals } from "@std/assert";
import { program } from "../_helpers/program.ts";
import { KEYS, openPty } from "../_helpers/pty.ts";
import { startProcess } from "../_helpers/process.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("'trace next' shows a request that comes while it waits, without its secrets", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  const args = ["-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "2"];
  await using console = startProcess({ args, cwd: tree.base, hasInput: true });
  await console.write("listen\ntrace next /a.txt\n");
  const [, port] = await console.stdout.waitFor(/Local: {3}http:\/\/127\.0\.0\.1:(\d+)\/\n/);
  const shown = console.stdout.waitFor(/HTTP\/1\.1 200 OK\n[^]*Content-Length +1\n/);
  let isShown = false;
  shown.then(() => isShown = true, () => isShown = true);
  // Nobody can tell when the wait has begun.
  while (!isShown) {
    for (const path of ["other", "a.txt"]) {
      const response = await fetch(`http://127.0.0.1:${port}/${path}`, { headers: { Cookie: "id=s3cret" } });
      await response.body?.cancel();
    }
    await new Promise((resume) => setTimeout(resume, 20));
  }
  const [text] = await shown;
  assert(!console.stdout.text.includes("s3cret"));
  for (
    const part of [
      /^GET \/a\.txt HTTP\/1\.1$/m,
      /^cookie: \*\*\*$/mi,
      ...["received", "parsed", "decided", "located", "described", "head sent", "body sent"]
        .map((phase) => new RegExp(`^${phase} +[\\d.]+ µs$`, "m")),
      /^cache +(?:hit|miss)$/m,
    ]
  ) {
    assert(part.test(console.stdout.text), `${part}: ${text}`);
  }
  await console.closeInput();
  assertEquals((await console.status).code, 0);
  assertEquals(console.stderr.text, "");
});

Deno.test("Ctrl-C ends 'trace next', and Tab completes what is asked about", async () => {
  await using tree = await contentTree({ "logo.svg": "<svg/>", "a b.txt": "A" });
  const { command, args: own } = program();
  const args = [...own, "-d", tree.root, "-H", "127.0.0.1", "-p", "0", "-w", "1"];
  await using pty = openPty({ program: { command, args }, cwd: tree.base, columns: 100 });
  await pty.expect(/LINPR .* >$/);
  await pty.enter("listen");
  await pty.expect(/\[listening\] >$/);
  await pty.enter("trace next /logo.svg");
  await pty.expect(/> trace next \/logo\.svg\s*$/);
  let isOver = false;
  const over = pty.expect(/No such request came\./).finally(() => isOver = true);
  // One that comes before the command has begun ends nothing.
  while (!isOver) {
    await pty.type(KEYS.ctrlC);
    await new Promise((resume) => setTimeout(resume, 100));
  }
  await over;
  await pty.expect(/ >$/);
  await pty.type(`why /lo${KEYS.tab}`);
  await pty.expect(/> why \/logo\.svg$/);
  await pty.enter("");
  await pty.expect(/file +\/logo\.svg is [^]*HTTP\/1\.1 200 OK[^]* >$/);
  await pty.type(`get /a${KEYS.tab}`);
  await pty.expect(/> get \/a%20b\.txt$/);
  await pty.enter("");
  await pty.expect(/HTTP\/1\.1 200 OK[^]*size +1 byte\n[^]* >$/);
});
