import { counted } from "./counted.ts";
import type { ServerStatus } from "../supervisor/status.ts";

/** Whether nobody is connected. */
export function isIdle({ connections }: ServerStatus): boolean {
  return connections === 0;
}

/** `1 connection is open`, `2 connections are open`. */
export function openText({ connections }: ServerStatus): string {
  return `${counted(connections, "connection")} ${connections === 1 ? "is" : "are"} open`;
}
