/** The server that is changed while it serves, the load on it, and the ways to look at it. */

import { join } from "@std/path";
import { ask, KeepAliveClient, type PlainRequest } from "../../_helpers/keep_alive.ts";
import type { RawResponse } from "../../_helpers/response_parser.ts";
import { type Server, startServer } from "../../_helpers/server.ts";
import { type ContentTree, contentTree, type TreeContent } from "../../_helpers/tree.ts";
import { SteadyLoad } from "../steady_load.ts";
import { Operator } from "./operator.ts";

/** The sections of a settings file. */
export type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Larger than what two sockets hold between them, in bytes. */
const LARGE = 64 * 1024 * 1024;
/** The clients of the load. */
const CLIENTS = 64;
const PATIENCE = 20_000;
/** How many fresh connections look at one thing: enough to come upon all workers, nearly always. */
const LOOKS = 6;

const FILES: TreeContent = {
  "a.txt": "A",
  "app.3f9a1c0b.js": "1",
  ".dot": "dot",
  "d/x.txt": "x",
  "i/i.txt": "index",
  "large.bin": "",
  "page.html": "page",
  "paced.bin": new Uint8Array(300_000),
  "secret/x.txt": "x",
  "large.css": "a{}".repeat(1000),
  "style.css": "a{}".repeat(1000),
  "style.css.gz": "not looked into",
};

/** It answers when its body has come whole; /app/late after a while, and /app/never never. */
const APPLICATION = `export default async (request) => {
  const path = new URL(request.url).pathname;
  if (path === "/app/never") await new Promise(() => {});
  if (path === "/app/late") await new Promise((resolve) => setTimeout(resolve, 20));
  return new Response(await request.text());
};`;

/** No deadline passes by itself here, however busy the machine is. */
const BASE: Sections = {
  handlers: { fetch: { app: { module: "app/main.js", path: "/app/**" } }, timeout: "1h" },
  timeouts: { head: "1h", idle: "1h", body: "1h", write: "1h", drain: "1h" },
  routing: { sites: { b: { hosts: ["b.example"], contentRoot: "other" } } },
};

/** What `connections` tells of one. */
interface SeenConnection {
  readonly id: string;
  readonly port: number;
}

/** A real server, a load on it, and an operator. Disposing of it ends them. */
export class Place implements AsyncDisposable {
  readonly tree: ContentTree;
  readonly server: Server;
  readonly operator: Operator;
  readonly load: SteadyLoad;

  private constructor(tree: ContentTree, server: Server, operator: Operator) {
    this.tree = tree;
    this.server = server;
    this.operator = operator;
    // At most 50 requests a second each, from an address each, where proxies are believed: limits are for another client.
    const fields = (client: number) => [`X-Forwarded-For: 198.51.100.${client}`];
    this.load = new SteadyLoad(server.port, "/a.txt", { clients: CLIENTS, pause: 20, fields });
  }

  /** Starts the server, and the load. */
  static async open(): Promise<Place> {
    await using cleanUp = new AsyncDisposableStack();
    const tree = cleanUp.use(await contentTree(FILES));
    await Deno.truncate(tree.path("large.bin"), LARGE);
    await tree.writeOutside("app/main.js", APPLICATION);
    await tree.writeOutside("app/two.js", `export default () => new Response("two");`);
    await tree.writeOutside("other/b.txt", "B");
    await tree.writeOutside("next/a.txt", "A of the next root");
    await configure(tree);
    const socket = join(tree.base, "control.sock");
    const args = ["--socket", socket, "--workers", "2"];
    const server = cleanUp.use(await startServer({ cwd: tree.base, root: tree.root, args }));
    const place = new Place(tree, server, await Operator.attach(socket));
    cleanUp.move();
    return place;
  }

  /** The settings file. */
  get file(): string {
    return join(this.tree.base, ".linprconfig");
  }

  /** Another content root. */
  get next(): string {
    return join(this.tree.base, "next");
  }

  /** Writes the settings file: what it always has, and some more. */
  async configure(more: Sections = {}): Promise<void> {
    await configure(this.tree, more);
  }

  /** What fresh connections show, where they agree. */
  async everywhere(request: PlainRequest, look: (answer: RawResponse) => unknown): Promise<unknown> {
    const answers = await Promise.all(Array.from({ length: LOOKS }, () => ask(this.server.port, request)));
    const seen = new Map(answers.map((answer) => [JSON.stringify(look(answer)), look(answer)]));
    const [first] = seen.values();
    return seen.size === 1 ? first : [...seen.values()];
  }

  /** The status of a target, as {@linkcode everywhere}. */
  async status(target: string, ...fields: readonly string[]): Promise<unknown> {
    return await this.everywhere({ target, fields }, ({ status }) => status);
  }

  /** Connects. */
  async connect(): Promise<KeepAliveClient> {
    return await KeepAliveClient.connect(this.server.port);
  }

  /** Waits until something is so, for 20 s. */
  async until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + PATIENCE; Date.now() < end;) if (await isSo()) return;
    throw new Error(`${PATIENCE} ms passed without ${what}`);
  }

  /** Connects as a proxy does for another client. */
  async introduce(address: string): Promise<KeepAliveClient> {
    const client = await this.connect();
    await client.send(`PROXY TCP4 ${address} 192.0.2.1 1234 80\r\n`);
    return client;
  }

  /** A client's connection as the server sees it, while it waits for that. Default: whatever it waits for. */
  async connectionOf({ localPort }: KeepAliveClient, state = ""): Promise<SeenConnection | undefined> {
    const open = await this.operator.json<readonly SeenConnection[]>(`connections ${state}`);
    return open.find(({ port }) => port === localPort);
  }

  /** Whether the content of a file is held in memory by one worker at least. */
  async holds(name: string): Promise<boolean> {
    const files = await this.operator.json<readonly { readonly path: string; readonly bytes: number }[]>(
      "files",
    );
    return files.some(({ path, bytes }) => path === this.tree.path(name) && bytes > 0);
  }

  /** Ends all of it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.operator[Symbol.dispose]();
    await this.load.stop();
    await this.server[Symbol.asyncDispose]();
    await this.tree[Symbol.asyncDispose]();
  }
}

async function configure(tree: ContentTree, more: Sections = {}): Promise<void> {
  const names = [...new Set([...Object.keys(BASE), ...Object.keys(more)])];
  const sections = Object.fromEntries(names.map((name) => [name, { ...BASE[name], ...more[name] }]));
  await tree.writeOutside(".linprconfig", `// mine\n${JSON.stringify(sections, null, 2)}\n`);
}
