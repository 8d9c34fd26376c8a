/** Takes bytes apart into lines, however they arrive. */
export class LineSplitter {
  readonly #longest: number;
  readonly #decoder = new TextDecoder();
  #rest = "";

  /**
   * A splitter of UTF-8; what is none becomes U+FFFD.
   *
   * @param longest the longest line, in UTF-16 units
   */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /**
   * Takes bytes, and gives the lines that are whole now, without their LF or CRLF.
   *
   * @returns undefined when a line is too long: nothing that follows can be trusted to begin a line
   */
  push(bytes: Uint8Array): readonly string[] | undefined {
    // Only what is new is looked through: a long line comes in many pieces.
    const lines = this.#decoder.decode(bytes, { stream: true }).split("\n");
    lines[0] = this.#rest + (lines[0] ?? "");
    this.#rest = lines.pop() ?? "";
    if ([...lines, this.#rest].some((line) => line.length > this.#longest)) return undefined;
    return lines.map(withoutReturn);
  }

  /** What is left when no more bytes come: a last line without its line break. */
  end(): readonly string[] {
    const last = this.#rest + this.#decoder.decode();
    this.#rest = "";
    return last === "" ? [] : [withoutReturn(last)];
  }
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
