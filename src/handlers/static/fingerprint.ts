/**
 * File names that a build tool has put a hash of the content into.
 *
 * @module
 */

/** The hashes of the common tools, each at the end of what stands between two dots. */
const HASHES: readonly RegExp[] = [
  // webpack, Parcel, Next.js: hexadecimal, also as the whole name. Decimal alone it may be a date.
  /(?:^|[-_.])(?=[0-9]*[a-f])(?=[a-f]*[0-9])([0-9a-f]{8,64})$/,
  // esbuild: base 32.
  /[-_.](?=[2-7]*[A-Z])(?=[A-Z]*[2-7])([2-7A-Z]{8})$/,
  // Rollup, Vite: base 64, as good as always with a digit and letters of both cases.
  /[-_.](?=.*[0-9].*$)(?=.*[a-z].*$)(?=.*[A-Z].*$)([0-9A-Za-z_-]{8})$/,
];
/** `Annual24`: a word with a number is taken for no hash, though a few hashes look like one. */
const WORD = /^[A-Za-z]+[0-9]+$/;
/** A page keeps its address when its content changes, whatever its title. */
const PAGE = /\.x?html?$/i;

/**
 * Whether a file's name is sure to change with its content, as far as can be seen from it. In doubt it is not:
 * a hash taken for a word costs the client a request, a word taken for a hash would hide an edit for a year.
 *
 * @param path A file name or path.
 *
 * @example
 * ```ts
 * if (!isFingerprinted("/assets/index-BX3kd92_.css") || isFingerprinted("/report-20240101.pdf")) throw new Error();
 * ```
 */
export function isFingerprinted(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (PAGE.test(name)) return false;
  // The hash stands before the extension, or before more than one: `main.3f9a1c0b.chunk.js.map`.
  const [first = "", ...others] = name.split(".").slice(0, -1);
  return [first, ...others.map((piece) => `.${piece}`)].some(endsWithHash);
}

function endsWithHash(piece: string): boolean {
  const hashes = HASHES.map((pattern) => pattern.exec(piece)?.[1]);
  return hashes.some((hash) => hash !== undefined && !WORD.test(hash));
}
