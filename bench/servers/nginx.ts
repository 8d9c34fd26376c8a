/**
 * nginx: as Debian configures it, and with its cache of open files.
 *
 * @module
 */
import { findProgram } from "../find_program.ts";
import { isFile } from "../is_file.ts";
import type { Launch, Server, Task } from "./server.ts";

const common = {
  origin: { kind: "debian", packages: ["nginx", "libnginx-mod-http-brotli-static"] },
  find: () => findProgram("nginx"),
  version: ["-v"],
  hasWorkers: true,
  hasAccessLog: true,
} as const satisfies Partial<Server>;

/** What everything is compared with. */
export const nginx: Server = {
  ...common,
  name: "nginx",
  title: "nginx",
  launch: (task) => launch(task, []),
};

/** Files stay open, and are trusted for a second. */
export const nginxOpenFileCache: Server = {
  ...common,
  name: "nginx-1s",
  title: "nginx, open_file_cache 1s",
  launch: (task) =>
    launch(task, [
      "open_file_cache max=20000 inactive=60s;",
      "open_file_cache_valid 1s;",
      "open_file_cache_min_uses 1;",
      "open_file_cache_errors on;",
    ]),
};

/** Debian's package of a module of its own: the only way to send `.br` files. */
const BROTLI_MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

function launch(task: Task, extra: readonly string[]): Launch {
  const brotli = task.precompressed && isFile(BROTLI_MODULE);
  return {
    args: ["-p", task.directory, "-c", "nginx.conf", "-e", "error.log"],
    files: { "nginx.conf": configuration(task, brotli, extra) },
  };
}

function configuration(task: Task, brotli: boolean, extra: readonly string[]): string {
  const { root, port, workers, precompressed, accessLog } = task;
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) =>
    `${name}_temp_path ${name};`
  );
  return [
    ...(brotli ? [`load_module ${BROTLI_MODULE};`] : []),
    `daemon off; pid nginx.pid; worker_processes ${workers};`,
    // Absent files are logged as errors; only worse is to be.
    "error_log error.log crit;",
    "events { worker_connections 8192; }",
    "http {",
    ...places,
    "types { text/plain txt; text/css css; } default_type application/octet-stream;",
    // These two are Debian's settings, all that is not named is nginx's own default.
    "sendfile on; tcp_nopush on;",
    accessLog === undefined ? "access_log off;" : `access_log ${accessLog};`,
    ...(precompressed ? ["gzip_static on;"] : []),
    ...(brotli ? ["brotli_static on;"] : []),
    ...extra,
    `server { listen 127.0.0.1:${port}; root "${root}"; }`,
    "}",
    "",
  ].join("\n");
}
