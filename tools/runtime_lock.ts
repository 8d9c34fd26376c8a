/**
 * The lock file of the binary: deno.lock less what only the tests import.
 *
 * Deno 2.4.2 puts every package of the lock file into the binary, and a browser's driver is 15 MB.
 *
 * @module
 */

/** The parts of deno.lock (version 5) that name npm packages; other parts stay as they are. */
export interface LockFile {
  /** `npm:name@range` to the version taken. */
  readonly specifiers?: Readonly<Record<string, string>>;
  /** By `name@version`. */
  readonly npm?: Readonly<Record<string, { readonly dependencies?: readonly string[] }>>;
  readonly workspace?: { readonly dependencies?: readonly string[] };
}

/**
 * Reduces a lock file to some packages and what these depend on.
 *
 * @param lock The parsed deno.lock.
 * @param packages The packages that the program imports, as `name@version`.
 *
 * @example
 * ```ts
 * const lock = { specifiers: { "npm:a@1": "1.0.0", "npm:b@1": "1.0.0" }, npm: { "a@1.0.0": {}, "b@1.0.0": {} } };
 * const reduced = runtimeLock(lock, ["a@1.0.0"]);
 * if (JSON.stringify(reduced.npm) !== '{"a@1.0.0":{}}') throw new Error();
 * ```
 */
export function runtimeLock<Lock extends LockFile>(lock: Lock, packages: readonly string[]): Lock {
  const npm = lock.npm ?? {};
  const kept = new Set<string>();
  const waiting = [...packages];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (kept.has(name)) continue;
    kept.add(name);
    waiting.push(...(npm[name]?.dependencies ?? []).flatMap((dependency) => named(npm, dependency)));
  }
  const isKept = (specifier: string): boolean =>
    !specifier.startsWith("npm:") || kept.has(`${nameOf(specifier)}@${lock.specifiers?.[specifier] ?? ""}`);
  return {
    ...lock,
    specifiers: pick(lock.specifiers ?? {}, isKept),
    npm: pick(npm, (name) => kept.has(name)),
    ...(lock.workspace !== undefined && {
      workspace: { ...lock.workspace, dependencies: (lock.workspace.dependencies ?? []).filter(isKept) },
    }),
  };
}

/** A dependency is written without its version where the lock file has one version only. */
function named(npm: NonNullable<LockFile["npm"]>, dependency: string): string[] {
  return Object.keys(npm).filter((key) => key === dependency || key.startsWith(`${dependency}@`));
}

/** `@scope/name` of `npm:@scope/name@1.0.0`. */
function nameOf(specifier: string): string {
  const bare = specifier.slice("npm:".length);
  const at = bare.lastIndexOf("@");
  return at > 0 ? bare.slice(0, at) : bare;
}

function pick<Value>(
  record: Readonly<Record<string, Value>>,
  isKept: (key: string) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => isKept(key)));
}
