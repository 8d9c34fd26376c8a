/**
 * The end of a connection after its last answer (RFC 9112 §9.6).
 *
 * @module
 */
import type { ClientSocket } from "./client_socket.ts";
import type { ReadBuffer } from "./read_buffer.ts";

/** How long a client may take to read its last answer, in milliseconds. */
export const LINGER = 2000;
/** What it may still send meanwhile, in bytes. */
const MOST_BYTES = 8 * 1024 * 1024;
/** Memory that it is received into once there is any. */
const PIECE = 64 * 1024;

/**
 * Reads on after the last answer until the client has closed too: closing with unread bytes makes the system
 * send a reset, which can take the answer from a client that has not read it yet.
 *
 * @param socket Its sending half is closed; whoever calls closes the rest, and does so after {@linkcode LINGER}.
 * @param buffer The connection's buffer; what it holds is dropped.
 */
export async function linger(socket: ClientSocket, buffer: ReadBuffer): Promise<void> {
  buffer.clear();
  let room = buffer.room();
  for (let total = 0; total < MOST_BYTES;) {
    const count = await socket.read(room);
    if (count === null) return;
    total += count;
    room = buffer.room(PIECE);
  }
}
