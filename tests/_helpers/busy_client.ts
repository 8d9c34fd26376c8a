/** A client that keeps a connection busy: it asks for a large file and does not read it. */

/** A busy connection. Disposing of it closes it. */
export interface BusyClient extends Disposable {
  /** Reads to the end; settles when the server has closed the connection or cut it off. */
  drain(): Promise<void>;
}

/** Larger than what two sockets hold between them, in bytes. */
export const LARGE_FILE = 64 * 1024 * 1024;

/**
 * Asks for a file of {@linkcode LARGE_FILE} bytes and waits until the answer has begun.
 *
 * @param port of a server on 127.0.0.1
 * @param target the file's URL path
 */
export async function keepBusy(port: number, target: string): Promise<BusyClient> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const request = `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
  await connection.write(new TextEncoder().encode(request));
  await connection.read(new Uint8Array(1));
  return {
    drain: () => readToEnd(connection),
    [Symbol.dispose]: () => connection.close(),
  };
}

async function readToEnd(connection: Deno.Conn): Promise<void> {
  const bytes = new Uint8Array(1024 * 1024);
  try {
    while (await connection.read(bytes) !== null);
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
}
