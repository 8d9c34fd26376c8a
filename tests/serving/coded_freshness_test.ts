/** Coded forms of files that change: each is true to the file that there is, at the very next request. */

import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { KeepAliveClient } from "../_helpers/keep_alive.ts";
import { field, type RawResponse } from "../_helpers/response_parser.ts";
import { startServer } from "../_helpers/server.ts";
import { DECODE, ENCODE, prose } from "./static_cases/content.ts";

const OLD = new Date("2020-02-29T04:05:06Z");
const OLDER = new Date("2020-02-29T04:05:05Z");

/** What a client sees. */
class Browser implements Disposable {
  readonly #client: KeepAliveClient;

  private constructor(client: KeepAliveClient) {
    this.#client = client;
  }

  static async connect(port: number): Promise<Browser> {
    return new Browser(await KeepAliveClient.connect(port));
  }

  async get(target: string, ...fields: string[]): Promise<RawResponse> {
    return await this.#client.request({ target, fields: ["Accept-Encoding: br, gzip", ...fields] });
  }

  /** The coding that a file comes in, and its text. */
  async read(target: string): Promise<[coding: string | undefined, text: string]> {
    const response = await this.get(target);
    assertEquals(response.status, 200);
    const coding = field(response, "Content-Encoding");
    const bytes = coding === "br" || coding === "gzip" ? DECODE[coding](response.body) : response.body;
    return [coding, new TextDecoder().decode(bytes)];
  }

  [Symbol.dispose](): void {
    this.#client[Symbol.dispose]();
  }
}

/** Waits until a server may remember what it finds: the second is over in which all was made. */
async function settle(): Promise<void> {
  await new Promise((resume) => setTimeout(resume, 1100));
}

Deno.test("a form beside a file is seen when it comes, changes and goes", async () => {
  const [text, made] = [prose(3000), prose(3000, 2)];
  await using server = await startServer({ files: { "a.css": text } });
  const [path, br, gz] = ["a.css", "a.css.br", "a.css.gz"].map((name) => `${server.root}/${name}`) as [
    string,
    string,
    string,
  ];
  await Deno.utime(path, OLD, OLD);
  await settle();
  using browser = await Browser.connect(server.port);
  const expect = async (coding: string, content: string) => {
    for (let time = 0; time < 2; time++) assertEquals(await browser.read("/a.css"), [coding, content]);
  };
  await expect("br", text);
  await Deno.writeFile(gz, ENCODE.gzip(made));
  await expect("gzip", made);
  await Deno.writeFile(br, ENCODE.br(text.toUpperCase()));
  await expect("br", text.toUpperCase());
  await settle();
  await expect("br", text.toUpperCase());
  // In place: neither the directory nor the file shows it.
  await Deno.writeFile(br, ENCODE.br(made));
  await expect("br", made);
  await Deno.remove(br);
  await expect("gzip", made);
  await Deno.remove(gz);
  await expect("br", text);
});

Deno.test("a form that is older than its file is passed over, until it is made anew", async () => {
  await using server = await startServer({
    files: { "a.css": prose(3000), "a.css.gz": ENCODE.gzip("form") },
  });
  const [path, gz] = [`${server.root}/a.css`, `${server.root}/a.css.gz`];
  await Deno.utime(path, OLD, OLD);
  await Deno.utime(gz, OLD, OLD);
  await settle();
  using browser = await Browser.connect(server.port);
  const seen: string[] = [];
  const look = async () => {
    const [coding, text] = await browser.read("/a.css");
    seen.push(`${coding}: ${text.slice(0, 20)}`);
  };
  await look();
  await Deno.utime(gz, OLDER, OLDER);
  await look();
  await settle();
  await look();
  await look();
  // In place, as a build does it that writes over what it wrote before.
  await Deno.writeFile(gz, ENCODE.gzip("form"));
  await look();
  await Deno.writeTextFile(path, prose(3000, 2));
  await Deno.utime(gz, OLD, OLD);
  await look();
  const made = `br: ${prose(20)}`;
  assertEquals(seen, ["gzip: form", made, made, made, "gzip: form", `br: ${prose(20, 2)}`]);
});

/** In memory and compressed at once, in memory and compressed in pieces, and from an open file. */
for (const size of [3000, 200_000, 1_200_000]) {
  Deno.test(`what is made of a file of ${size} bytes is that of its newest content`, async () => {
    await using server = await startServer({ files: { "a.txt": prose(size) } });
    const path = `${server.root}/a.txt`;
    await Deno.utime(path, OLD, OLD);
    await settle();
    using browser = await Browser.connect(server.port);
    assertEquals(await browser.read("/a.txt"), ["br", prose(size)]);
    const tag = field(await browser.get("/a.txt"), "ETag");
    // Within one second, its size and its time the same.
    for (let seed = 2; seed < 6; seed++) {
      await Deno.writeTextFile(path, prose(size, seed));
      await Deno.utime(path, OLD, OLD);
      assertEquals((await browser.read("/a.txt"))[1], prose(size, seed));
      assertEquals((await browser.get("/a.txt", `If-None-Match: ${tag}`)).status, 200);
    }
    await settle();
    assertEquals(await browser.read("/a.txt"), ["br", prose(size, 5)]);
    assertNotEquals(field(await browser.get("/a.txt"), "ETag"), tag);
  });
}

Deno.test("many clients that ask at once for a form in the making all get it, of the content that they asked for", async () => {
  const size = 600_000;
  await using server = await startServer({ files: { "a.txt": prose(size) } });
  const path = `${server.root}/a.txt`;
  const ask = async (seed: number): Promise<void> => {
    using browser = await Browser.connect(server.port);
    const [, text] = await browser.read("/a.txt");
    assert(text === prose(size, seed), `not the content of ${seed}`);
  };
  for (let seed = 1; seed <= 4; seed++) {
    await Deno.writeTextFile(path, prose(size, seed));
    await Promise.all(Array.from({ length: 12 }, () => ask(seed)));
  }
});

Deno.test("while forms are in the making, small answers do not wait for all of them", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`${at}.txt`, prose(1_000_000, at)]),
  );
  await using server = await startServer({
    files: { ...files, "small.bin": "small" },
    args: ["--workers", "1"],
  });
  let left = 12;
  const large = Array.from({ length: 12 }, async (_, at) => {
    using browser = await Browser.connect(server.port);
    const [, text] = await browser.read(`/${at}.txt`);
    left--;
    assert(text === prose(1_000_000, at), `${at}`);
  });
  using browser = await Browser.connect(server.port);
  let between = 0;
  while (left > 0) {
    assertEquals((await browser.read("/small.bin"))[1], "small");
    between++;
  }
  await Promise.all(large);
  assert(between > 1, `${between} small answers meanwhile`);
});

Deno.test("each coding of a file has an entity tag of its own, the same after a restart", async () => {
  const tags: (string | undefined)[][] = [];
  for (let start = 0; start < 2; start++) {
    await using server = await startServer({ files: { "a.txt": prose(3000) } });
    using client = await KeepAliveClient.connect(server.port);
    const told: (string | undefined)[] = [];
    for (const coding of ["identity", "br", "gzip"]) {
      const response = await client.request({ target: "/a.txt", fields: [`Accept-Encoding: ${coding}`] });
      told.push(field(response, "ETag"));
    }
    assertEquals(new Set(told).size, 3);
    tags.push(told);
  }
  assertEquals(tags[0], tags[1]);
});
