/** What the Deno programs of this project are started with. */
export const DENO_RUN: readonly string[] = ["run", "--quiet", "--no-prompt", "--allow-all"];
