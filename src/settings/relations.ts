/**
 * What has to hold between settings, beyond what each of them takes.
 *
 * @module
 */
import type { Fault } from "./parsed.ts";
import { STATIC } from "./handler_forms.ts";
import type { Realm } from "./realm_shapes.ts";
import type { Rule } from "./routing/rule_members.ts";
import type { SettingKey, Settings, SettingValue } from "./settings.ts";

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
  return [...unknownUsers(values), ...unknownHandlers(values)];
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

/** A rule that chooses what is not there would have its requests fall through to the files. */
function unknownHandlers(values: ReadonlyMap<SettingKey, SettingValue>): readonly RelationFault[] {
  // Every value was checked against its own key.
  const applications = values.get("handlers.fetch") as Settings["handlers.fetch"] | undefined;
  const names = new Set([STATIC, ...(applications ?? []).map(([name]) => name)]);
  const faultsIn = (key: SettingKey, rules: readonly Rule[], path: readonly (string | number)[]) =>
    rules.flatMap(({ handler }, index): readonly RelationFault[] => {
      if (handler === undefined || names.has(handler)) return [];
      const expected = `the name of a handler: ${[...names].map((name) => `"${name}"`).join(", ")}`;
      const fault = { expected, found: handler, path: [...path, index, "handler"], inName: false };
      return [{ key, fault }];
    });
  const rules = values.get("routing.rules") as Settings["routing.rules"] | undefined;
  const sites = values.get("routing.sites") as Settings["routing.sites"] | undefined;
  return [
    ...faultsIn("routing.rules", rules ?? [], []),
    ...(sites ?? []).flatMap(([name, site]) => faultsIn("routing.sites", site.rules, [name, "rules"])),
  ];
}
