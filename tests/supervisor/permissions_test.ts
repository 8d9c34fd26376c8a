import { assertEquals } from "@std/assert";
import { workerPermissions } from "../../src/supervisor/permissions.ts";

Deno.test("workerPermissions() lets a worker read the roots and bind its address, and nothing else", () => {
  assertEquals(workerPermissions(["/srv/pub", "/srv/blog"], { hostname: "127.0.0.1", port: 8080 }), {
    read: ["/srv/pub", "/srv/blog"],
    net: ["127.0.0.1:8080"],
    write: false,
    env: false,
    sys: false,
    run: false,
    ffi: false,
    import: false,
  });
});

Deno.test("workerPermissions() puts an IPv6 address into brackets", () => {
  assertEquals(workerPermissions(["/"], { hostname: "::1", port: 80 }).net, ["[::1]:80"]);
  assertEquals(workerPermissions(["/"], { hostname: "::", port: 80 }).net, ["[::]:80"]);
});

Deno.test("workerPermissions() adds what the applications are granted, and nothing else", () => {
  const address = { hostname: "127.0.0.1", port: 80 };
  const grants = { read: ["/srv/api"], net: ["a.example:443"] };
  const plain = workerPermissions(["/srv/pub"], address);
  assertEquals(workerPermissions(["/srv/pub"], address, grants), {
    ...plain,
    read: ["/srv/pub", "/srv/api"],
    net: ["127.0.0.1:80", "a.example:443"],
  });
});
