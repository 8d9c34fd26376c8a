import { assert, assertEquals, assertRejects } from "@std/assert";
import { contentTree, HOSTILE_NAMES } from "./tree.ts";

Deno.test("contentTree() makes files, directories, links and pipes, and removes them", async () => {
  let base = "";
  {
    await using tree = await contentTree({
      "a.txt": "A",
      "deep/er/b.bin": Uint8Array.of(0, 255),
      "empty/": "",
    });
    base = tree.base;
    assertEquals(await Deno.readTextFile(tree.path("a.txt")), "A");
    assertEquals((await Deno.readFile(`${tree.root}/deep/er/b.bin`)).length, 2);
    assert((await Deno.stat(tree.path("empty"))).isDirectory);

    const secret = await tree.writeOutside("secret.txt", "S");
    await tree.symlink(secret, "links/out.txt");
    await tree.symlink("nowhere", "broken");
    assertEquals(await Deno.readTextFile(tree.path("links/out.txt")), "S");
    await tree.fifo("pipe");
    assertEquals((await Deno.stat(tree.path("pipe"))).isFifo, true);
    await tree.writeBytesNamed(Uint8Array.of(0x61, 0xff, 0x0a, 0x62), "odd");
    assertEquals([...Deno.readDirSync(tree.root)].length, 7);
  }
  await assertRejects(() => Deno.stat(base), Deno.errors.NotFound);
});

Deno.test("contentTree() takes every hostile name", async () => {
  await using tree = await contentTree();
  for (const name of HOSTILE_NAMES) await tree.write(name, name);
  const names = [...Deno.readDirSync(tree.root)].map(({ name }) => name);
  assertEquals(names.sort(), [...HOSTILE_NAMES].sort());
});
