/**
 * Who is answered, as the settings of the section `access` say.
 *
 * @module
 */
import { networkOf } from "../../patterns/network.ts";
import { deriveKey } from "../../patterns/password_key.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Middleware } from "../handler.ts";
import { addressAccess } from "./address_access.ts";
import { FailedTries } from "./failed_tries.ts";
import { forwardedClient } from "./forwarded_client.ts";
import { Logins } from "./logins.ts";
import { PasswordCheck } from "./password_check.ts";
import { realms, type RealmsOptions } from "./realms.ts";

/** The middleware that finds out who asks; none where no proxy is trusted. */
export function clientChain(settings: Settings): readonly Middleware[] {
  const trusted = settings["access.trustedProxies"];
  return trusted.length === 0 ? [] : [forwardedClient({ trusted, field: settings["access.forwardedField"] })];
}

type ContentPaths = RealmsOptions["contentPaths"];

/** The middlewares that decide it; those are not there for which the settings do not ask. */
export interface AccessChain {
  /** Who is answered at all. */
  readonly byAddress: readonly Middleware[];
  /**
   * Who may see what of a site, whose content is found under these paths. A browser's preflight has no password, and
   * must get past this (Fetch §3.3.5).
   */
  readonly byPassword: (contentPaths: ContentPaths) => readonly Middleware[];
}

/**
 * Makes what decides it. What is remembered of clients is for all sites: whoever guesses at one is slowed at each.
 *
 * @param tries Wrong passwords up to now: other settings forgive nobody. Default: none.
 */
export function accessChain(settings: Settings, tries: FailedTries = new FailedTries({ now })): AccessChain {
  const allow = settings["access.allow"];
  const deny = settings["access.deny"];
  const realm = settings["access.realms"].length > 0 ? realmsOf(settings, tries) : undefined;
  return {
    byAddress: allow.length + deny.length > 0 ? [addressAccess({ allow, deny })] : [],
    byPassword: (contentPaths) => realm === undefined ? [] : [realm(contentPaths)],
  };
}

function realmsOf(settings: Settings, tries: FailedTries): (contentPaths: ContentPaths) => Middleware {
  const passwords = new PasswordCheck({ users: settings["access.users"], derive: deriveKey });
  const rules = settings["access.realms"].map(([path, { realm, users }]) => ({ path, realm, users }));
  const logins = new Logins({ passwords, tries, now });
  return (contentPaths) => realms({ rules, logins, contentPaths, clientOf: networkOf });
}

/** A clock that goes on: one that is set back would have people wait for days. */
function now(): number {
  return performance.now();
}
