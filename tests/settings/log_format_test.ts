import { assertEquals } from "@std/assert";
import {
  isLogFile,
  isLogTarget,
  LOG_NAMES,
  logFormatFault,
  logTemplate,
} from "../../src/settings/log_format.ts";

Deno.test("logFormatFault() takes the named formats and every placeholder", () => {
  const good = ["common", "combined", "json", LOG_NAMES.map((name) => `{${name}}`).join(" ")];
  for (const format of [...good, "{status}\t{bytes}", '{{"s":{status}}}', "ü {status}"]) {
    assertEquals(logFormatFault(format), undefined, format);
  }
  for (const name of ["common", "combined"]) assertEquals(logFormatFault(logTemplate(name)), undefined, name);
});

Deno.test("logFormatFault() says what is wrong", () => {
  const cases: readonly (readonly [format: string, fault: string])[] = [
    ["{adress} {status}", "{address} in place of {adress}"],
    ["{useragent}", "{userAgent} in place of {useragent}"],
    ["{status", 'a format with a "}" for every "{" ("{{" stands for a brace)'],
    ["status}", 'a format with a "}" for every "{" ("{{" stands for a brace)'],
    ["{}", `placeholders of ${LOG_NAMES.map((name) => `{${name}}`).join(", ")}`],
    ["combind", 'common, combined, json, or placeholders such as "{address}"'],
    ["", 'common, combined, json, or placeholders such as "{address}"'],
    ["{status}\n", "a format on one line"],
    ["{status}\u2028", "a format on one line"],
    ["\x1b[2J{status}", "a format on one line"],
  ];
  for (const [format, fault] of cases) assertEquals(logFormatFault(format), fault, JSON.stringify(format));
});

Deno.test("isLogTarget() takes files, streams and nothing; isLogFile() tells files", () => {
  for (const target of ["", "stdout", "stderr", "/var/log/a.log", "a.log"]) {
    assertEquals(isLogTarget(target), true, target);
  }
  for (const target of ["/var/log/", "a\n", "a\0", "a\u2028b"]) {
    assertEquals(isLogTarget(target), false, target);
  }
  assertEquals(["", "stdout", "stderr", "a.log", "/a"].map(isLogFile), [false, false, false, true, true]);
});
