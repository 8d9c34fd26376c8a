import { assert, assertEquals } from "@std/assert";
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
      /^handler +\d+ µs$/m,
      /^cache +(?:hit|miss)$/m,
    ]
  ) {
    assert(part.test(console.stdout.text), `${part}: ${text}`);
  }
  await console.closeInput();
  assertEquals((await console.status).code, 0);
  assertEquals(console.stderr.text, "");
});
