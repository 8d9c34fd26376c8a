import config from "../deno.json" with { type: "json" };

/** The version of LINPR, as deno.json states it: the one place where it is written. */
export const VERSION: string = config.version;
