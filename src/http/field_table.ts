/**
 * The field lines of one head as offsets into its bytes.
 *
 * @module
 */
import { latin1 } from "./bytes.ts";
import { equalsIgnoringCase, KNOWN_FIELDS, KNOWN_NUMBER, knownField, type RequestFields } from "./fields.ts";

/** Numbers kept for one line: where its name and its value start and end, relative to the head. */
const PER_LINE = 4;
/** What a table without a head refers to. */
const NO_BYTES = new Uint8Array(0);

/** Where the fields of a head stand in its bytes; text is made only of what somebody asks for. */
export class FieldTable implements RequestFields {
  readonly #offsets: Int32Array;
  /** For each known field, 1 + the number of its first line; 0 when there is none. */
  readonly #firstLine: Int16Array = new Int16Array(KNOWN_FIELDS.length);
  /** Bit n is set when known field n has more than one line. */
  #repeated = 0;
  #bytes: Uint8Array = NO_BYTES;
  #start = 0;
  #lines = 0;

  /** @param capacity The most field lines that will be added. */
  constructor(capacity: number) {
    this.#offsets = new Int32Array(capacity * PER_LINE);
  }

  /** How many lines were ended by {@linkcode addValue}. */
  get length(): number {
    return this.#lines;
  }

  /** Names the bytes that the offsets point into, and where in them the head starts. */
  locate(bytes: Uint8Array, start: number): void {
    this.#bytes = bytes;
    this.#start = start;
  }

  /** Begins a line: its name's offsets, relative to the head. */
  addName(start: number, end: number): void {
    const slot = this.#lines * PER_LINE;
    this.#offsets[slot] = start;
    this.#offsets[slot + 1] = end;
    const known = knownField(this.#bytes, this.#start + start, this.#start + end);
    if (known < 0) return;
    if (this.#firstLine[known] === 0) this.#firstLine[known] = this.#lines + 1;
    else this.#repeated |= 1 << known;
  }

  /** Ends a line: its value's offsets without the white space around it, relative to the head. */
  addValue(start: number, end: number): void {
    const slot = this.#lines * PER_LINE;
    this.#offsets[slot + 2] = start;
    this.#offsets[slot + 3] = end;
    this.#lines++;
  }

  /** Forgets every line, one that was begun and never ended included, and the bytes. */
  clear(): void {
    this.#firstLine.fill(0);
    this.#repeated = 0;
    this.#lines = 0;
    this.#bytes = NO_BYTES;
  }

  /** See {@linkcode RequestFields.get}. */
  get(name: string): string | undefined {
    const known = KNOWN_NUMBER.get(name);
    if (known !== undefined) {
      const first = (this.#firstLine[known] ?? 0) - 1;
      if (first < 0) return undefined;
      if ((this.#repeated & (1 << known)) === 0) return this.#text(first, 2);
    }
    const lines = this.#linesOf(name);
    return lines.length === 0 ? undefined : lines.map((line) => this.#text(line, 2)).join(", ");
  }

  /** See {@linkcode RequestFields.count}. */
  count(name: string): number {
    const known = KNOWN_NUMBER.get(name);
    if (known !== undefined) {
      if (this.#firstLine[known] === 0) return 0;
      if ((this.#repeated & (1 << known)) === 0) return 1;
    }
    return this.#linesOf(name).length;
  }

  /** See {@linkcode RequestFields.entries}. */
  entries(): [name: string, value: string][] {
    return Array.from({ length: this.#lines }, (_, line) => [this.#text(line, 0), this.#text(line, 2)]);
  }

  /** Where the value of the last line of a name starts, relative to the head; -1 where there is no such line. */
  lastValueStart(name: string): number {
    const last = this.#linesOf(name).at(-1);
    return last === undefined ? -1 : this.#offsets[last * PER_LINE + 2] ?? -1;
  }

  /** The text between the offset number `which` of a line and the one after it. */
  #text(line: number, which: 0 | 2): string {
    const slot = line * PER_LINE + which;
    return latin1(
      this.#bytes,
      this.#start + (this.#offsets[slot] ?? 0),
      this.#start + (this.#offsets[slot + 1] ?? 0),
    );
  }

  #linesOf(name: string): number[] {
    const wanted = new TextEncoder().encode(name);
    const found: number[] = [];
    for (let line = 0; line < this.#lines; line++) {
      const start = this.#start + (this.#offsets[line * PER_LINE] ?? 0);
      const end = this.#start + (this.#offsets[line * PER_LINE + 1] ?? 0);
      if (equalsIgnoringCase(this.#bytes, start, end, wanted)) found.push(line);
    }
    return found;
  }
}
