/** A real site that nobody here wrote: the built web application of Actual, a budgeting program. */

import { join } from "@std/path";
import { type NpmPackage, unpackedPackage } from "../_helpers/npm_package.ts";

const ACTUAL: NpmPackage = {
  name: "@actual-app/web",
  version: "26.9.0",
  integrity:
    "sha512-kW7hBCGDkBevCcDRPkD8HttQ971cdhf5YMM77geXBGL+Xg9RTJ7EtsKWhEnIMbWrLh9usgzDAsEXg5HFT/do/w==",
};

/** The directory of the site: some 200 files, among them scripts in workers, fonts, images, WebAssembly and a database. */
export async function realSite(): Promise<string> {
  return join(await unpackedPackage(ACTUAL), "build");
}

/** The path of every file below a directory, relative to it, sorted. */
export function filesBelow(directory: string, prefix: string = ""): string[] {
  return [...Deno.readDirSync(join(directory, prefix))].flatMap((entry) => {
    const path = prefix + entry.name;
    return entry.isDirectory ? filesBelow(directory, `${path}/`) : [path];
  }).sort();
}
