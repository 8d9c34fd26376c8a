/**
 * Who is answered, as the settings of the section `access` say.
 *
 * @module
 */
import type { Settings } from "../../settings/settings.ts";
import type { Middleware } from "../handler.ts";
import { addressAccess } from "./address_access.ts";
import { forwardedClient } from "./forwarded_client.ts";

/** The middleware that finds out who asks; none where no proxy is trusted. */
export function clientChain(settings: Settings): readonly Middleware[] {
  const trusted = settings["access.trustedProxies"];
  return trusted.length === 0 ? [] : [forwardedClient({ trusted, field: settings["access.forwardedField"] })];
}

/** The middlewares that decide it, the outermost first; none where the settings ask for none. */
export function accessChain(settings: Settings): readonly Middleware[] {
  const allow = settings["access.allow"];
  const deny = settings["access.deny"];
  return [
    ...(allow.length + deny.length > 0 ? [addressAccess({ allow, deny })] : []),
  ];
}
