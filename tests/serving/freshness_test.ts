import { assert, assertEquals } from "@std/assert";
import { ask, KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, text } from "../_helpers/response_parser.ts";
import { type Server, startServer } from "../_helpers/server.ts";

/** Gives a file another content. */
type Edit = (path: string, content: string) => Promise<void>;

/** The ways in which files are edited; those that set the time of modification back hide from a look at it. */
const EDITS: Readonly<Record<string, Edit>> = {
  "written in place": (path, content) => Deno.writeTextFile(path, content),
  "renamed over": async (path, content) => {
    await Deno.writeTextFile(`${path}.new`, content);
    await Deno.rename(`${path}.new`, path);
  },
  "removed and made anew": async (path, content) => {
    await Deno.remove(path);
    await Deno.writeTextFile(path, content);
  },
  "written in place, its time set back": async (path, content) => {
    const { mtime } = await Deno.stat(path);
    await Deno.writeTextFile(path, content);
    await Deno.utime(path, mtime ?? 0, mtime ?? 0);
  },
  "removed and made anew, its time set back": async (path, content) => {
    const { mtime } = await Deno.stat(path);
    await Deno.remove(path);
    await Deno.writeTextFile(path, content);
    await Deno.utime(path, mtime ?? 0, mtime ?? 0);
  },
  "swapped by a link": async (path, content) => {
    const version = `${path}.${crypto.randomUUID()}`;
    await Deno.writeTextFile(version, content);
    await Deno.symlink(version, `${path}.new`);
    await Deno.rename(`${path}.new`, path);
  },
};

/** Small enough to be kept in memory, and too large for it. */
const SIZES = [["small.txt", 100], ["large.txt", (1 << 20) + 1]] as const;

/** Enough connections that each worker has some. */
const CONNECTIONS = 8;

/** A content of a size that says which version it is. */
function version(number: number, size: number): string {
  return `version ${String(number).padStart(6, "0")}\n`.padEnd(size, ".");
}

/** Which version a content is. */
function versionOf(content: string): number {
  return Number(content.slice("version ".length, "version ".length + 6));
}

async function connect(server: Server): Promise<DisposableStack & { clients: KeepAliveClient[] }> {
  const stack = new DisposableStack();
  const clients: KeepAliveClient[] = [];
  for (let i = 0; i < CONNECTIONS; i++) clients.push(stack.use(await KeepAliveClient.connect(server.port)));
  return Object.assign(stack, { clients });
}

/** Waits until the second is over in which a file was changed: from then on a server may trust what it remembers. */
async function settled(path: string): Promise<void> {
  const changed = (await Deno.stat(path)).ctime?.getTime() ?? 0;
  while (Date.now() < changed + 1100) await new Promise((resume) => setTimeout(resume, 20));
}

for (const [way, edit] of Object.entries(EDITS)) {
  Deno.test(`a file ${way} is new to the very next request of every connection`, async () => {
    await using server = await startServer();
    using connections = await connect(server);
    const write = async (number: number) => {
      for (const [name, size] of SIZES) await edit(`${server.root}/${name}`, version(number, size));
    };
    const expect = async (number: number) => {
      for (const client of connections.clients) {
        for (const [name, size] of SIZES) {
          const response = await client.request({ target: `/${name}` });
          assertEquals([versionOf(text(response)), response.body.length], [number, size], name);
          const part = await client.request({ target: `/${name}`, fields: ["Range: bytes=0-19"] });
          assertEquals([part.status, versionOf(text(part)), part.body.length], [206, number, 20], name);
        }
      }
    };
    for (const [name, size] of SIZES) await Deno.writeTextFile(`${server.root}/${name}`, version(0, size));
    // Many edits within one second: nothing that a stat tells need differ.
    for (let number = 1; number <= 20; number++) {
      await write(number);
      await expect(number);
    }
    // An edit of files that the server remembers.
    for (const [name] of SIZES) await settled(`${server.root}/${name}`);
    await expect(20);
    await expect(20);
    await write(21);
    await expect(21);
  });
}

Deno.test("an edit that changes the size is new to the very next request", async () => {
  await using server = await startServer({ files: { "index.html": "" } });
  const path = `${server.root}/index.html`;
  using connections = await connect(server);
  for (const length of [0, 1, 100, 0, 5000, 2 << 20, 3, 1 << 20, (1 << 20) + 1, 0]) {
    await Deno.writeTextFile(path, "x".repeat(length));
    if (length === 5000) await settled(path);
    for (const client of connections.clients) {
      assertEquals((await client.request({ target: "/" })).body.length, length);
    }
  }
});

Deno.test("a validator of before an edit is none after it", async () => {
  await using server = await startServer({ files: { "a.txt": version(0, 100) } });
  const path = `${server.root}/a.txt`;
  using client = await KeepAliveClient.connect(server.port);
  const tags = new Set<string>();
  const newTag = async (number: number, fields: string[]) => {
    const response = await client.request({ target: "/a.txt", fields });
    assertEquals([response.status, versionOf(text(response))], [200, number]);
    const tag = field(response, "etag") ?? "";
    assert(!tags.has(tag), "a tag comes back");
    tags.add(tag);
    const again = await client.request({ target: "/a.txt", fields: [`If-None-Match: ${tag}`] });
    assertEquals(again.status, 304);
    return [`If-None-Match: ${tag}`];
  };
  let fields = await newTag(0, []);
  for (let number = 1; number <= 50; number++) {
    const edits = Object.values(EDITS);
    await edits[number % edits.length]?.(path, version(number, 100));
    if (number === 25) await settled(path);
    fields = await newTag(number, fields);
  }
});

Deno.test("a file that comes or goes does so at once", async () => {
  await using server = await startServer({ files: { "sub/": "" } });
  using connections = await connect(server);
  const expect = async (target: string, status: number) => {
    for (const client of connections.clients) {
      assertEquals((await client.request({ target })).status, status, target);
    }
  };
  const path = `${server.root}/sub/index.html`;
  for (let round = 0; round < 2; round++) {
    await expect("/sub/", 404);
    await Deno.writeTextFile(path, "here");
    await expect("/sub/", 200);
    await settled(path);
    await expect("/sub/", 200);
    await Deno.rename(`${server.root}/sub`, `${server.root}/moved`);
    await expect("/sub/", 404);
    await expect("/sub", 404);
    await expect("/moved/", 200);
    await Deno.writeTextFile(`${server.root}/sub`, "a file now");
    await expect("/sub", 200);
    await expect("/sub/", 404);
    await Deno.remove(`${server.root}/sub`);
    await Deno.rename(`${server.root}/moved`, `${server.root}/sub`);
    await expect("/sub/", 200);
    await Deno.remove(path);
  }
  await expect("/sub/", 404);
});

Deno.test("a root that is removed and built anew is served anew", async () => {
  await using server = await startServer({ files: { "index.html": version(0, 100) } });
  using connections = await connect(server);
  for (let number = 1; number <= 5; number++) {
    await Deno.remove(server.root, { recursive: true });
    for (const client of connections.clients) {
      assertEquals((await client.request({ target: "/" })).status, 404);
    }
    await Deno.mkdir(server.root);
    await Deno.writeTextFile(`${server.root}/index.html`, version(number, 100));
    for (const client of connections.clients) {
      assertEquals(versionOf(text(await client.request({ target: "/" }))), number);
    }
  }
});

Deno.test("an edit is seen by everybody at once while 64 clients hammer the file", async () => {
  await using server = await startServer({ files: { "a.txt": version(0, 2000) } });
  const path = `${server.root}/a.txt`;
  let written = 0;
  let over = false;
  const hammer = async (): Promise<number> => {
    using client = await KeepAliveClient.connect(server.port);
    let answers = 0;
    for (let seen = 0; !over; answers++) {
      const floor = Math.max(written, seen);
      const response = await client.request({ target: "/a.txt" });
      seen = versionOf(text(response));
      assertEquals([response.status, text(response)], [200, version(seen, 2000)], "one version, whole");
      assert(seen >= floor, `version ${seen} after ${floor}`);
    }
    return answers;
  };
  const editor = async (): Promise<void> => {
    for (let number = 1; number <= 150 && !over; number++) {
      await EDITS[number % 2 === 0 ? "renamed over" : "swapped by a link"]?.(path, version(number, 2000));
      written = number;
      assertEquals(versionOf(text(await ask(server.port, { target: "/a.txt" }))), number);
      // Now and then long enough that the hammered answer comes from memory.
      if (number % 50 === 0) await settled(path);
    }
  };
  const stop = () => {
    over = true;
  };
  const hammers = Array.from({ length: 64 }, () => hammer().finally(stop));
  const [, ...answers] = await Promise.all([editor().finally(stop), ...hammers]);
  for (const count of answers) assert(count > 0);
});
