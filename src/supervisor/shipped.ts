/**
 * What the program carries: the default settings, site and error template. In the compiled binary these
 * are embedded files, which the runtime lets one read like others.
 *
 * @module
 */
import { dirname, fromFileUrl, join } from "@std/path";

/** What the program carries. */
export interface Shipped {
  /** The text of the shipped `.linprconfig`. */
  readonly settingsText: string;
  /** The directory of the default site. */
  readonly contentRoot: string;
  /** The default error template: `{}` stands for the status code. */
  readonly errorTemplate: string;
}

/** The directory that the program's files are in; inside the binary it is not one of the disk. */
function programDirectory(): string {
  return dirname(dirname(dirname(fromFileUrl(import.meta.url))));
}

/** The directory of the default site. */
export function shippedContentRoot(): string {
  return join(programDirectory(), "htdocs");
}

/** Whether a content root is the site inside the binary: its path leads nowhere on the disk, and goes by the binary's name. */
export function isInsideBinary(contentRoot: string): boolean {
  return Deno.build.standalone && contentRoot === shippedContentRoot();
}

/**
 * Reads what the program carries.
 *
 * @throws {Deno.errors.NotFound} when a file is missing: the program was not built whole.
 */
export function shipped(): Shipped {
  const contentRoot = shippedContentRoot();
  return {
    settingsText: Deno.readTextFileSync(join(programDirectory(), ".linprconfig")),
    contentRoot,
    errorTemplate: Deno.readTextFileSync(join(contentRoot, "error", "default.html")),
  };
}
