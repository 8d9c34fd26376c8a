/**
 * Parts of a site that are for those with a password (RFC 9110 §11, RFC 7617).
 *
 * @module
 */
import type { HttpRequest } from "../../http/request.ts";
import { type FieldLine, HttpResponse } from "../../http/response.ts";
import { compileGlob, type PathMatcher } from "../../patterns/glob.ts";
import { Dressing } from "../dressing.ts";
import { noteFields } from "../field_notes.ts";
import { afterwards, type Handler, type Middleware } from "../handler.ts";
import type { Login, Logins } from "./logins.ts";
import { privateAnswer } from "./private_answers.ts";

/** A part of a site. */
export interface RealmRule {
  /** The paths in it; where it is closed, whatever the case of their letters. */
  readonly path: string;
  /** What the browser calls it; absent: it is open to everybody. */
  readonly realm?: string | undefined;
  /** Who may enter; absent: every user. */
  readonly users?: readonly string[] | undefined;
}

/** What {@linkcode realms} needs. */
export interface RealmsOptions {
  /** The first that has a path decides about it. */
  readonly rules: readonly RealmRule[];
  readonly logins: Logins;
  /** The paths under which the content of a path is found: who may not see one of them may not see it. */
  readonly contentPaths: (path: string) => readonly string[];
  /** Who is slowed down for the wrong tries of an address: the address, or its network. */
  readonly clientOf: (address: string) => string;
}

type Answer = ReturnType<Handler>;

const PRIVATE = { step: "fields", why: "as it is for those with a password (access.realms)" };

const NO_STORE: FieldLine = ["Cache-Control", "no-store"];

/** A closed realm, with its answers made. */
interface Realm {
  readonly name: string;
  readonly users: ReadonlySet<string> | undefined;
  readonly challenge: HttpResponse;
}

interface Rule {
  readonly matches: PathMatcher;
  /** Absent: open. */
  readonly realm: Realm | undefined;
}

/** Asks for a name and a password where a path is in a closed realm. */
export function realms(options: RealmsOptions): Middleware {
  const gate = new Gate(options);
  return (next) => (request) => gate.answer(request, next);
}

class Gate {
  readonly #options: RealmsOptions;
  readonly #rules: readonly Rule[];
  readonly #private = new Dressing((response: HttpResponse, _: "private") => privateAnswer(response));

  constructor(options: RealmsOptions) {
    this.#options = options;
    this.#rules = options.rules.map(({ path, realm, users }) => ({
      matches: realm === undefined ? compileGlob(path) : compileClosed(path),
      realm: realm === undefined ? undefined : closedRealm(realm, users),
    }));
  }

  answer(request: HttpRequest, next: Handler): Answer {
    const closed = this.#realmsOf(request.target.path);
    const [first] = closed;
    if (first === undefined) return next(request);
    const { logins, clientOf } = this.#options;
    const login = logins.login(request.fields.get("authorization"), clientOf(request.client.address));
    const enter = (login: Login): Answer => this.#enter(request, next, first, closed, login);
    return login instanceof Promise ? login.then(enter) : enter(login);
  }

  /** The closed realms that the content of a path is in, each once. */
  #realmsOf(path: string): readonly Realm[] {
    const found = this.#options.contentPaths(path)
      .map((shown) => this.#rules.find(({ matches }) => matches(shown))?.realm)
      .filter((realm) => realm !== undefined);
    return found.length > 1 ? [...new Set(found)] : found;
  }

  #enter(request: HttpRequest, next: Handler, first: Realm, closed: readonly Realm[], login: Login): Answer {
    const note = (text: string): void => request.decisions?.note("access", `realm "${first.name}": ${text}`);
    if (login.kind === "nobody") {
      note(`${login.why}: 401`);
      return first.challenge;
    }
    if (login.kind === "later") {
      note(`${login.why}: ${login.status}`);
      return later(login.status, login.seconds);
    }
    if (request.notes !== undefined) request.notes.user = login.name;
    const barred = closed.find(({ users }) => users !== undefined && !users.has(login.name));
    if (barred !== undefined) {
      note(`${login.name} may not enter "${barred.name}": 403`);
      return FORBIDDEN;
    }
    note(`${login.name} may enter`);
    return afterwards(next(request), (response) => {
      const kept = this.#private.put(response, "private");
      if (request.decisions !== undefined) noteFields(request.decisions, PRIVATE, response, kept);
      return kept;
    });
  }
}

/** Disks that ignore case, and applications that do, show what is closed by other spellings too: all are closed. */
function compileClosed(glob: string): PathMatcher {
  const matches = compileGlob(glob.toLowerCase());
  return (path) => matches(path.toLowerCase());
}

const FORBIDDEN = new HttpResponse({ status: 403, fields: [NO_STORE] });

function closedRealm(name: string, users: readonly string[] | undefined): Realm {
  const quoted = name.replace(/["\\]/g, "\\$&");
  const challenge: FieldLine = ["WWW-Authenticate", `Basic realm="${quoted}", charset="UTF-8"`];
  return {
    name,
    users: users && new Set(users),
    challenge: new HttpResponse({ status: 401, fields: [challenge, NO_STORE] }),
  };
}

function later(status: number, seconds: number): HttpResponse {
  return new HttpResponse({ status, fields: [["Retry-After", String(seconds)], NO_STORE] });
}
