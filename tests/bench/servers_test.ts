import { assert, assertEquals } from "@std/assert";
import { debianPackages } from "../../bench/install.ts";
import { advice } from "../../bench/installed.ts";
import { versionIn } from "../../bench/reporting/machine.ts";
import { BASELINE, SERVERS } from "../../bench/servers/all.ts";
import type { Server, Task } from "../../bench/servers/server.ts";
import { WORKLOADS } from "../../bench/workloads/all.ts";

const TASK: Task = {
  executable: "/usr/sbin/server",
  root: "/srv/bench root",
  port: 43_210,
  workers: 1,
  precompressed: false,
  accessLog: undefined,
  directory: "/tmp/own",
};

/** All that a server is told. */
function told(server: Server, task: Task): string {
  const { args, files = {}, env = {} } = server.launch(task);
  return JSON.stringify([args, Object.values(files), env]);
}

Deno.test("every server has a name of its own, and the baseline is one of them", () => {
  const names = SERVERS.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  assert(SERVERS.includes(BASELINE));
});

Deno.test("every server is told the content root, and to listen on 127.0.0.1 and on the port", () => {
  for (const server of SERVERS) {
    const text = told(server, TASK);
    assert(text.includes(TASK.root), `${server.name}: ${text}`);
    assert(text.includes("43210"), `${server.name}: ${text}`);
    // The constant answer's own program knows the address.
    assert(server.name === "constant" || text.includes("127.0.0.1"), `${server.name}: ${text}`);
  }
});

Deno.test("a server with workers starts as many as it is told to, the others take no notice", () => {
  for (const server of SERVERS) {
    const differs = told(server, TASK) !== told(server, { ...TASK, workers: 2 });
    assertEquals(differs, server.hasWorkers, server.name);
  }
});

Deno.test("a server with an access log writes it where it is told to, the others take no notice", () => {
  for (const server of SERVERS) {
    const text = told(server, { ...TASK, accessLog: "/tmp/own/some.log" });
    assertEquals(text.includes("/tmp/own/some.log"), server.hasAccessLog, server.name);
  }
});

Deno.test("nginx, lighttpd, h2o and Caddy look for compressed content only where there is some", () => {
  for (const name of ["nginx", "nginx-1s", "lighttpd", "h2o", "caddy"]) {
    const server = SERVERS.find((server) => server.name === name);
    assert(server !== undefined);
    assert(told(server, TASK) !== told(server, { ...TASK, precompressed: true }), name);
  }
});

Deno.test("the constant answer is measured only where it is right", () => {
  const constant = SERVERS.find(({ name }) => name === "constant");
  const suited = WORKLOADS.filter((workload) => constant?.suits?.(workload)).map(({ name }) => name);
  assertEquals(suited, ["1k", "1k-browser", "logged", "idle-1000", "idle-5000", "workers-2"]);
});

Deno.test("advice() says how to get what is missing", () => {
  assertEquals(advice({ kind: "debian", packages: ["a", "b"] }), "apt-get install a b");
  const npmPackage = { name: "serve", version: "1.2.3", script: "main.js" };
  assertEquals(advice({ kind: "npm", package: npmPackage }), "npm install serve@1.2.3");
  assertEquals(advice({ kind: "jsr", specifier: "jsr:@std/http@1" }), "deno cache jsr:@std/http@1");
  assertEquals(advice({ kind: "other", advice: "deno task compile" }), "deno task compile");
});

Deno.test("debianPackages() are those that a server lacks", () => {
  const origin = { kind: "debian", packages: ["nginx", "a-module"] } as const;
  const cases: readonly [path: string | undefined, installed: string[], wanted: string[]][] = [
    [undefined, [], ["nginx", "a-module"]],
    ["/usr/sbin/nginx", ["nginx"], ["a-module"]],
    ["/usr/sbin/nginx", ["nginx", "a-module"], []],
    ["/opt/own/nginx", [], []],
  ];
  for (const [path, installed, wanted] of cases) {
    const packages = debianPackages({ origin, find: () => path }, (name) => installed.includes(name));
    assertEquals(packages, wanted, `${path} ${installed}`);
  }
  assertEquals(
    debianPackages({ origin: { kind: "other", advice: "" }, find: () => undefined }, () => false),
    [],
  );
});

Deno.test("versionIn() finds the version in what programs print", () => {
  const cases: readonly [text: string, version: string][] = [
    ["nginx version: nginx/1.22.1\n", "1.22.1"],
    ["lighttpd/1.4.69 (ssl) - a light and fast webserver\n", "1.4.69"],
    ["h2o version 2.2.5\nOpenSSL: OpenSSL 3.0.17\n", "2.2.5"],
    ["v2.6.2 h1:abc=", "2.6.2"],
    ["2.6.2-5", "2.6.2-5"],
    ["LINPR 0.4.0\n", "0.4.0"],
    ["usage: server 5", "of unknown version"],
  ];
  for (const [text, version] of cases) assertEquals(versionIn(text), version, text);
});
