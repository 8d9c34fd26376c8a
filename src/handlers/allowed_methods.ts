/**
 * Which methods a handler allows (RFC 9110 §9.1, §9.3.7, §15.5.6).
 *
 * @module
 */
import { HttpResponse } from "../http/response.ts";
import type { Middleware } from "./handler.ts";

/**
 * Lets the listed methods through, answers OPTIONS, and 405 with Allow to every other one.
 *
 * @param methods The methods that the wrapped handler understands.
 */
export function allowedMethods(methods: readonly string[]): Middleware {
  const allow = ["Allow", [...methods, "OPTIONS"].join(", ")] as const;
  const options = new HttpResponse({ status: 204, fields: [allow] });
  const refused = new HttpResponse({ status: 405, fields: [allow] });
  return (next) => (request) => {
    if (methods.includes(request.method)) return next(request);
    request.decisions?.note("methods", `${request.method} is none of ${methods.join(", ")}`);
    return request.method === "OPTIONS" ? options : refused;
  };
}
