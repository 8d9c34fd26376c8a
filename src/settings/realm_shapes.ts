/**
 * The shape of `access.realms`.
 *
 * @module
 */
import { type Fault, faultsOf, refused } from "./parsed.ts";
import type { MapShape, MembersValue, ObjectShape } from "./shape.ts";

const MOST_REALMS = 100;
const MOST_USERS = 1000;
const EXAMPLE = '{"realm":"Administration","users":["anna"]}';
const ONE = `a realm such as ${EXAMPLE}, or {"open":true}`;

const REALM_MEMBERS = {
  realm: {
    shape: { kind: "form", form: "realmName" },
    help: "what the browser calls it when it asks for a name and a password",
  },
  users: {
    shape: {
      kind: "list",
      one: `a list of 1 to ${MOST_USERS} names of access.users`,
      item: { kind: "form", form: "userName" },
      min: 1,
      max: MOST_USERS,
    },
    help: "who may enter, of access.users; all of them where it is not there",
  },
  open: {
    shape: { kind: "boolean" },
    help: "true: everybody may, without a password; for part of what a later glob closes",
  },
} as const satisfies ObjectShape["members"];

/** Who may see what a glob stands for. */
export type Realm = MembersValue<typeof REALM_MEMBERS>;

/** Realms by glob; the first that fits a path is the one that it is in. */
export const REALMS_BY_GLOB = {
  kind: "map",
  one: `an object of at most ${MOST_REALMS} globs with realms, such as {"/admin/**":${EXAMPLE}}`,
  names: "glob",
  values: {
    kind: "object",
    one: ONE,
    members: REALM_MEMBERS,
    check: realmFaults,
  },
  max: MOST_REALMS,
} as const satisfies MapShape;

/** A realm that says nothing, or two things, might be taken for closed and be open. */
function realmFaults(written: Realm): readonly Fault[] {
  const { realm, users, open } = written;
  const isOpen = open === true && realm === undefined && users === undefined;
  const isClosed = open === undefined && realm !== undefined;
  return isOpen || isClosed ? [] : faultsOf(refused(ONE, written));
}
