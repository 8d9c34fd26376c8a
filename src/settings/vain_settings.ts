/**
 * Settings that do nothing without another one, or undo what they are for.
 *
 * @module
 */
import type { SettingKey, Settings } from "./settings.ts";
import type { Problem } from "./settings_error.ts";

/**
 * Warns of them: hardly anybody means that.
 *
 * @param settings complete ones
 */
export function vainSettings(settings: Settings): readonly Problem[] {
  const trustsNobody = settings["access.trustedProxies"].length === 0;
  const trustsAll = settings["access.trustedProxies"].some((block) => block.endsWith("/0"));
  const isClosed = settings["access.realms"].some(([, { open }]) => open !== true);
  const cases: readonly (readonly [key: SettingKey, isIdle: boolean, message: string])[] = [
    [
      "access.proxyProtocol",
      settings["access.proxyProtocol"] && trustsNobody,
      "has no effect: access.trustedProxies names nobody",
    ],
    [
      "access.forwardedField",
      settings["access.forwardedField"] !== "X-Forwarded-For" && trustsNobody,
      "has no effect: access.trustedProxies names nobody",
    ],
    [
      "access.trustedProxies",
      trustsAll,
      "everybody is trusted, and can pass for anybody: name the proxies alone",
    ],
    [
      "limits.burst",
      settings["limits.burst"] > 0 && settings["limits.requestsPerSecond"] === 0,
      "has no effect: limits.requestsPerSecond is 0",
    ],
    [
      "access.realms",
      isClosed && settings["access.users"].length === 0,
      "nobody can enter: access.users names nobody",
    ],
  ];
  return cases.filter(([, isIdle]) => isIdle).map(([key, , message]) => ({ key, message }));
}
