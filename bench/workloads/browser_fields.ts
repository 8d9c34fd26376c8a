import type { FieldLine } from "./workload.ts";

/**
 * What a browser sends with each request for a part of a page: a head of about 600 bytes. Accept-Encoding is left to the
 * workloads about it: with it, servers that compress by default would be measured by how fast they compress.
 */
export const BROWSER_FIELDS: readonly FieldLine[] = [
  ["sec-ch-ua", '"Chromium";v="139", "Not;A=Brand";v="99"'],
  ["sec-ch-ua-mobile", "?0"],
  ["sec-ch-ua-platform", '"Linux"'],
  [
    "User-Agent",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36",
  ],
  ["Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"],
  ["Sec-Fetch-Site", "same-origin"],
  ["Sec-Fetch-Mode", "no-cors"],
  ["Sec-Fetch-Dest", "empty"],
  ["Referer", "http://127.0.0.1/index.html"],
  ["Accept-Language", "en-GB,en;q=0.9,de;q=0.8"],
  ["Cookie", "theme=dark; session=6f1c0d2e8a9b4c7d"],
];
