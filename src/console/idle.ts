import type { ServerStatus } from "../supervisor/status.ts";

/** Whether nobody is connected. */
export function isIdle({ connections }: ServerStatus): boolean {
  return connections === 0;
}

/** `1 connection is open`, `2 connections are open`. */
export function openText({ connections }: ServerStatus): string {
  return connections === 1 ? "1 connection is open" : `${connections} connections are open`;
}
