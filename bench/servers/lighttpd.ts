/** lighttpd. By default it trusts what it knows of a file for a second (`server.stat-cache-engine`). */

import { findProgram } from "../find_program.ts";
import type { Server, Task } from "./server.ts";

/** lighttpd from Debian. */
export const lighttpd: Server = {
  name: "lighttpd",
  title: "lighttpd",
  origin: { kind: "debian", packages: ["lighttpd", "lighttpd-mod-deflate"] },
  find: () => findProgram("lighttpd"),
  version: ["-v"],
  hasWorkers: true,
  hasAccessLog: true,
  launch: (task) => ({
    args: ["-D", "-f", "lighttpd.conf"],
    files: { "lighttpd.conf": configuration(task) },
  }),
};

function configuration({ root, port, workers, precompressed, directory, accessLog }: Task): string {
  return [
    `server.document-root = "${root}"`,
    'server.bind = "127.0.0.1"',
    `server.port = ${port}`,
    'server.errorlog = "/dev/null"',
    "server.max-fds = 16384",
    "server.max-connections = 8192",
    "server.max-keep-alive-idle = 75",
    // A worker process beside the first one is worth it for two and more only.
    ...(workers > 1 ? [`server.max-worker = ${workers}`] : []),
    'mimetype.assign = (".txt" => "text/plain", ".css" => "text/css", "" => "application/octet-stream")',
    ...(accessLog === undefined
      ? []
      : ['server.modules = ("mod_accesslog")', `accesslog.filename = "${accessLog}"`]),
    // It sends no compressed siblings, but keeps what it has compressed once.
    ...(precompressed
      ? [
        'server.modules = ("mod_deflate")',
        'deflate.mimetypes = ("text/css")',
        'deflate.allowed-encodings = ("gzip", "br")',
        `deflate.cache-dir = "${directory}"`,
      ]
      : []),
    "",
  ].join("\n");
}
