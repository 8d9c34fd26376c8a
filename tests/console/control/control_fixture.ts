/** A control socket over a server that is stopped, in this process, for the tests beside it. */

import { ControlServer } from "../../../src/console/control/control_server.ts";
import {
  GREETING,
  type Hello,
  readServerFrame,
  type ServerFrame,
} from "../../../src/console/control/frames.ts";
import { LineSplitter } from "../../../src/console/control/line_splitter.ts";
import { claimSocket } from "../../../src/console/control/socket_claim.ts";
import { Notices } from "../../../src/console/notices.ts";
import { consoleFixture } from "../console_fixture.ts";

/** A served socket; closed and removed on dispose. */
export interface ControlFixture extends AsyncDisposable {
  readonly path: string;
  readonly notices: Notices;
  /** Ends the server's end; only the first call counts. */
  readonly close: () => Promise<void>;
  /** What the server's own output was told: bugs, above all. */
  readonly told: readonly string[];
}

/** Serves a control socket in a directory of its own. */
export async function controlFixture(): Promise<ControlFixture> {
  const directory = await Deno.makeTempDir();
  const path = `${directory}/control.sock`;
  const told: string[] = [];
  const notices = new Notices();
  notices.add((line) => void told.push(line));
  const { context } = consoleFixture();
  const { supervisor, configuration, shutdown, anyPort } = context;
  const base = { supervisor, configuration, shutdown, anyPort, notices };
  const server = new ControlServer(path, await claimSocket(path), base);
  let closed: Promise<void> | undefined;
  const close = () => closed ??= server.close();
  return {
    path,
    notices,
    close,
    told,
    [Symbol.asyncDispose]: async () => {
      await close();
      await Deno.remove(directory, { recursive: true });
    },
  };
}

/** The client's end of a socket, as bytes go over it. */
export class RawClient implements Disposable {
  readonly #connection: Deno.Conn;
  readonly #splitter = new LineSplitter(2 ** 24);
  #lines: string[] = [];

  private constructor(connection: Deno.Conn) {
    this.#connection = connection;
  }

  /** Connects. */
  static async open(path: string): Promise<RawClient> {
    return new RawClient(await Deno.connect({ transport: "unix", path }));
  }

  /** Connects, and greets. */
  static async attach(path: string, hello: Partial<Hello> = {}): Promise<RawClient> {
    const client = await RawClient.open(path);
    await client.write(`${GREETING}${JSON.stringify({ interactive: false, coloured: false, ...hello })}\n`);
    return client;
  }

  /** Sends text, or bytes, as they are. */
  async write(data: string | Uint8Array): Promise<void> {
    let rest = typeof data === "string" ? new TextEncoder().encode(data) : data;
    while (rest.length > 0) rest = rest.subarray(await this.#connection.write(rest));
  }

  /** Sends a frame. */
  async send(frame: unknown): Promise<void> {
    await this.write(`${JSON.stringify(frame)}\n`);
  }

  /** The next line; undefined at the end. */
  async line(): Promise<string | undefined> {
    const chunk = new Uint8Array(64 * 1024);
    while (this.#lines.length === 0) {
      const count = await this.#connection.read(chunk);
      if (count === null) return undefined;
      this.#lines = [...this.#splitter.push(chunk.subarray(0, count)) ?? []];
    }
    return this.#lines.shift();
  }

  /** An answer of plain lines, as far as its empty line. */
  async answer(): Promise<string> {
    const lines: string[] = [];
    for (let line = await this.line(); line !== undefined && line !== ""; line = await this.line()) {
      lines.push(line);
    }
    return lines.join("\n");
  }

  /** The next frame of that type; those before it are left out. */
  async frame<T extends ServerFrame["type"]>(type: T): Promise<Extract<ServerFrame, { type: T }>> {
    for (;;) {
      const line = await this.line();
      if (line === undefined) throw new Error(`The session ended before a frame '${type}' came`);
      const frame = readServerFrame(line);
      if (frame?.type === type) return frame as Extract<ServerFrame, { type: T }>;
    }
  }

  /** No more is written; what comes can still be read. */
  async closeWrite(): Promise<void> {
    await (this.#connection as Deno.UnixConn).closeWrite();
  }

  /** Hangs up. */
  [Symbol.dispose](): void {
    this.#connection.close();
  }
}
