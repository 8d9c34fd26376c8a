/**
 * Who is answered, as the settings of the section `access` say.
 *
 * @module
 */
import type { ContentRoot } from "../../files/content_root.ts";
import { networkOf } from "../../patterns/network.ts";
import { deriveKey } from "../../patterns/password_key.ts";
import type { Settings } from "../../settings/settings.ts";
import type { Middleware } from "../handler.ts";
import { contentPaths } from "../static/content_paths.ts";
import { makeLocator } from "../static/static_handler.ts";
import { addressAccess } from "./address_access.ts";
import { FailedTries } from "./failed_tries.ts";
import { forwardedClient } from "./forwarded_client.ts";
import { Logins } from "./logins.ts";
import { PasswordCheck } from "./password_check.ts";
import { realms } from "./realms.ts";

/** The middleware that finds out who asks; none where no proxy is trusted. */
export function clientChain(settings: Settings): readonly Middleware[] {
  const trusted = settings["access.trustedProxies"];
  return trusted.length === 0 ? [] : [forwardedClient({ trusted, field: settings["access.forwardedField"] })];
}

/** The middlewares of a site, the outermost first; none where the settings ask for none. */
export type SiteAccess = (root: ContentRoot) => readonly Middleware[];

/** Makes what decides it. What is remembered of clients is for all sites: whoever guesses at one is slowed at each. */
export function accessChain(settings: Settings): SiteAccess {
  const allow = settings["access.allow"];
  const deny = settings["access.deny"];
  const byAddress = allow.length + deny.length > 0 ? [addressAccess({ allow, deny })] : [];
  const byPassword = settings["access.realms"].length > 0 ? realmsOf(settings) : undefined;
  return (root) => byPassword === undefined ? byAddress : [...byAddress, byPassword(root)];
}

function realmsOf(settings: Settings): (root: ContentRoot) => Middleware {
  const passwords = new PasswordCheck({ users: settings["access.users"], derive: deriveKey });
  const rules = settings["access.realms"].map(([path, { realm, users }]) => ({ path, realm, users }));
  // A clock that goes on: one that is set back would have people wait for days.
  const now = (): number => performance.now();
  const logins = new Logins({ passwords, tries: new FailedTries({ now }), now });
  return (root) => {
    const locator = makeLocator(settings, root);
    return realms({
      rules,
      logins,
      contentPaths: (path) => contentPaths(path, locator),
      clientOf: networkOf,
    });
  };
}
