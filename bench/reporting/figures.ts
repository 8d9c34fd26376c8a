/**
 * Figures as people read them.
 *
 * @module
 */
import type { Spread } from "../measuring/statistics.ts";

/** What stands where there is no figure. */
export const NONE = "-";

/** `34,123`, or with bytes `1,204 MB`. */
export function rateText(rate: number | undefined, unit: "requests" | "bytes"): string {
  if (rate === undefined) return NONE;
  return unit === "bytes" ? `${whole(rate / 1e6)} MB` : whole(rate);
}

/** `1.42 (1.38-1.47)`: the median, and from the least to the most. */
export function ratioText(ratio: Spread | undefined): string {
  if (ratio === undefined) return NONE;
  return `${factor(ratio.median)} (${factor(ratio.least)}-${factor(ratio.most)})`;
}

/** `1.42`; more digits where there is little, so that a tenth of a tenth is not nothing. */
export function factor(value: number): string {
  return value < 0.1 ? value.toFixed(3) : value.toFixed(2);
}

/** `0.85 ms`. */
export function latencyText(microseconds: number | undefined): string {
  if (microseconds === undefined) return NONE;
  const milliseconds = microseconds / 1000;
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
}

/** `97 %`. */
export function shareText(share: number | undefined): string {
  return share === undefined ? NONE : `${Math.round(share * 100)} %`;
}

/** `41 MB`. */
export function memoryText(bytes: number | undefined): string {
  return bytes === undefined ? NONE : `${Math.round(bytes / 1e6)} MB`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}
