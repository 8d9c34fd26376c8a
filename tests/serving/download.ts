/** A download as slow as a test wants it. */

import { latin1Bytes, latin1Text } from "../_helpers/latin1.ts";

/** The most that is read at once. */
const MIB = 1 << 20;

/** A download that is read piece by piece, and never held as a whole. Disposing of it closes its connection. */
export class Download implements Disposable {
  readonly #conn: Deno.TcpConn;
  /** What the head says. */
  readonly length: number;
  /** The body's first bytes, which came with the head. */
  #held: Uint8Array;
  readonly #buffer = new Uint8Array(MIB);
  #closed = false;

  private constructor(conn: Deno.TcpConn, length: number, held: Uint8Array) {
    this.#conn = conn;
    this.length = length;
    this.#held = held;
  }

  /** Asks for a file and reads the head of the answer. */
  static async start(port: number, target: string): Promise<Download> {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    await conn.write(latin1Bytes(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`));
    let received = new Uint8Array(0);
    for (;;) {
      const buffer = new Uint8Array(64 * 1024);
      const count = await conn.read(buffer);
      if (count === null) throw new Error("no head");
      received = new Uint8Array([...received, ...buffer.subarray(0, count)]);
      const head = /^HTTP\/1\.1 200 .*?\r\nContent-Length: (\d+)\r\n.*?\r\n\r\n/s.exec(latin1Text(received));
      if (head !== null) return new Download(conn, Number(head[1]), received.subarray(head[0].length));
    }
  }

  /** The next piece, a view that the following one overwrites; `null` when the connection has ended. */
  async read(most: number = MIB): Promise<Uint8Array | null> {
    if (this.#held.length > 0) {
      const held = this.#held.subarray(0, most);
      this.#held = this.#held.subarray(held.length);
      return held;
    }
    const count = await this.#conn.read(this.#buffer.subarray(0, most));
    return count === null ? null : this.#buffer.subarray(0, count);
  }

  /** Reads on to the end, or to about `most` bytes, and gives each piece to `look` with its place in the body. */
  async readOn(from: number, most: number, look: (piece: Uint8Array, at: number) => void): Promise<number> {
    let at = from;
    while (at < most) {
      const piece = await this.read(Math.min(MIB, most - at));
      if (piece === null) break;
      look(piece, at);
      at += piece.length;
    }
    return at;
  }

  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#conn.close();
  }
}
