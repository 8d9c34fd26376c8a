/**
 * Makes the content root that all servers serve.
 *
 * @module
 */
import { dirname, join } from "@std/path";
import type { ContentFile } from "./workloads/workload.ts";

/** LINPR trusts its memory of a file only when the second in which it was changed is over. */
const SETTLING = 1100;

/** Writes each file once, however many workloads want it. */
export async function makeContent(root: string, files: readonly ContentFile[]): Promise<void> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const { path, make } of byPath.values()) {
    const target = join(root, path);
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.writeFile(target, make());
  }
  await new Promise((resume) => setTimeout(resume, SETTLING));
}
