import { assertEquals } from "@std/assert";
import { ErrorBurst } from "../../src/supervisor/error_burst.ts";

/** A watch over numbers that a test sets, and what it told. */
function watched(): { look: (more: number, excused?: boolean) => void; told: readonly string[] } {
  const told: string[] = [];
  let errors = 1000;
  let isExcused = false;
  const burst = new ErrorBurst({
    errors: () => errors,
    excused: () => isExcused,
    notify: (line) => told.push(line),
  });
  const look = (more: number, excused = false): void => {
    errors += more;
    isExcused = excused;
    burst.look();
  };
  return { look, told };
}

Deno.test("ErrorBurst.look() tells of ten errors in a look, and not again for a minute", () => {
  const { look, told } = watched();
  look(9);
  assertEquals(told, []);
  look(10);
  assertEquals(told, [
    "10 answers of the last second were errors of the server (5xx): 'log status>=500' shows them",
  ]);
  for (let looks = 0; looks < 59; looks++) look(50);
  assertEquals(told.length, 1);
  look(50);
  assertEquals(told.length, 2);
});

Deno.test("ErrorBurst.look() takes errors of a maintenance for what they are, those of its last second too", () => {
  const { look, told } = watched();
  look(50, true);
  look(50, true);
  look(50);
  assertEquals(told, []);
  look(50);
  assertEquals(told.length, 1);
});
