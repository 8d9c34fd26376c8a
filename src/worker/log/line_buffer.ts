/**
 * Lines on their way to the main thread, which alone may write.
 *
 * They leave together: when some have waited for a moment, or are many. The main thread says when it has written
 * them; where it cannot keep up, as on a full or slow disk, lines are dropped and counted, so that neither memory
 * grows nor a request waits.
 *
 * @module
 */

/** What {@linkcode LineBuffer} is made from. */
export interface LineBufferOptions {
  /** Takes whole lines to the main thread. */
  readonly post: (text: string, lines: number) => void;
  /** Takes a line for the operator. */
  readonly notice: (line: string) => void;
  /** Most characters that wait here or are not written yet. Default: 4 Mi. */
  readonly most?: number;
}

/** How long a line waits at most, in milliseconds. */
const LONGEST_WAIT = 100;
/** Characters that leave at once. */
const BATCH = 64 * 1024;
const MOST = 4 * 1024 * 1024;
/** Dropped lines are told of this often at most, in milliseconds. */
const TELL_EVERY = 10_000;

/** Collects lines and hands them on. */
export class LineBuffer {
  readonly #options: LineBufferOptions;
  readonly #most: number;
  #text = "";
  #lines = 0;
  /** Characters that the main thread has and has not written. */
  #unwritten = 0;
  #dropped = 0;
  #toldAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Makes an empty buffer. */
  constructor(options: LineBufferOptions) {
    this.#options = options;
    this.#most = options.most ?? MOST;
  }

  /** Adds a line, without its line break; or drops it, where too much waits already. */
  add(line: string): void {
    if (this.#unwritten + this.#text.length + line.length + 1 > this.#most) {
      this.#dropped++;
      return;
    }
    this.#text += `${line}\n`;
    this.#lines++;
    if (this.#text.length >= BATCH) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), LONGEST_WAIT);
  }

  /** Hands on what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines === 0) return;
    const [text, lines] = [this.#text, this.#lines];
    this.#text = "";
    this.#lines = 0;
    this.#unwritten += text.length;
    this.#options.post(text, lines);
  }

  /** The main thread is done with so many characters. */
  written(length: number): void {
    this.#unwritten -= length;
    this.tellDropped();
  }

  /**
   * Tells of the lines that were dropped.
   *
   * @param isLast Whether there will be no other time: then it is told however lately that was done.
   */
  tellDropped(isLast = false): void {
    const now = performance.now();
    if (this.#dropped === 0 || (!isLast && now - this.#toldAt < TELL_EVERY)) return;
    this.#toldAt = now;
    this.#options.notice(
      `${this.#dropped} lines of the access log were dropped: what log.access names takes them too slowly`,
    );
    this.#dropped = 0;
  }
}
