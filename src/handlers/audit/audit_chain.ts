/**
 * What is told of requests, as the settings say.
 *
 * @module
 */
import type { Settings } from "../../settings/settings.ts";
import type { Middleware } from "../handler.ts";
import { notesClient, takesNotes } from "./notes.ts";
import { requestId } from "./request_id.ts";
import { serverTiming } from "./server_timing.ts";

/** What goes around the middlewares that find out who asks, and what comes right behind them. */
export interface AuditChain {
  readonly outer: readonly Middleware[];
  readonly inner: readonly Middleware[];
}

/** Both are empty where the settings ask for nothing. */
export function auditChain(settings: Settings): AuditChain {
  const isLogged = settings["log.access"] !== "" || settings["log.slow"] > 0;
  const hasProxies = settings["access.trustedProxies"].length > 0;
  // The requests that are kept for the console are its own affair, but for whom a proxy says that they are from.
  const isNoted = isLogged || (hasProxies && settings["log.history"] > 0);
  return {
    outer: [
      ...(isNoted ? [takesNotes()] : []),
      ...(settings["log.requestId"] ? [requestId()] : []),
      ...(settings["headers.serverTiming"] ? [serverTiming(() => performance.now())] : []),
    ],
    inner: isNoted && hasProxies ? [notesClient()] : [],
  };
}
