/**
 * The form of the case tables in cases/: bytes sent, and what must come of them.
 *
 * Everything is said in bytes of the wire, so the tables could be run against any other server, too.
 *
 * @module
 */

/** One row of a table. */
export interface WireCase {
  /** What is special about the request. */
  readonly name: string;
  /** Where it is written that it must be so. */
  readonly source: string;
  /** What the client sends: one write, or several with a pause between them; a character is a byte. */
  readonly send: string | readonly string[];
  /** The statuses of all answers in order, interim ones included. */
  readonly gets: readonly number[];
  /**
   * How the connection goes on. The runner sends one more request, {@linkcode PROBE}, right behind the case's last byte:
   * on an `open` connection it is answered as itself; on a `closed` one nothing answers it, and the server
   * ends the connection.
   */
  readonly then: "open" | "closed";
  /** The client sends no further request, but ends its half of the connection. Default: false. */
  readonly halfClose?: boolean;
  /** Whether the server could not know that the last answer was the last. Default: it could, and said `close`. */
  readonly unannounced?: boolean;
  /** The method of each request, where the first is not what `send` begins with or HEAD is not the first. */
  readonly methods?: readonly string[];
  /** Fields that the last answer must have; a value of `null` stands for a field that it must not have. */
  readonly fields?: Readonly<Record<string, string | null>>;
  /** The bodies of the final answers, in order. Default: not looked at. */
  readonly bodies?: readonly string[];
}

/** What the server serves while the cases run: content by path. */
export const CONTENT = {
  "index.html": "<title>home</title>",
  "a.txt": "a",
  "b.txt": "b",
  "probe.txt": "the probe's answer",
  "large.txt": "large ".repeat(500_000),
} as const;

/** The request that follows a case. */
export const PROBE = "GET /probe.txt HTTP/1.1\r\nHost: probe.example\r\n\r\n";

/** A field line that every HTTP/1.1 request needs. */
export const HOST = "Host: a.example";

/** A head from its lines: each is ended with CRLF, and so is the head. */
export function head(...lines: readonly string[]): string {
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** The head of a GET for a file that is there, with these field lines besides Host. */
export function get(...lines: readonly string[]): string {
  return head("GET /a.txt HTTP/1.1", HOST, ...lines);
}

/** The head of a POST, which gets 405 here, with these field lines besides Host. */
export function post(...lines: readonly string[]): string {
  return head("POST /a.txt HTTP/1.1", HOST, ...lines);
}

/** A byte as a name for people: `0x7f`. */
export function byteName(character: string): string {
  return `0x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
