/**
 * The files that the workloads ask for: the same bytes in every run.
 *
 * @module
 */
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { ContentFile } from "./workload.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

/** How many of {@linkcode MANY} there are. */
export const MANY_COUNT = 10_000;

/** 1 KiB. */
export const SMALL: ContentFile = { path: "1k.txt", make: () => text(KIB, 1) };
/** 100 KiB. */
export const MEDIUM: ContentFile = { path: "100k.bin", make: () => noise(100 * KIB, 2) };
/** 1 MiB. */
export const LARGE: ContentFile = { path: "1m.bin", make: () => noise(MIB, 3) };
/** 100 MB. */
export const HUGE: ContentFile = { path: "100m.bin", make: () => noise(100_000_000, 4) };
/** A style sheet as a site's build makes it. */
export const STYLE: ContentFile = { path: "site.css", make: styleSheet };
/** {@linkcode STYLE} compressed beforehand. */
export const STYLE_CODINGS: readonly ContentFile[] = [
  { path: "site.css.gz", make: () => new Uint8Array(gzipSync(styleSheet())) },
  { path: "site.css.br", make: () => new Uint8Array(brotliCompressSync(styleSheet())) },
];
/** 10,000 different files of 4 KiB, a hundred to a directory. */
export const MANY: readonly ContentFile[] = Array.from({ length: MANY_COUNT }, (_, index) => ({
  path: manyPath(index),
  make: () => text(4 * KIB, 1000 + index),
}));

/** `lua/many_files.lua` spells the same. */
function manyPath(index: number): string {
  const directory = String(Math.floor(index / 100)).padStart(2, "0");
  return `many/${directory}/${String(index).padStart(4, "0")}.txt`;
}

/** Lines of hexadecimal digits. */
function text(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const digits = new TextEncoder().encode("0123456789abcdef");
  return noise(size, seed).map((byte, index) => index % 64 === 63 ? 10 : digits[byte & 15] ?? 0);
}

/** Bytes that do not compress: a linear congruential generator's upper bits. */
function noise(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

/** About 60 KB of rules that compress as style sheets do. */
function styleSheet(): Uint8Array<ArrayBuffer> {
  const rules = Array.from({ length: 600 }, (_, index) => {
    const shade = (index * 2_654_435 % 0xffffff).toString(16).padStart(6, "0");
    return `.component-${index} > .title {\n  color: #${shade};\n  margin: ${index % 17}px ${
      index % 5
    }rem;\n  display: flex;\n}\n`;
  });
  return new TextEncoder().encode(rules.join(""));
}
