/**
 * A request to our own server by way of a socket, as any client would send it.
 *
 * @module
 */
import { printable } from "../settings/printable.ts";
import { systemErrorCode } from "../settings/system_error.ts";
import type { ListenAddress } from "../supervisor/status.ts";
import { CommandError } from "./command_error.ts";
import { addressText } from "./urls.ts";

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

/** The longest head that is read, in bytes. */
const LONGEST_HEAD = 256 * 1024;

/** RFC 9112 §4. */
const STATUS_LINE = /^HTTP\/1\.[01] ([1-5]\d\d) (.*)$/;

/**
 * Sends a request to the address that the server listens on, or to loopback where that is every address, and reads the
 * answer's head.
 *
 * @param signal ends the wait
 * @throws {CommandError} when no answer comes, and says why
 */
export async function askOverLoopback(
  address: ListenAddress,
  request: LoopbackRequest,
  signal: AbortSignal,
): Promise<LoopbackAnswer> {
  const target = { ...address, hostname: reachable(address.hostname) };
  const noAnswer = (why: string) => new CommandError(`${addressText(target)} gave no answer: ${why}.`);
  let connection: Deno.Conn | undefined;
  const hangUp = () => {
    connection?.close();
    connection = undefined;
  };
  try {
    connection = await Deno.connect(target);
    if (signal.aborted) throw noAnswer("the wait was ended");
    signal.addEventListener("abort", hangUp);
    await sendWhole(connection, requestText(request, addressText(target)));
    const answer = await readStatus(connection);
    if (answer === undefined) throw noAnswer("the connection was closed before the end of a head");
    return answer;
  } catch (error) {
    if (signal.aborted) throw noAnswer("the wait was ended");
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw noAnswer(code);
  } finally {
    signal.removeEventListener("abort", hangUp);
    hangUp();
  }
}

/** An address that this machine reaches where the server is bound to all of them. */
function reachable(hostname: string): string {
  return { "0.0.0.0": "127.0.0.1", "::": "::1" }[hostname] ?? hostname;
}

function requestText({ method, target, fields }: LoopbackRequest, host: string): string {
  const hosts = fields.some((field) => /^host:/i.test(field)) ? [] : [`Host: ${host}`];
  return [`${method} ${target} HTTP/1.1`, ...hosts, "Connection: close", ...fields, "", ""].join("\r\n");
}

async function sendWhole(connection: Deno.Conn, text: string): Promise<void> {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) rest = rest.subarray(await connection.write(rest));
}

/** The status of the first head that is no interim one (RFC 9110 §15.2); undefined where none comes whole. */
async function readStatus(connection: Deno.Conn): Promise<LoopbackAnswer | undefined> {
  const decoder = new TextDecoder("latin1");
  const chunk = new Uint8Array(16 * 1024);
  for (let text = ""; text.length <= LONGEST_HEAD;) {
    const end = text.indexOf("\r\n\r\n");
    if (end === -1) {
      const count = await connection.read(chunk);
      if (count === null) return undefined;
      text += decoder.decode(chunk.subarray(0, count));
      continue;
    }
    const [line = ""] = text.split("\r\n", 1);
    const [, status, reason = ""] = STATUS_LINE.exec(line) ?? [];
    if (status === undefined) {
      throw new CommandError(`What came is no HTTP answer: ${printable(line.slice(0, 80))}`);
    }
    if (!status.startsWith("1")) return { status: Number(status), reason };
    text = text.slice(end + 4);
  }
  return undefined;
}
