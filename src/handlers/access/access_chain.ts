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

/** What {@linkcode accessChain} is made from. */
export interface AccessChainOptions {
  readonly settings: Settings;
  /** The files that are served. */
  readonly root: ContentRoot;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The middleware that finds out who asks; none where no proxy is trusted. */
export function clientChain(settings: Settings): readonly Middleware[] {
  const trusted = settings["access.trustedProxies"];
  return trusted.length === 0 ? [] : [forwardedClient({ trusted, field: settings["access.forwardedField"] })];
}

/** The middlewares that decide it, the outermost first; none where the settings ask for none. */
export function accessChain(options: AccessChainOptions): readonly Middleware[] {
  const { settings } = options;
  const allow = settings["access.allow"];
  const deny = settings["access.deny"];
  return [
    ...(allow.length + deny.length > 0 ? [addressAccess({ allow, deny })] : []),
    ...(settings["access.realms"].length > 0 ? [realmsOf(options)] : []),
  ];
}

function realmsOf({ settings, root, now }: AccessChainOptions): Middleware {
  const locator = makeLocator(settings, root);
  const passwords = new PasswordCheck({ users: settings["access.users"], derive: deriveKey });
  return realms({
    rules: settings["access.realms"].map(([path, { realm, users }]) => ({ path, realm, users })),
    logins: new Logins({ passwords, tries: new FailedTries({ now }), now }),
    contentPaths: (path) => contentPaths(path, locator),
    clientOf: networkOf,
  });
}
