import { assertEquals } from "@std/assert";
import { RateMeter } from "../../src/supervisor/rates.ts";

Deno.test("RateMeter tells growth a second over a second, a minute and a quarter of an hour", () => {
  let now = 0;
  let value = 0;
  const meter = new RateMeter(() => value, () => now);
  assertEquals(meter.rates, { second: 0, minute: 0, quarter: 0 });
  const pass = (seconds: number, growth: number): void => {
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      value += growth;
      meter.looks.look();
    }
  };
  pass(10, 100);
  assertEquals(meter.rates, { second: 100, minute: 100, quarter: 100 });
  pass(50, 0);
  assertEquals(meter.rates, { second: 0, minute: 1000 / 60, quarter: 1000 / 60 });
  pass(840, 0);
  assertEquals(meter.rates, { second: 0, minute: 0, quarter: 1000 / 900 });
  pass(1000, 7);
  assertEquals(meter.rates, { second: 7, minute: 7, quarter: 7 });
});

Deno.test("RateMeter goes by the time that passed between its looks", () => {
  let now = 0;
  let value = 0;
  const meter = new RateMeter(() => value, () => now);
  now = 4000;
  value = 100;
  meter.looks.look();
  assertEquals(meter.rates.second, 25);
});
