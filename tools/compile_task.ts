/**
 * The arguments of the `compile` task in deno.json, so that the offline build repeats none of them.
 *
 * @module
 */

/** What `deno compile` is to be called with. */
export interface CompileArguments {
  /** Without `deno compile` itself. */
  readonly args: readonly string[];
  /** The file that will be written, as it stands in `args`. */
  readonly output: string;
}

/**
 * Splits the text of a task into the arguments of `deno compile`.
 *
 * @param task the task's command, `deno compile … --output FILE …`; a shell's quotes, variables and
 * operators are not understood, and refused
 * @param output written instead of the task's own output file
 * @throws {SyntaxError} when the task is anything else
 */
export function compileArguments(task: string, output?: string): CompileArguments {
  const odd = /[^\w\s./@:,=+-]/.exec(task);
  if (odd !== null) throw new SyntaxError(`the compile task has ${odd[0]}, which needs a shell`);

  const [command, subcommand, ...args] = task.trim().split(/\s+/);
  if (command !== "deno" || subcommand !== "compile") {
    throw new SyntaxError("the compile task does not start with `deno compile`");
  }
  const at = args.indexOf("--output") + 1;
  const named = at === 0 ? undefined : args[at];
  if (named === undefined) throw new SyntaxError("the compile task has no `--output FILE`");

  return { args: args.with(at, output ?? named), output: output ?? named };
}
