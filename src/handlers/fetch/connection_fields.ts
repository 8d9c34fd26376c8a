/**
 * Fields that say something of one connection (RFC 9110 §7.6.1): LINPR's affair, not an application's.
 *
 * @module
 */

/** Their names in lower case; those that `Connection` names besides are not in it. */
export const CONNECTION_FIELDS: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
