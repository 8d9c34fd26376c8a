import { assertEquals } from "@std/assert";
import { socketDirectories, socketFiles } from "../../../src/console/control/socket_path.ts";

Deno.test("socketDirectories() has the user's runtime directory first, root's, and a private temporary one", () => {
  const cases:
    readonly (readonly [uid: number, environment: Record<string, string>, directories: string[]])[] = [
      [1000, { XDG_RUNTIME_DIR: "/run/user/1000" }, ["/run/user/1000/linpr", "/tmp/linpr-1000"]],
      [1000, { XDG_RUNTIME_DIR: "run", TMPDIR: "tmp" }, ["/tmp/linpr-1000"]],
      [1000, { TMPDIR: "/var/tmp" }, ["/var/tmp/linpr-1000"]],
      [0, {}, ["/run/linpr", "/tmp/linpr-0"]],
      [0, { XDG_RUNTIME_DIR: "/run/user/0" }, ["/run/user/0/linpr", "/run/linpr", "/tmp/linpr-0"]],
    ];
  for (const [uid, environment, directories] of cases) {
    assertEquals(socketDirectories({ uid, environment: (name) => environment[name] }), directories);
  }
});

Deno.test("socketFiles() are the sockets' names in the directories that there are", async () => {
  const directory = await Deno.makeTempDir();
  for (const name of ["9.sock", "10.sock", "notes.txt"]) await Deno.writeTextFile(`${directory}/${name}`, "");
  assertEquals(socketFiles([`${directory}/missing`, directory]), [
    `${directory}/10.sock`,
    `${directory}/9.sock`,
  ]);
  await Deno.remove(directory, { recursive: true });
});
