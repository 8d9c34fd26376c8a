import type { Output } from "./output.ts";
import { wrapText } from "./render.ts";

/** Shows lines of words: a terminal that is too narrow for one breaks it between words. */
export function tell(output: Pick<Output, "columns" | "print">, ...lines: readonly string[]): void {
  output.print(lines.flatMap((line) => wrapText(line, output.columns)).join("\n"));
}
