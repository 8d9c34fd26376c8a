/** A site with everything in it, and around it, that ATTACKS.md asks for. */

import { type ContentTree, contentTree, HOSTILE_NAMES } from "../_helpers/tree.ts";

/** What stands in every file that no client may ever see. */
export const SECRET = "SECRET: outside of the content root, or hidden in it";

/** What may be seen. */
const SERVED = {
  "index.html": "the index",
  "a.txt": "A",
  "sub/index.html": "the index of sub",
  "sub/deep/b.txt": "B",
  "admin/x": "for admins",
  "dir.html/": "",
  "dir.html/inside.txt": "inside",
  "index-is-a-directory/index.html/": "",
  "evil.com/": "",
  "evil.com/sub/index.html": "a directory that is called like a host",
  ".well-known/security.txt": "a contact",
  "sub/.well-known/x": "well known, too",
};

const HIDDEN = [
  ".env",
  ".git/config",
  "sub/.env",
  ".well-known/.secret",
  "sub/..data/x",
  ".../x",
  "a/.b/c/d.txt",
];

const OUTSIDE = ["secret.txt", "outside/x", "outside/deep/y", "outside/index.html", "pub-private/s.txt"];

/** Links by their name in the root, those that stay inside of it first. */
const LINKS: readonly (readonly [name: string, target: string])[] = [
  ["ok.txt", "ok2.txt"],
  ["ok2.txt", "sub/deep/b.txt"],
  ["self", "."],
  ["sub/up", ".."],
  ["out.txt", "../secret.txt"],
  ["passwd", "/etc/passwd"],
  ["sneaky.txt", "../pub-private/s.txt"],
  ["linked", "../outside"],
  ["sub/linked", "../../outside/deep"],
  ["etc", "/etc"],
  ["parent", ".."],
  ["chain1", "chain2"],
  ["chain2", "chain3/x"],
  ["chain3", "../outside"],
  ["index-leaves/index.html", "../../outside/index.html"],
  ["loop1", "loop2"],
  ["loop2", "loop1"],
  ["broken", "nowhere"],
  ["broken-index/index.html", "nowhere"],
  ["fd", "/proc/self/fd"],
  ["memory", "/proc/self/mem"],
  ["zero", "/dev/zero"],
];

/** Makes the site. */
export async function hostileSite(): Promise<ContentTree> {
  const tree = await contentTree(SERVED);
  for (const name of HIDDEN) await tree.write(name, SECRET);
  for (const name of OUTSIDE) await tree.writeOutside(name, SECRET);
  for (const [name, target] of LINKS) await tree.symlink(target, name);
  for (const name of HOSTILE_NAMES) await tree.write(`names/${name}`, name);
  await tree.writeBytesNamed(Uint8Array.of(0x61, 0xff, 0x62), SECRET);
  await tree.fifo("pipe");
  await tree.write("pipe-is-the-index/", "");
  await tree.fifo("pipe-is-the-index/index.html");
  // A socket's name stays behind when nobody listens any more.
  Deno.listen({ transport: "unix", path: tree.path("socket") }).close();
  return tree;
}
