import { assertEquals, assertThrows } from "@std/assert";
import { SettingsError } from "../../src/settings/settings_error.ts";
import { writeSettingsFile } from "../../src/settings/write_file.ts";
import { asOrdinaryUser } from "../_helpers/ordinary_user.ts";
import { contentTree } from "../_helpers/tree.ts";

Deno.test("writeSettingsFile() leaves no draft where it fails, and says why", async () => {
  await using tree = await contentTree({ "folder/x": "" });
  for (const path of ["absent/settings", "folder"]) {
    assertThrows(() => writeSettingsFile(tree.path(path), "settings", "{}"), SettingsError, "written");
  }
  assertEquals([...Deno.readDirSync(tree.root)].map(({ name }) => name), ["folder"]);
});

Deno.test({
  name: "writeSettingsFile() does not put another file in place of one that may only be read",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using tree = await contentTree({ settings: "{}" });
    const path = tree.path("settings");
    await Deno.chmod(path, 0o444);
    const script = `
      import { writeSettingsFile } from ${
      JSON.stringify(import.meta.resolve("../../src/settings/write_file.ts"))
    };
      try {
        writeSettingsFile(${JSON.stringify(path)}, "settings", "other");
      } catch (error) {
        console.log(error.message);
      }`;
    const { command, args } = asOrdinaryUser({ command: Deno.execPath(), args: ["eval", "--quiet", script] });
    const { stdout } = await new Deno.Command(command, { args: [...args] }).output();
    assertEquals(
      new TextDecoder().decode(stdout),
      "settings: the file cannot be written: permission denied\n",
    );
    assertEquals([Deno.readTextFileSync(path), [...Deno.readDirSync(tree.root)].length], ["{}", 1]);
  },
});
