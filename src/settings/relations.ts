/**
 * What has to hold between settings, beyond what each of them takes.
 *
 * @module
 */
import type { Fault } from "./parsed.ts";
import type { Realm } from "./realm_shapes.ts";
import type { SettingKey, SettingValue } from "./settings.ts";

/** A fault in the value of a setting. */
export interface RelationFault {
  readonly key: SettingKey;
  readonly fault: Fault;
}

/**
 * Finds what does not go together in the settings of one source. What another source gives is not known here: where
 * that has the other half of a pair, nothing is said.
 *
 * @param values good values, each for itself
 */
export function relationFaults(values: ReadonlyMap<SettingKey, SettingValue>): readonly RelationFault[] {
  return unknownUsers(values);
}

/** A realm that lets a user in who has no password lets in nobody, and its writer meant somebody else. */
function unknownUsers(values: ReadonlyMap<SettingKey, SettingValue>): readonly RelationFault[] {
  // Every value was checked against its own key.
  const users = values.get("access.users") as readonly (readonly [string, string])[] | undefined;
  const realms = values.get("access.realms") as readonly (readonly [string, Realm])[] | undefined;
  if (users === undefined || realms === undefined) return [];
  const names = new Set(users.map(([name]) => name));
  return realms.flatMap(([glob, realm]) =>
    (realm.users ?? []).flatMap((name, index): readonly RelationFault[] => {
      if (names.has(name)) return [];
      const path = [glob, "users", index];
      return [{
        key: "access.realms",
        fault: { expected: "a name of access.users", found: name, path, inName: false },
      }];
    })
  );
}
