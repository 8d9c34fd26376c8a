import { counted } from "./counted.ts";
import type { ServerStatus } from "../supervisor/status.ts";

/** Whether no request is in hand. Clients may be connected: keeping a connection for a next request is none. */
export function isIdle({ active }: Pick<ServerStatus, "active">): boolean {
  return active === 0;
}

/** `1 request is in hand`, `2 requests are in hand`: each active connection has one. */
export function inHandText({ active }: Pick<ServerStatus, "active">): string {
  return `${counted(active, "request")} ${active === 1 ? "is" : "are"} in hand`;
}

/** `1 connection is open`, `2 connections are open, 1 active`. */
export function openText({ connections, active }: Pick<ServerStatus, "connections" | "active">): string {
  const open = `${counted(connections, "connection")} ${connections === 1 ? "is" : "are"} open`;
  return active === 0 ? open : `${open}, ${active} active`;
}
