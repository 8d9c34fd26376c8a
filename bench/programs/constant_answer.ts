/**
 * Answers each read with the same bytes: no parsing, no files. Arguments: a file with the body, and the port.
 *
 * @module
 */

async function serve(connection: Deno.TcpConn, answer: Uint8Array): Promise<void> {
  const buffer = new Uint8Array(4096);
  try {
    while (await connection.read(buffer) !== null) await connection.write(answer);
  } catch {
    // The client is gone.
  }
  connection.close();
}

function answerWith(body: Uint8Array): Uint8Array {
  const head = [
    "HTTP/1.1 200 OK",
    `Date: ${new Date().toUTCString()}`,
    "Server: constant",
    "Content-Type: text/plain; charset=UTF-8",
    `Content-Length: ${body.length}`,
  ].join("\r\n");
  return new Uint8Array([...new TextEncoder().encode(`${head}\r\n\r\n`), ...body]);
}

if (import.meta.main) {
  const [path = "", port = ""] = Deno.args;
  const answer = answerWith(Deno.readFileSync(path));
  for await (const connection of Deno.listen({ hostname: "127.0.0.1", port: Number(port) })) {
    connection.setNoDelay(true);
    void serve(connection, answer);
  }
}
