import { assertEquals, assertMatch } from "@std/assert";
import { workerPermissions } from "../../src/supervisor/permissions.ts";
import { type ContentTree, contentTree } from "../_helpers/tree.ts";
import type { Attempt, Outcome } from "./sandbox_probe.ts";

/** A thread with a serving thread's permissions, and nothing of LINPR's code in it that could be what refuses. */
class Probe implements Disposable {
  readonly #worker: Worker;

  constructor(contentRoot: string, port: number) {
    this.#worker = new Worker(new URL("sandbox_probe.ts", import.meta.url), {
      type: "module",
      deno: { permissions: workerPermissions([contentRoot], { hostname: "127.0.0.1", port }) },
    });
  }

  /** Has it try something. */
  attempt(what: Attempt): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    this.#worker.onmessage = ({ data }: MessageEvent<Outcome>) => resolve(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    this.#worker.postMessage(what);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

const PORT = 40_404;

/** What a serving thread must not do. */
function forbidden(tree: ContentTree): readonly Attempt[] {
  const outside = `${tree.base}/secret.txt`;
  return [
    { kind: "read", path: "/etc/passwd" },
    { kind: "read", path: outside },
    { kind: "read", path: `${tree.root}/../secret.txt` },
    { kind: "read", path: `${tree.root}/sub/../../secret.txt` },
    { kind: "read", path: `${tree.root}-private/secret.txt` },
    { kind: "read", path: "/proc/self/environ" },
    { kind: "stat", path: outside },
    { kind: "readDir", path: tree.base },
    { kind: "readDir", path: "/" },
    { kind: "write", path: `${tree.root}/a.txt` },
    { kind: "write", path: `${tree.root}/new.txt` },
    { kind: "write", path: outside },
    { kind: "remove", path: `${tree.root}/a.txt` },
    { kind: "connect", hostname: "127.0.0.1", port: PORT + 1 },
    { kind: "connect", hostname: "192.0.2.1", port: 80 },
    { kind: "listen", hostname: "127.0.0.1", port: PORT + 1 },
    { kind: "listen", hostname: "0.0.0.0", port: PORT },
    { kind: "run", command: "true" },
    { kind: "env", name: "HOME" },
    { kind: "sys" },
    { kind: "ffi" },
    { kind: "import" },
  ];
}

Deno.test("workerPermissions() let a thread read the content root and bind its address, and nothing else", async () => {
  await using tree = await contentTree({ "a.txt": "A", "sub/b.txt": "B" });
  await tree.writeOutside("secret.txt", "SECRET");
  await tree.writeOutside("pub-private/secret.txt", "SECRET");
  using probe = new Probe(tree.root, PORT);
  const { outcome, detail } = await probe.attempt({ kind: "read", path: tree.path("sub/b.txt") });
  assertEquals([outcome, detail], ["done", "B"]);
  assertEquals((await probe.attempt({ kind: "readDir", path: tree.root })).detail, "2");
  for (const what of forbidden(tree)) {
    const { outcome, detail } = await probe.attempt(what);
    // The runtime's refusal; of an import it comes as a TypeError.
    assertMatch(
      `${outcome}: ${detail}`,
      /^(NotCapable|TypeError): Requires \w+ access/,
      JSON.stringify(what),
    );
  }
  assertEquals(await Deno.readTextFile(tree.path("a.txt")), "A");
});

Deno.test("workerPermissions() name an address as the thread binds it", async () => {
  await using tree = await contentTree();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0, reusePort: true });
  const { port } = listener.addr;
  using probe = new Probe(tree.root, port);
  assertEquals((await probe.attempt({ kind: "listen", hostname: "127.0.0.1", port })).outcome, "done");
});

Deno.test("workerPermissions() do not hold a link that leaves the root: the content root's own check must", async () => {
  await using tree = await contentTree();
  await tree.writeOutside("secret.txt", "SECRET");
  await tree.symlink("../secret.txt", "link.txt");
  using probe = new Probe(tree.root, PORT);
  // Why there are two fences. Should a runtime begin to refuse it, that is welcome, and this test to be turned round.
  assertEquals((await probe.attempt({ kind: "read", path: tree.path("link.txt") })).detail, "SECRET");
});
