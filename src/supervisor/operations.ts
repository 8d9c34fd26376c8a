/**
 * What the operator wants for the time being: who is shut out, maintenance, and whether connections are accepted. It is
 * kept here and told to all workers, those that start later too.
 *
 * @module
 */
import { type Policy, SERVE_ALL } from "../channel/policy.ts";
import { formatDuration } from "../settings/duration.ts";

/** What {@linkcode Operations} needs. */
export interface OperationsOptions {
  /** Has all workers keep to what is wanted; gives how many connections that has ended. */
  readonly tell: () => Promise<number>;
  /** Takes lines for the operator. */
  readonly notify: (line: string) => void;
}

/** Something that lasts until it is taken back, or until its time is over. */
export interface Lasting {
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
  /** When it ends by itself; `Infinity`: it does not. */
  readonly until: number;
}

interface Timed extends Lasting {
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/** The longest time after which something ends by itself, in milliseconds: what a timer can be set to. */
export const LONGEST_TIME = 2 ** 31 - 1;

/** Keeps and changes what is wanted. */
export class Operations {
  readonly #options: OperationsOptions;
  readonly #blocks: Map<string, Timed> = new Map();
  #maintenance: Timed | undefined;
  #intake: Policy["intake"] = SERVE_ALL.intake;

  /** Makes operations that shut nobody out. */
  constructor(options: OperationsOptions) {
    this.#options = options;
  }

  /** What workers are to keep to. */
  get policy(): Policy {
    return {
      intake: this.#intake,
      maintenance: this.#maintenance?.until,
      blocks: [...this.#blocks.keys()],
    };
  }

  /** Who is shut out, by the text of the block. */
  get blocks(): ReadonlyMap<string, Lasting> {
    return this.#blocks;
  }

  /** The maintenance that there is. */
  get maintenance(): Lasting | undefined {
    return this.#maintenance;
  }

  /** Whether connections are accepted. */
  get intake(): Policy["intake"] {
    return this.#intake;
  }

  /**
   * Shuts a block of addresses out.
   *
   * @param time milliseconds, after which it ends; `Infinity`: not by itself
   * @returns how many connections that has ended
   */
  async block(block: string, time: number): Promise<number> {
    clearTimeout(this.#blocks.get(block)?.timer);
    this.#blocks.set(
      block,
      lasting(time, async () => {
        await this.unblock(block);
        this.#options.notify(`${block} is not blocked any more: ${formatDuration(time)} are over`);
      }),
    );
    return await this.#options.tell();
  }

  /** Lets a block of addresses in again; whether it was shut out. */
  async unblock(block: string): Promise<boolean> {
    clearTimeout(this.#blocks.get(block)?.timer);
    if (!this.#blocks.delete(block)) return false;
    await this.#options.tell();
    return true;
  }

  /** Begins a maintenance; see {@linkcode block} for the time. */
  async beginMaintenance(time: number): Promise<void> {
    clearTimeout(this.#maintenance?.timer);
    this.#maintenance = lasting(time, async () => {
      await this.endMaintenance();
      this.#options.notify(`maintenance is over: ${formatDuration(time)} have passed`);
    });
    await this.#options.tell();
  }

  /** Ends the maintenance. */
  async endMaintenance(): Promise<void> {
    clearTimeout(this.#maintenance?.timer);
    this.#maintenance = undefined;
    await this.#options.tell();
  }

  /** Has connections accepted, or not. */
  async take(intake: Policy["intake"]): Promise<void> {
    this.#intake = intake;
    await this.#options.tell();
  }

  /** The server has stopped: the next one accepts connections. Blocks and maintenance stay. */
  stopped(): void {
    this.#intake = SERVE_ALL.intake;
  }
}

function lasting(time: number, end: () => Promise<void>): Timed {
  const since = Date.now();
  if (time === Infinity) return { since, until: Infinity, timer: undefined };
  const timer = setTimeout(() => void end(), time);
  // A program that has nothing else to do does not wait for it.
  Deno.unrefTimer(timer);
  return { since, until: since + time, timer };
}
