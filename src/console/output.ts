/**
 * Where the console and the headless server write: results to stdout, everything else to stderr.
 *
 * @module
 */
import { systemErrorCode } from "../settings/system_error.ts";
import { type Style, styleFor } from "./style.ts";

/** The two streams, as the commands see them. All text is whole lines, the last without its line break. */
export interface Output {
  /** For results. */
  readonly style: Style;
  /** The terminal's width, in columns; undefined elsewhere: then nothing is wrapped. */
  readonly columns: number | undefined;
  /** Shows a result. */
  readonly print: (text: string) => void;
  /** Shows a problem or a notice. */
  readonly warn: (text: string) => void;
  /** Text that is painted over again and again; there is none where nothing can be repainted. */
  readonly live?: () => Live | undefined;
}

/**
 * A text in its place at the end of what a terminal shows, cut to the window. What is printed meanwhile appears above
 * it.
 */
export interface Live {
  /** Shows a text in place of the one before. */
  readonly paint: (text: string) => void;
  /** Leaves the last text standing. */
  readonly close: () => void;
}

/** Plain lines on stdout and stderr: for pipes, files, and a terminal without a prompt. */
export class PlainOutput implements Output {
  readonly style: Style = styleFor(Deno.stdout);

  /** The width of the terminal that stdout is. */
  get columns(): number | undefined {
    // A terminal that does not know its width says 0.
    return Deno.stdout.isTerminal() ? Deno.consoleSize().columns || undefined : undefined;
  }

  /** Writes to stdout. */
  print(text: string): void {
    writeAll(Deno.stdout, text);
  }

  /** Writes to stderr. */
  warn(text: string): void {
    writeAll(Deno.stderr, text);
  }
}

/**
 * Does a write, and lets it pass that nobody is there to read any more: the other end of a pipe is closed, or the
 * terminal is gone. A server lives on without its audience.
 */
export function unlessGone(write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== "EPIPE" && code !== "EIO") throw error;
  }
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  unlessGone(() => {
    let rest = new TextEncoder().encode(`${text}\n`);
    while (rest.length > 0) rest = rest.subarray(stream.writeSync(rest));
  });
}
