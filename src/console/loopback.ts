/**
 * A request to our own server by way of a socket, as any client would send it.
 *
 * @module
 */
import { latin1 } from "../http/bytes.ts";
import { printable } from "../settings/printable.ts";
import type { Settings } from "../settings/settings.ts";
import { systemErrorCode } from "../settings/system_error.ts";
import type { ListenAddress } from "../supervisor/status.ts";
import { CommandError } from "./command_error.ts";
import { ownIntroduction } from "./own_introduction.ts";
import { requestText } from "./typed_request.ts";
import { addressText } from "./urls.ts";

/** Who is asked. */
export interface LoopbackServer {
  /** Where it listens. */
  readonly address: ListenAddress;
  /** The settings in force. */
  readonly settings: Settings;
}

/** What is asked. Nothing in it has a line break, and neither method nor target a blank. */
export interface LoopbackRequest {
  readonly method: string;
  readonly target: string;
  /** Field lines, without their line breaks; a Host replaces the one that is sent otherwise. */
  readonly fields: readonly string[];
}

/** The beginning of an answer. */
export interface LoopbackAnswer {
  readonly status: number;
  /** As it came. */
  readonly reason: string;
}

/** The head of an answer. */
export interface LoopbackHead extends LoopbackAnswer {
  /** `HTTP/1.1`. */
  readonly version: string;
  /** The field lines, one character a byte. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What of the body came with it. */
  readonly rest: Uint8Array;
}

/** The longest head that is read, in bytes. */
const LONGEST_HEAD = 256 * 1024;

/** RFC 9112 §4. */
const STATUS_LINE = /^(HTTP\/1\.[01]) ([1-5]\d\d) (.*)$/;

/**
 * Sends a request to the address that the server listens on, or to loopback where that is every address, and reads the
 * answer's status.
 *
 * @param signal ends the wait
 * @throws {CommandError} when no answer comes, and says why
 */
export async function askOverLoopback(
  server: LoopbackServer,
  request: LoopbackRequest,
  signal: AbortSignal,
): Promise<LoopbackAnswer> {
  return await overLoopback(server, request, signal, async (connection) => {
    const { status, reason } = await readHead(connection);
    return { status, reason };
  });
}

/**
 * Sends a request as {@linkcode askOverLoopback} does, and hands the connection to whoever reads the answer; it is closed
 * afterwards.
 *
 * @param read is told besides when there was a connection, by `performance.now()`
 * @throws {CommandError} when no answer comes, and says why
 */
export async function overLoopback<Answer>(
  server: LoopbackServer,
  request: LoopbackRequest,
  signal: AbortSignal,
  read: (connection: Deno.Conn, connected: number) => Promise<Answer>,
): Promise<Answer> {
  const { address, settings } = server;
  const target = { ...address, hostname: reachable(address.hostname) };
  const noAnswer = (why: string) => new CommandError(`${addressText(target)} gave no answer: ${why}.`);
  let connection: Deno.TcpConn | undefined;
  const hangUp = () => {
    connection?.close();
    connection = undefined;
  };
  try {
    connection = await Deno.connect(target);
    const connected = performance.now();
    if (signal.aborted) throw noAnswer("the wait was ended");
    signal.addEventListener("abort", hangUp);
    const fields = ["Connection: close", ...request.fields];
    const text = requestText({ ...request, fields }, addressText(target));
    await sendWhole(connection, ownIntroduction(settings, connection.localAddr.hostname) + text);
    return await read(connection, connected);
  } catch (error) {
    if (signal.aborted) throw noAnswer("the wait was ended");
    if (error instanceof NoHead) throw noAnswer("the connection was closed before the end of a head");
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw noAnswer(code);
  } finally {
    signal.removeEventListener("abort", hangUp);
    hangUp();
  }
}

/** The connection ended before the head did. */
class NoHead extends Error {}

/** An address that this machine reaches where the server is bound to all of them. */
function reachable(hostname: string): string {
  return { "0.0.0.0": "127.0.0.1", "::": "::1" }[hostname] ?? hostname;
}

async function sendWhole(connection: Deno.Conn, text: string): Promise<void> {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) rest = rest.subarray(await connection.write(rest));
}

/**
 * The first head that is no interim one (RFC 9110 §15.2).
 *
 * @throws {Error} for {@linkcode overLoopback}, where none comes whole
 */
export async function readHead(connection: Deno.Conn): Promise<LoopbackHead> {
  const chunk = new Uint8Array(16 * 1024);
  for (let text = ""; text.length <= LONGEST_HEAD;) {
    const end = text.indexOf("\r\n\r\n");
    if (end === -1) {
      const count = await connection.read(chunk);
      if (count === null) break;
      text += latin1(chunk, 0, count);
      continue;
    }
    const head = parseHead(text.slice(0, end));
    text = text.slice(end + 4);
    if (head.status >= 200) return { ...head, rest: Uint8Array.from(text, (byte) => byte.charCodeAt(0)) };
  }
  throw new NoHead();
}

function parseHead(text: string): Omit<LoopbackHead, "rest"> {
  const [line = "", ...lines] = text.split("\r\n");
  const [, version, status, reason = ""] = STATUS_LINE.exec(line) ?? [];
  if (version === undefined) {
    throw new CommandError(`What came is no HTTP answer: ${printable(line.slice(0, 80))}`);
  }
  const fields = lines.map((one) => {
    const colon = one.indexOf(":");
    return [one.slice(0, colon), one.slice(colon + 1).trim()] as const;
  });
  return { version, status: Number(status), reason, fields };
}
