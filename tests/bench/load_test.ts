import { assert, assertEquals, assertThrows } from "@std/assert";
import { BenchError } from "../../bench/bench_error.ts";
import { catches, type Load, parseReport, wrkArguments } from "../../bench/measuring/load.ts";

const LOAD: Load = {
  wrk: "/usr/bin/wrk",
  url: "http://127.0.0.1:8080/1k.txt",
  fields: [],
  connections: 64,
  seconds: 3,
  cores: [1],
  script: undefined,
  directory: "/tmp",
  name: "load",
};

/** The JSON of `lua/report.lua`. */
const REPORT =
  '{"requests":1200,"bytes":345000,"microseconds":1000150,"p50":402,"p99":1317,"statusErrors":0,"socketErrors":2,' +
  '"timeouts":1,"cpuSeconds":0.871}';

Deno.test("wrkArguments() names the load, a thread for each core", () => {
  const args = wrkArguments({ ...LOAD, cores: [2, 3] }, "/tmp/load.lua");
  for (const wanted of ["--threads=2", "--connections=64", "--duration=3s", "--script=/tmp/load.lua"]) {
    assert(args.includes(wanted), wanted);
  }
  assertEquals(args.at(-1), LOAD.url);
});

Deno.test("wrkArguments() rounds the time up: wrk knows whole seconds", () => {
  assert(wrkArguments({ ...LOAD, seconds: 0.3 }, "x.lua").includes("--duration=1s"));
});

Deno.test("wrkArguments() gives fields as they are sent, and the script its arguments after the URL", () => {
  const fields = [["Range", "bytes=0-1"], ["Accept-Encoding", "br"]] as const;
  const script = { file: "pipelined.lua", args: ["16", "x"] };
  const args = wrkArguments({ ...LOAD, fields, script }, "x.lua");
  assertEquals(args.slice(-6), [
    "--header=Range: bytes=0-1",
    "--header=Accept-Encoding: br",
    LOAD.url,
    "--",
    "16",
    "x",
  ]);
});

Deno.test("parseReport() finds the report among wrk's own lines", () => {
  const output = `Running 1s test @ http://127.0.0.1:8080/\n  12 requests\n\nlinpr-bench ${REPORT}\n`;
  assertEquals(parseReport(output), {
    requests: 1200,
    bytes: 345000,
    microseconds: 1000150,
    p50: 402,
    p99: 1317,
    statusErrors: 0,
    socketErrors: 2,
    timeouts: 1,
    cpuSeconds: 0.871,
  });
});

Deno.test("parseReport() shows what wrk printed when it reports nothing", () => {
  const output = "unable to connect to 127.0.0.1:1 Connection refused\n";
  assertThrows(() => parseReport(output), BenchError, "Connection refused");
});

Deno.test("parseReport() refuses a report that lacks a figure", () => {
  assertThrows(() => parseReport(`linpr-bench ${REPORT.replace('"p99"', '"p98"')}`), BenchError, "no p99");
});

Deno.test("catches() reads the mask of /proc/PID/status", () => {
  const status = (mask: string) => `Name:\twrk\nSigIgn:\t0000000000001000\nSigCgt:\t${mask}\n`;
  assert(catches(status("0000000100000002"), 2));
  assert(!catches(status("0000000100000002"), 1));
  assert(!catches(status("0000000000000000"), 2));
  assert(!catches("Name:\twrk\n", 2), "a process that has ended has no mask");
});
