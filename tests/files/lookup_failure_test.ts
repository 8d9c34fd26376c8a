import { assertEquals, assertThrows } from "@std/assert";
import { lookupFailure } from "../../src/files/lookup_failure.ts";
import { contentTree } from "../_helpers/tree.ts";

/** The error that a call throws. */
function errorOf(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error("the call threw nothing");
}

Deno.test("lookupFailure() takes the errors of paths that name nothing for missing", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  await tree.symlink("loop", "loop");
  const paths = ["absent", "a.txt/x", "loop", "x".repeat(300), "x/".repeat(3000)];
  for (const path of paths) {
    const error = errorOf(() => Deno.statSync(tree.path(path)));
    assertEquals(lookupFailure(error), "missing", `${error}`.slice(0, 80));
  }
  assertEquals(lookupFailure(errorOf(() => Deno.openSync(tree.path("absent")))), "missing");
});

Deno.test("lookupFailure() takes what the system withholds for forbidden", async () => {
  // The superuser may read every file; a file that is no program not even it may run.
  await using tree = await contentTree({ "no program": "A" });
  const error = errorOf(() => new Deno.Command(tree.path("no program")).spawn());
  assertEquals(error instanceof Deno.errors.PermissionDenied, true);
  assertEquals(lookupFailure(error), "forbidden");
});

Deno.test("lookupFailure() takes what the sandbox refuses for missing", () => {
  assertEquals(lookupFailure(new Deno.errors.NotCapable("Requires read access")), "missing");
});

Deno.test("lookupFailure() throws what a path cannot cause", () => {
  for (const error of [new TypeError("a bug"), new Error("no code"), "no error", undefined]) {
    let thrown: unknown = "nothing";
    try {
      lookupFailure(error);
    } catch (caught) {
      thrown = caught;
    }
    assertEquals(thrown, error);
  }
  const noDescriptors = Object.assign(new Error("Too many open files"), { code: "EMFILE" });
  assertThrows(() => lookupFailure(noDescriptors), Error, "Too many open files");
});
