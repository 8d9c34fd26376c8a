import { assert, assertEquals, assertMatch } from "@std/assert";
import { ask } from "../_helpers/keep_alive.ts";
import { asOrdinaryUser } from "../_helpers/ordinary_user.ts";
import { startProcess } from "../_helpers/process.ts";
import { program } from "../_helpers/program.ts";
import { text } from "../_helpers/response_parser.ts";
import { runToEnd } from "../_helpers/run.ts";
import { startServer } from "../_helpers/server.ts";
import { contentTree } from "../_helpers/tree.ts";

/** The first port that the system gives to an ordinary user. */
function firstUnprivileged(): number {
  return Number(Deno.readTextFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start"));
}

const isPrivileged = firstUnprivileged() > 80;

Deno.test({
  name: "a port below 1024 is refused to an ordinary user in one line, with status 1",
  ignore: !isPrivileged,
  fn: async () => {
    await using tree = await contentTree();
    for (const port of ["80", "81"]) {
      const { code, stdout, stderr } = await runToEnd(
        ["serve", tree.root, "-H", "127.0.0.1", "-p", port],
        { cwd: tree.base, program: asOrdinaryUser(program()) },
      );
      assertEquals([code, stdout], [1, ""]);
      assertMatch(stderr, new RegExp(`^Port ${port} is refused by the system: [^\\n]+\\n$`));
    }
  },
});

Deno.test({
  name: "port 80 that nobody asked for is replaced for an ordinary user, which is said",
  ignore: !isPrivileged,
  fn: async () => {
    await using tree = await contentTree({ "a.txt": "A" });
    // Without a settings file the shipped one would name port 8080.
    await tree.writeOutside(".linprconfig", "{}");
    // 8080 may be busy on the machine of whoever runs this.
    const args = ["serve", tree.root, "-H", "127.0.0.1", "--any-port"];
    await using server = startProcess({ args, cwd: tree.base, program: asOrdinaryUser(program()) });
    const [, port = ""] = await server.stdout.waitFor(/http:\/\/127\.0\.0\.1:(\d+)\/\n/);
    assert(Number(port) >= 8080 && Number(port) <= 8180, port);
    assertEquals(server.stderr.text, `Port 80 could not be had; ${port} is taken instead.\n`);
    assertEquals(text(await ask(Number(port), { target: "/a.txt" })), "A");
  },
});

Deno.test("a port is free again as soon as its server has ended, connections or not", async () => {
  await using tree = await contentTree({ "a.txt": "A" });
  let port = 0;
  for (let run = 0; run < 4; run++) {
    await using server = await startServer({ root: tree.root, port });
    port = server.port;
    assertEquals(text(await ask(port, { target: "/a.txt" })), "A");
    // Even one that was killed leaves nothing behind that would keep the port.
    server.signal(run % 2 === 0 ? "SIGTERM" : "SIGKILL");
    await server.status;
  }
});

Deno.test({
  name: "an IPv6 address is served, and printed with brackets",
  ignore: !Deno.networkInterfaces().some(({ address }) => address === "::1"),
  fn: async () => {
    await using server = await startServer({ files: { "a.txt": "A" }, host: "::1" });
    assertEquals(server.url, `http://[::1]:${server.port}/`);
    assertEquals(await (await fetch(new URL("a.txt", server.url))).text(), "A");
  },
});
