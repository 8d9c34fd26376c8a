/**
 * A session on the control socket: of plain lines, or of an attached console, as its first bytes say.
 *
 * @module
 */
import { AttachedSession } from "./attached_session.ts";
import type { ControlBase, ControlSession } from "./control_base.ts";
import { LONGEST_LINE } from "./frames.ts";
import type { LineReader } from "./line_reader.ts";
import { LineSplitter } from "./line_splitter.ts";
import { isHangUp, Outbox } from "./outbox.ts";
import { PlainSession } from "./plain_session.ts";

/** How much is read at once, in bytes. */
const CHUNK = 16 * 1024;

/** Opens the session of a connection. */
export function openSession(connection: Deno.Conn, base: ControlBase): ControlSession {
  let isOpen = true;
  let isEnding = false;
  let reader: LineReader | undefined;
  const hangUp = () => {
    if (!isOpen) return;
    isOpen = false;
    connection.close();
    reader?.hungUp();
  };
  const outbox = new Outbox(connection, hangUp);
  const close = () => {
    isEnding = true;
    void outbox.drained().then(hangUp);
  };
  const end = (reason: string) => {
    reader ??= new PlainSession(base, { outbox, close });
    reader.end(reason);
  };
  const serve = async () => {
    try {
      for await (const line of linesOf(connection, end)) {
        const Session = line.startsWith("\0") ? AttachedSession : PlainSession;
        reader ??= new Session(base, { outbox, close });
        await reader.take(line);
        if (isEnding) break;
      }
      await outbox.drained();
    } catch (error) {
      if (!isHangUp(error)) throw error;
    } finally {
      hangUp();
    }
  };
  return { ended: serve(), end };
}

async function* linesOf(
  connection: Deno.Conn,
  refuse: (reason: string) => void,
): AsyncGenerator<string, void> {
  const splitter = new LineSplitter(LONGEST_LINE);
  const chunk = new Uint8Array(CHUNK);
  for (;;) {
    const count = await connection.read(chunk);
    if (count === null) break;
    const lines = splitter.push(chunk.subarray(0, count));
    if (lines === undefined) return refuse(`The line is too long: ${LONGEST_LINE} characters at most.`);
    yield* lines;
  }
  yield* splitter.end();
}
