/**
 * What the figures were measured with.
 *
 * @module
 */
import type { Installed } from "../run.ts";

/** The processor, its cores, and the system. */
export function machineText(cores: number): string {
  const information = Deno.readTextFileSync("/proc/cpuinfo");
  const model = /^model name\s*:\s*(.*)$/m.exec(information)?.[1] ?? Deno.build.arch;
  return `${model}, ${cores} cores, ${Deno.build.os} ${Deno.osRelease()}`;
}

/** A server's title and version. */
export async function versionText({ server, executable }: Installed): Promise<string> {
  const { title, version } = server;
  if (typeof version === "string") return `${title} ${version}`;
  const { stdout, stderr } = await new Deno.Command(executable, { args: [...version], stdin: "null" })
    .output();
  const decoder = new TextDecoder();
  return `${title} ${versionIn(decoder.decode(stdout) + decoder.decode(stderr))}`;
}

/** The first thing that looks like a version: at least two numbers with a dot between. */
export function versionIn(text: string): string {
  return /\d+\.\d+[\w.~+-]*/.exec(text)?.[0] ?? "of unknown version";
}
