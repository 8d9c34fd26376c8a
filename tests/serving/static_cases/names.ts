/** Names that a file system can hold. */

import type { StaticCase, StaticSite } from "./case.ts";

/** Name, and the path that a client asks for. */
const NAMES: readonly (readonly [name: string, path: string])[] = [
  ["Füße.txt", "/F%C3%BC%C3%9Fe.txt"],
  ["🦕.txt", "/%F0%9F%A6%95.txt"],
  ["with space.txt", "/with%20space.txt"],
  [" lead.txt", "/%20lead.txt"],
  ["trail ", "/trail%20"],
  ["100%.txt", "/100%25.txt"],
  ["100%25.txt", "/100%2525.txt"],
  ["%2e%2e", "/%252e%252e"],
  ["hash#1.txt", "/hash%231.txt"],
  ["what?.txt", "/what%3F.txt"],
  ["a+b.txt", "/a+b.txt"],
  ["a&b=c;d.txt", "/a&b=c;d.txt"],
  ["a:b@c,d!.txt", "/a:b@c,d!.txt"],
  ["new\nline.txt", "/new%0Aline.txt"],
  ["return\rhere.txt", "/return%0Dhere.txt"],
  ["tab\there.txt", "/tab%09here.txt"],
  ["escape\x1b[2J.txt", "/escape%1B%5B2J.txt"],
  ["del\x7f.txt", "/del%7F.txt"],
  ["\u202etxt.exe", "/%E2%80%AEtxt.exe"],
  ["\ufeffbom.txt", "/%EF%BB%BFbom.txt"],
  ["quote\"'.txt", "/quote%22'.txt"],
  ["<b>.txt", "/%3Cb%3E.txt"],
  ["~tilde", "/~tilde"],
  ["-rf", "/-rf"],
  ["{}[]|^`.txt", "/%7B%7D%5B%5D%7C%5E%60.txt"],
  ["...", "/..."],
  ["a..b", "/a..b"],
  ["con", "/con"],
  ["dots.", "/dots."],
  [`${"x".repeat(251)}.txt`, `/${"x".repeat(251)}.txt`],
  ["ü".repeat(127), `/${"%C3%BC".repeat(127)}`],
  ["caf\u00e9.txt", "/caf%C3%A9.txt"],
  ["cafe\u0301.txt", "/cafe%CC%81.txt"],
  ["Case.txt", "/Case.txt"],
  ["case.txt", "/case.txt"],
  ["sub dir/ä?/b#.txt", "/sub%20dir/%C3%A4%3F/b%23.txt"],
];

/** A name with a dot in front is hidden. */
const isServed = ([name]: readonly [string, string]): boolean => !name.startsWith(".");

const FOUND: readonly StaticCase[] = NAMES.filter(isServed).map(([name, path]) => ({
  shows: `${JSON.stringify(name).slice(0, 60)} is its own file`,
  ask: `GET ${path}`,
  status: 200,
  body: `@${name}`,
}));

const MISSING: readonly StaticCase[] = [
  ["a plus is not a space", "/with+space.txt"],
  ["lower case is another name", encodeURI("/füße.txt")],
  ["one decoding, not two", "/100%252525.txt"],
  ["a name of dots is hidden", "/..."],
  ["a name of 256 bytes", `/${"x".repeat(252)}.txt`],
  ["a name with a dot more", "/case.txt."],
  ["a name with a space more", "/case.txt%20"],
  ["full-width letters", "/%EF%BD%83ase.txt"],
].map(([shows = "", path]) => ({ shows, ask: `GET ${path}`, status: 404 }));

export const NAMED: StaticSite = {
  name: "names",
  settings: {},
  files: Object.fromEntries(NAMES.map(([name, path]) => [name, `the file of ${path}`])),
  cases: [
    ...FOUND,
    ...MISSING,
    {
      shows: "a directory's name is encoded in its redirect",
      ask: "GET /sub%20dir/%C3%A4%3F?x",
      status: 301,
      has: { "Location": "/sub%20dir/%C3%A4%3F/?x" },
    },
  ],
};
