/**
 * Who is it that asks?
 *
 * @module
 */
import { createHash, randomBytes } from "node:crypto";
import { type BasicCredentials, parseBasic } from "./basic_credentials.ts";
import type { FailedTries } from "./failed_tries.ts";
import type { PasswordCheck } from "./password_check.ts";

/** What {@linkcode Logins} is made from. */
export interface LoginsOptions {
  readonly passwords: PasswordCheck;
  readonly tries: FailedTries;
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** How many logins are remembered at most. Default: 1000. */
  readonly most?: number;
}

/** What comes of a login. */
export type Login =
  /** The name and the password belong together. */
  | { readonly kind: "user"; readonly name: string }
  /** They do not, or there are none; `why` is for the operator. */
  | { readonly kind: "nobody"; readonly why: string }
  /** Nothing was checked, but may be in so many seconds: 429 for this client's wrong tries, 503 for everybody's. */
  | { readonly kind: "later"; readonly status: 429 | 503; readonly seconds: number; readonly why: string };

interface Remembered {
  readonly login: Login;
  /** Until when, by the same clock. */
  readonly until: number;
}

const NO_CREDENTIALS: Login = { kind: "nobody", why: "no credentials" };
const NO_BASIC: Login = { kind: "nobody", why: "credentials that are not of the Basic scheme" };
const BUSY: Login = { kind: "later", status: 503, seconds: 1, why: "too many passwords wait to be checked" };

/** How long a good password is not checked again, in milliseconds: what takes it away takes effect at once. */
const MEMORY = 5 * 60 * 1000;
const MOST = 1000;
/** Passwords that wait to be checked, one after the other: some seconds of work. */
const MOST_WAITING = 32;

/**
 * Finds out who asks. A good password is checked once and then remembered for a while, by a hash with a key that only
 * this worker has.
 */
export class Logins {
  readonly #options: LoginsOptions;
  readonly #key: Uint8Array = randomBytes(32);
  readonly #remembered: Map<string, Remembered> = new Map();
  readonly #checking: Map<string, Promise<Login>> = new Map();
  /** Settles when the last check that was asked for has ended; never rejects. */
  #last: Promise<unknown> = Promise.resolve();

  /** Makes the logins of one worker. */
  constructor(options: LoginsOptions) {
    this.#options = options;
  }

  /** How many logins are remembered. */
  get size(): number {
    return this.#remembered.size;
  }

  /**
   * Finds out who asks.
   *
   * @param authorization The Authorization field.
   * @param client Who is slowed down for wrong tries: an address, or a network.
   */
  login(authorization: string | undefined, client: string): Login | Promise<Login> {
    if (authorization === undefined) return NO_CREDENTIALS;
    const credentials = parseBasic(authorization);
    if (credentials === undefined) return NO_BASIC;
    const digest = this.#digestOf(credentials);
    const known = this.#remembered.get(digest);
    if (known !== undefined && known.until > this.#options.now()) return known.login;
    // A page asks for its pictures all at once, with the same password.
    return this.#checking.get(digest) ?? this.#begin(credentials, digest, client);
  }

  /** Of what is meant, however it was written: a name has no colon. */
  #digestOf({ name, password }: BasicCredentials): string {
    return createHash("sha256").update(this.#key).update(`${name}:${password}`).digest("base64");
  }

  #begin(credentials: BasicCredentials, digest: string, client: string): Login | Promise<Login> {
    if (this.#checking.size >= MOST_WAITING) return BUSY;
    const wait = this.#options.tries.begin(client);
    if (wait > 0) {
      const why = `${client} has tried too many wrong passwords`;
      return { kind: "later", status: 429, seconds: Math.ceil(wait / 1000), why };
    }
    // One after the other, so that logins take one core at most from the requests of everybody.
    const login = this.#last.then(() => this.#check(credentials, digest, client));
    this.#last = login.catch(() => undefined);
    this.#checking.set(digest, login);
    return login.finally(() => this.#checking.delete(digest));
  }

  async #check({ name, password }: BasicCredentials, digest: string, client: string): Promise<Login> {
    const { passwords, tries } = this.#options;
    if (!await passwords.isRight(name, password)) {
      return { kind: "nobody", why: `a wrong password for ${JSON.stringify(name)}, or no such user` };
    }
    tries.takeBack(client);
    const login: Login = { kind: "user", name };
    this.#remember(digest, login);
    return login;
  }

  #remember(digest: string, login: Login): void {
    const { now, most = MOST } = this.#options;
    this.#remembered.delete(digest);
    this.#remembered.set(digest, { login, until: now() + MEMORY });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > most && oldest !== undefined) this.#remembered.delete(oldest);
  }
}
