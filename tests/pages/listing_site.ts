/** Directories with listings, served without the rest of LINPR. */

import { ContentRoot } from "../../src/files/content_root.ts";
import { directoryListing } from "../../src/handlers/listing/directory_listing.ts";
import { requestOf } from "../_helpers/request.ts";
import { contentTree, HOSTILE_NAMES } from "../_helpers/tree.ts";

/** Names of files in `/hostile/`: all that a URL can spell. */
export const HOSTILE: readonly string[] = [...HOSTILE_NAMES, '"><img src=x onerror=alert(1)>']
  .filter((name) => !name.includes("\\"));

/** What is shown of `/docs/`, by name. */
export const DOCS: readonly string[] = [
  "../",
  "2024/",
  "deep & wide/",
  "file2.txt",
  "file10.txt",
  "readme.md",
];

const FILES: Readonly<Record<string, string>> = {
  // The sizes are in another order than the names, and some are equal.
  ...Object.fromEntries(HOSTILE.map((name, index) => [`hostile/${name}`, "x".repeat(index * 7 % 5)])),
  "hostile/a directory/": "",
  "hostile/<b>/": "",
  "docs/2024/": "",
  "docs/deep & wide/inner.txt": "",
  "docs/file10.txt": "12345",
  "docs/file2.txt": "1",
  "docs/readme.md": "123",
};

/** The modification time of `/docs/readme.md`. */
export const README_TIME = "2024-07-01T02:30:00.000Z";

/** A server of listings. */
export interface ListingSite extends AsyncDisposable {
  /** Its origin: a URL without a slash at its end. */
  readonly origin: string;
  /** The status codes that it gave, the latest one last. */
  readonly statuses: readonly number[];
}

/** Serves the listings on a free port. */
export async function startListingSite(): Promise<ListingSite> {
  await using cleanUp = new AsyncDisposableStack();
  const tree = cleanUp.use(await contentTree(FILES));
  await Deno.utime(tree.path("docs/readme.md"), 0, Date.parse(README_TIME) / 1000);
  const answer = directoryListing({ root: new ContentRoot({ directory: tree.root, dotfiles: false }) });
  const statuses: number[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname, search } = new URL(request.url);
    const lines = [...request.headers].filter(([name]) => name !== "host").map((line) => line.join(": "));
    const ours = requestOf(`GET ${pathname}${search}`, lines);
    const { status, fields, body } = answer(ours, ours.target.path);
    statuses.push(status);
    const headers = fields.map(([name, value]): [string, string] => [name, value]);
    return new Response(body instanceof Uint8Array ? body.slice() : null, { status, headers });
  });
  cleanUp.defer(() => server.shutdown());
  const owned = cleanUp.move();
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    statuses,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
